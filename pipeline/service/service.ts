import { join } from "node:path";
import type { Language } from "../../reports/language/index.ts";
import { inLanguage, translate } from "../../reports/language/index.ts";
import { EndedByHook, Stopped } from "../../warehouse/engine/hooks.ts";
import { clockIn } from "../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";
import { causeOf } from "../intake/failures.ts";
import { nextBell } from "../night/bells.ts";
import { noteArrivals } from "../night/intake.ts";
import { openForLook } from "../night/open-deployment.ts";
import { type ClockLook, ClockWatch } from "./clock-watch.ts";
import { openOptions, type ServiceEffects, type ServicePlace } from "./place.ts";
import { nextStep, type RoundStep } from "./plan-round.ts";
import { readSituation } from "./read-situation.ts";
import { type DoneStep, takeStep } from "./take-step.ts";

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
  readonly place: ServicePlace;

  constructor(
    readonly dir: string,
    readonly effects: ServiceEffects,
  ) {
    this.place = { dir, effects };
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
      const opened = await openForLook(this.dir, openOptions(this.place, language));
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
      const { text, isOver }: DoneStep = await takeStep(step, this.place);
      steps.push({ kind: step.kind, isDone: true, text });
      if (isOver) tried.add(step.kind);
      if (step.kind === "night" || step.kind === "made-up" || step.kind === "acts") tried.delete("send");
    } catch (error) {
      tried.add(step.kind);
      steps.push(failed(step.kind, error, language));
    }
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
