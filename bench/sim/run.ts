import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bellsOn } from "../../pipeline/night/bells.ts";
import { noteArrivals } from "../../pipeline/night/intake.ts";
import { type RoundReport, Service } from "../../pipeline/service/service.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { EndedByHook, Stopped } from "../../warehouse/engine/hooks.ts";
import { Peer } from "./peer.ts";
import { FIRST_DAY, HOUR, type Plan, ROUNDS_A_DAY, type Span, START } from "./plan.ts";
import { makeSmallRegion, ZONE } from "./small-region.ts";

/** What a run left behind, for the checks. */
export interface Ran {
  readonly dir: string;
  readonly peer: Peer;
  readonly plan: Plan;
  readonly isFaulty: boolean;
  /** How often the process ended, and was asked to end. */
  readonly kills: number;
  readonly stops: number;
  readonly rounds: number;
  /** Lines that the service printed. */
  readonly lines: readonly string[];
}

const within = (span: Span, now: number): boolean => now >= span.from && now < span.to;
const NIGHT = "30 2 * * *";
/** Days after the last fault in which everything must come to its end. */
const SETTLING_DAYS = 2;
/** The mark of a process that lives no more. */
const DEAD_MARK = "99999999-0";

/** The simulated machine: its clock, its disk, and the ends of its process. */
class Machine {
  now = START;
  elapsed = 0;
  /** Effects left until the process ends; null where it does not. */
  left: { effects: number; readonly kind: "kill" | "stop" } | null = null;
  isEnded = false;
  stopping = new AbortController();
  kills = 0;
  stops = 0;
  readonly lines: string[] = [];

  constructor(
    readonly dir: string,
    readonly plan: Plan,
    readonly isFaulty: boolean,
  ) {}

  get isDiskFull(): boolean {
    return this.isFaulty && this.plan.diskFull.some((span) => within(span, this.now));
  }

  /** One effect of ours: the disk may be full, the process may end here. */
  effect(name: string): void {
    if (this.isEnded) throw new EndedByHook(`ended before ${name}`);
    if (this.left !== null && --this.left.effects <= 0) this.#end(name);
    if (this.isDiskFull && /^(INSERT|UPDATE|COMMIT|append)/.test(name))
      throw new Error("IO Error: could not write: No space left on device");
  }

  #end(name: string): void {
    const { kind } = this.left!;
    this.left = null;
    if (kind === "stop") {
      this.stops++;
      this.stopping.abort();
      return;
    }
    this.kills++;
    this.isEnded = true;
    rmSync(`${this.dir}.snapshot`, { recursive: true, force: true });
    // Times to the nanosecond, by which files are known again; the copies of Node.js round them.
    execFileSync("cp", ["-a", this.dir, `${this.dir}.snapshot`]);
    throw new EndedByHook(`ended at ${name}`);
  }

  /** Begin anew from what was on the disk when the process ended. */
  restart(): void {
    if (this.isEnded) {
      rmSync(this.dir, { recursive: true, force: true });
      renameSync(`${this.dir}.snapshot`, this.dir);
      const state = join(this.dir, "fengsui.duckdb.state");
      if (existsSync(state))
        writeFileSync(
          state,
          readFileSync(state, "utf8").replace(/"mark":"\d+-\d+"/, `"mark":"${DEAD_MARK}"`),
        );
    }
    this.isEnded = false;
    this.left = null;
    this.stopping = new AbortController();
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    this.elapsed += milliseconds;
  }
}

/** Play a plan on a deployment in a folder, with its faults or without. */
export async function playPlan(dir: string, plan: Plan, isFaulty: boolean): Promise<Ran> {
  makeSmallRegion(dir);
  const machine = new Machine(dir, plan, isFaulty);
  const peer = new Peer({
    ...{ plan, isFaulty, now: () => machine.now },
    effect: (name) => machine.effect(name),
  });
  let service = serviceOf(machine, peer);
  const arrivals = [...plan.files].sort((a, b) => a.at - b.at);
  const steps = isFaulty ? [...plan.clockSteps].sort((a, b) => a.at - b.at) : [];
  let rounds = 0;
  let last = START;
  for (const at of roundTimes(plan.days + SETTLING_DAYS)) {
    const drift = steps.filter((step) => step.at <= at).reduce((sum, { by }) => sum + by, 0);
    for (let next = arrivals[0]; next && next.at <= at; next = arrivals[0]) {
      arrivals.shift();
      putFile(dir, next.office, next.name, next.content);
      noteArrivals(dir, new Date(next.at + drift).toISOString());
    }
    machine.elapsed += at - last;
    last = at;
    machine.now = at + drift;
    if (isFaulty && plan.outages.some((span) => within(span, at))) continue;
    const end = isFaulty ? plan.ends.find(({ round }) => round === rounds) : undefined;
    machine.left = end ? { effects: end.effects, kind: end.kind } : null;
    rounds++;
    if (!(await playRound(service))) {
      machine.restart();
      service = serviceOf(machine, peer);
      await playRound(service);
    }
    if (machine.stopping.signal.aborted) {
      machine.restart();
      service = serviceOf(machine, peer);
    }
  }
  const { kills, stops, lines } = machine;
  return { dir, peer, plan, isFaulty, kills, stops, rounds, lines };
}

/** One round; false where the process ended in it. */
async function playRound(service: Service): Promise<RoundReport | boolean> {
  try {
    return await service.round();
  } catch (error) {
    if (error instanceof EndedByHook) return false;
    if (error instanceof Stopped) return true;
    throw error;
  }
}

function serviceOf(machine: Machine, peer: Peer): Service {
  return new Service(machine.dir, {
    now: () => new Date(machine.now),
    elapsed: () => machine.elapsed,
    wait: async (milliseconds) => machine.pass(milliseconds),
    out: (text) => void machine.lines.push(text),
    err: (text) => void machine.lines.push(text),
    environment: {},
    signal: machine.stopping.signal,
    hooks: { beforeStatement: (sql) => machine.effect(sql.trimStart()) },
    transport: peer,
    freeBytes: () => (machine.isDiskFull ? 1_000_000 : 1e12),
  });
}

/** The instants of all rounds: every few hours, and at each bell. */
function roundTimes(days: number): number[] {
  const every = (24 * HOUR) / (ROUNDS_A_DAY - 1);
  const plain = Array.from({ length: days * (ROUNDS_A_DAY - 1) }, (_, at) => START + at * every);
  const bells = Array.from({ length: days + 1 }, (_, at) => addDays(FIRST_DAY, at)).flatMap((day) =>
    bellsOn(NIGHT, ZONE, day).map((bell) => bell.getTime() + 60_000),
  );
  // The last rounds are plain ones, so that what the last night wrote is sent.
  return [...plain, ...bells.filter((bell) => bell < plain.at(-2)!)].sort((a, b) => a - b);
}

function putFile(dir: string, office: string, name: string, content: string): void {
  mkdirSync(join(dir, "inbox", office), { recursive: true });
  writeFileSync(join(dir, "inbox", office, name), content);
}
