import { join } from "node:path";
import type { Language } from "../../reports/language/index.ts";
import { inLanguage, translate } from "../../reports/language/index.ts";
import type { Transport } from "../../reports/delivery/transport.ts";
import { EndedByHook, Stopped, type WarehouseHooks } from "../../warehouse/engine/hooks.ts";
import { clockIn } from "../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";
import { causeOf } from "../intake/failures.ts";
import { nextBell } from "../night/bells.ts";
import { noteArrivals } from "../night/intake.ts";
import { type OpenOptions, openForLook } from "../night/open-deployment.ts";
import { type ClockLook, ClockWatch } from "./clock-watch.ts";
import { freeBytes } from "./disk.ts";
import { nextStep, type RoundStep } from "./plan-round.ts";
import { readSituation } from "./read-situation.ts";
import { type DoneStep, takeStep } from "./take-step.ts";

/** What the service uses of the outside world. */
export interface ServiceEffects {
  now(): Date;
  /** Milliseconds that have passed since an arbitrary start, whatever the clock shows. */
  elapsed(): number;
  wait(milliseconds: number): Promise<void>;
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when the service is to stop. */
  readonly signal?: AbortSignal;
  readonly hooks?: Pick<WarehouseHooks, "beforeStatement">;
  /** Sends instead of the deployment's mail. */
  readonly transport?: Transport;
  /** Bytes free on the disk of a folder. */
  readonly freeBytes?: (dir: string) => number;
}

/** A step of a round with its end. */
export interface TakenStep {
  readonly kind: RoundStep["kind"] | "look";
  readonly isDone: boolean;
  /** What was done, or why it failed, as the operator reads it. */
  readonly text: string;
}

/** What a round did. */
export interface RoundReport {
  readonly at: string;
  readonly steps: readonly TakenStep[];
  /** The round in one line: what was done, or why nothing was. */
  readonly line: string;
  readonly clock: ClockLook;
}

/** Steps of a round are not without end: an error that makes the same step due again must not turn in a circle. */
const MOST_STEPS = 200;

/**
 * The service between nights (值守服务): its round looks what is due and takes one step after another, each with the warehouse opened for it
 * alone. A step that fails names itself and is tried again in a later round; it never ends the service.
 */
export class Service {
  readonly #watch: ClockWatch;

  constructor(
    readonly dir: string,
    readonly effects: ServiceEffects,
  ) {
    this.#watch = new ClockWatch(join(dir, "service", "clock.json"), () => effects.elapsed());
  }

  /** Look what is due, do it, and return what was done or why nothing was. */
  async round(): Promise<RoundReport> {
    const began = this.effects.now();
    const clock = this.#watch.look(began);
    const deployment = loadDeployment(this.dir);
    const { language } = deployment.settings;
    const steps: TakenStep[] = clock.moved === 0 ? [] : [clockStep(clock, deployment)];
    noteArrivals(this.dir, began.toISOString());
    const tried = new Set<RoundStep["kind"]>();
    for (let count = 0; count < MOST_STEPS && !this.effects.signal?.aborted; count++) {
      const step = await this.#next(clock, tried, steps, language);
      if (step === null) break;
      await this.#take(step, tried, steps, language);
    }
    return { at: began.toISOString(), steps, clock, line: lineOf(steps, deployment, began) };
  }

  /** The step that is due now, by the look-up copy. */
  async #next(
    clock: ClockLook,
    tried: ReadonlySet<RoundStep["kind"]>,
    steps: TakenStep[],
    language: Language,
  ): Promise<RoundStep | null> {
    try {
      const opened = await openForLook(this.dir, this.openOptions(language));
      try {
        const now = this.effects.now();
        const situation = await readSituation(opened, clock.setBack, now);
        return nextStep(situation, opened.deployment.settings, now, tried);
      } finally {
        opened.close();
      }
    } catch (error) {
      steps.push(failed("look", error, language));
      return null;
    }
  }

  async #take(
    step: RoundStep,
    tried: Set<RoundStep["kind"]>,
    steps: TakenStep[],
    language: Language,
  ): Promise<void> {
    try {
      const { text, isOver }: DoneStep = await takeStep(step, this);
      steps.push({ kind: step.kind, isDone: true, text });
      if (isOver) tried.add(step.kind);
      if (step.kind === "night" || step.kind === "made-up" || step.kind === "acts") tried.delete("send");
    } catch (error) {
      tried.add(step.kind);
      steps.push(failed(step.kind, error, language));
    }
  }

  /** How the deployment is opened for a step. */
  openOptions(language: Language): OpenOptions {
    const { environment, hooks, signal, transport } = this.effects;
    return {
      ...{ language, environment, now: () => this.effects.now(), wait: (time) => this.effects.wait(time) },
      ...{ log: (text) => this.effects.err(text), hooks: { ...hooks, signal } },
      ...(transport ? { transport } : {}),
    };
  }

  /** Bytes free on the deployment's disk. */
  free(): number {
    return (this.effects.freeBytes ?? freeBytes)(this.dir);
  }
}

/** A step that failed, as the operator reads it. What stops the service is no failure. */
function failed(kind: TakenStep["kind"], error: unknown, language: Language): TakenStep {
  if (error instanceof Stopped || error instanceof EndedByHook) throw error;
  const cause = error instanceof UserError ? inLanguage(error.text, language) : causeOf(error);
  return {
    kind,
    isDone: false,
    text: translate(language, "round.failed", { step: translate(language, `round.step-${kind}`), cause }),
  };
}

function clockStep({ moved, setBack }: ClockLook, { settings }: Deployment): TakenStep {
  const minutes = Math.round(Math.abs(moved) / 60_000);
  const key = moved < 0 ? "round.clock-back" : "round.clock-forward";
  const until = setBack ? clockIn(settings.zone, new Date(setBack.from)) : "";
  return { kind: "look", isDone: true, text: translate(settings.language, key, { minutes, until }) };
}

/** A round in one line. */
function lineOf(steps: readonly TakenStep[], { settings }: Deployment, now: Date): string {
  const { language, zone, night } = settings;
  const next = nextBell(night, zone, now);
  const nothing = translate(language, "round.nothing", { next: next ? clockIn(zone, next) : "-" });
  const texts = steps.length === 0 ? [nothing] : steps.map(({ text }) => text);
  return `${clockIn(zone, now)} ${texts.join(translate(language, "round.separator"))}`;
}

