import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { noteArrivals } from "../../pipeline/night/intake.ts";
import { openForLook } from "../../pipeline/night/open-deployment.ts";
import { MailServer } from "./mail-server.ts";
import { drawer, drawPlan, type SentFile, START } from "./plan.ts";
import { makeSmallRegion } from "./small-region.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PROCESS = join(import.meta.dirname, "service-process.ts");
const DAY = 86_400_000;
/** Milliseconds that the mail server takes for a message. */
const MAIL_DELAY = 30;

/** What nights under kills left behind. */
export interface CrashResult {
  readonly kills: number;
  readonly nights: number;
  readonly messages: number;
  /** Most messages that were taken again after one kill, and all of them. */
  readonly mostRepeats: number;
  readonly repeats: number;
  /** Rows that an undisturbed run has and this one has not, and the other way round. */
  readonly lost: number;
  readonly doubled: number;
  /** Deliveries that are not sent, and notices to one recipient under two Message-IDs. */
  readonly unsent: number;
  readonly twoIds: number;
}

/** Statements whose rows must be those of an undisturbed run. */
const KEPT = [
  "SELECT sender, file_name, sha256, state, accepted, refused FROM submission",
  "SELECT area, period, event_key, workers_affected FROM fact_layoff_report",
  "SELECT case_id, seq, date, kind, tier_from, tier_to, rule, reason FROM case_event",
  "SELECT id, office, tier, subject FROM notice",
  "SELECT recipient, notice FROM delivery WHERE notice IN (SELECT id FROM notice)",
];

/** Play nights, the process of the service killed a number of times at random moments, and count what was lost or doubled. */
export async function crashRun(
  folder: string,
  seed: number,
  nights: number,
  kills: number,
): Promise<CrashResult> {
  const { files } = drawPlan(seed, nights);
  const disturbed = await play(join(folder, "disturbed"), files, { seed, nights, kills });
  const undisturbed = await play(join(folder, "undisturbed"), files, { seed, nights, kills: 0 });
  const [ours, theirs] = [await rowsOf(disturbed.dir), await rowsOf(undisturbed.dir)];
  const { taken } = disturbed.server;
  const again = repeatsByKill(taken);
  const states = await query<{ unsent: number; ids: number; pairs: number }>(
    disturbed.dir,
    `SELECT count(*) FILTER (state <> 'sent') AS unsent, count(DISTINCT message_id) AS ids, count(DISTINCT notice || recipient) AS pairs FROM delivery`,
  );
  return {
    ...{ kills: disturbed.killed, nights },
    messages: new Set(taken.map(({ messageId }) => messageId)).size,
    mostRepeats: Math.max(0, ...again.values()),
    repeats: [...again.values()].reduce((sum, count) => sum + count, 0),
    lost: theirs.filter((row) => !ours.includes(row)).length,
    doubled: ours.length - new Set(ours).size + ours.filter((row) => !theirs.includes(row)).length,
    unsent: states[0]!.unsent,
    twoIds: states[0]!.ids - states[0]!.pairs,
  };
}

/** Messages that were taken again, by the number of kills before that. */
function repeatsByKill(taken: MailServer["taken"]): Map<number, number> {
  const [seen, again] = [new Set<string>(), new Map<number, number>()];
  for (const { messageId, kills } of taken) {
    if (seen.has(messageId)) again.set(kills, (again.get(kills) ?? 0) + 1);
    seen.add(messageId);
  }
  return again;
}

interface CrashPlan {
  readonly seed: number;
  readonly nights: number;
  readonly kills: number;
}

async function play(dir: string, files: readonly SentFile[], { seed, nights, kills }: CrashPlan) {
  makeSmallRegion(dir);
  const server = new MailServer(MAIL_DELAY);
  const port = await server.listen();
  const settings = join(dir, "fengsui.yaml");
  const smtp = `transport: smtp\n  host: 127.0.0.1\n  port: ${port}\n  security: none`;
  writeFileSync(settings, readFileSync(settings, "utf8").replace("transport: outbox", smtp));
  const whole = drawer(seed, "kills");
  let killed = 0;
  for (let night = 0; night < nights; night++) {
    const bell = START + (night + 1) * DAY + 2.5 * 3_600_000;
    for (const { at, office, name, content } of files.filter(
      (file) => file.at > bell - DAY && file.at <= bell,
    )) {
      mkdirSync(join(dir, "inbox", office), { recursive: true });
      writeFileSync(join(dir, "inbox", office, name), content);
      noteArrivals(dir, new Date(at).toISOString());
    }
    const due = Math.round((kills * (night + 1)) / nights) - killed;
    for (let count = 0; count < due; count++) {
      const instant = new Date(bell + 60_000 * (1 + count * 6)).toISOString();
      server.kills = killed;
      if (await killedRun(dir, instant, whole(LONGEST))) killed++;
    }
    await wholeRun(dir, new Date(bell + 60_000 * (2 + due * 6)).toISOString());
    server.kills = killed;
  }
  await wholeRun(dir, new Date(START + (nights + 1) * DAY).toISOString());
  await server.close();
  return { dir, server, killed };
}

/** Milliseconds after it is loaded within which a process is killed: about as long as a night with its mail takes. */
const LONGEST = 2_500;

/** Start the service and kill it after a time. False where it had nothing left to do before. */
async function killedRun(dir: string, instant: string, after: number): Promise<boolean> {
  const child = start(dir, instant);
  await printed(child, "ready");
  const ended = new Promise<boolean>((resolve) => {
    child.once("exit", (_code, signal) => resolve(signal === "SIGKILL"));
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), after);
  const wasKilled = await ended;
  clearTimeout(timer);
  return wasKilled;
}

/** Let the service do all that is due. */
async function wholeRun(dir: string, instant: string): Promise<void> {
  const child = start(dir, instant);
  await new Promise((resolve) => child.once("exit", resolve));
}

/** Start the service in a process of its own. */
export function start(dir: string, instant: string, environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", PROCESS, dir, instant], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, FENGSUI_THREADS: "1", ...environment },
  });
}

/** Wait for a word on the output of a process, or for its end. */
export function printed(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve) => {
    child.stdout!.on("data", (chunk: Buffer) => {
      if (String(chunk).includes(word)) resolve();
    });
    child.once("exit", () => resolve());
  });
}

async function query<Row>(dir: string, sql: string): Promise<Row[]> {
  const opened = await openForLook(dir);
  try {
    return await opened.warehouse.rows<Row>(sql);
  } finally {
    opened.close();
  }
}

async function rowsOf(dir: string): Promise<string[]> {
  const rows: string[] = [];
  for (const [at, sql] of KEPT.entries())
    rows.push(...(await query(dir, sql)).map((row) => `${at} ${JSON.stringify(row)}`));
  return rows;
}
