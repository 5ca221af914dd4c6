import { join } from "node:path";
import type { Language } from "../../reports/language/index.ts";
import { inLanguage, translate } from "../../reports/language/index.ts";
import { EndedByHook, Stopped } from "../../warehouse/engine/hooks.ts";
import { clockIn } from "../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../deployment/load.ts";
import { systemFailure } from "../deployment/system-failure.ts";
import { UserError } from "../deployment/user-error.ts";
import { causeOf } from "../intake/failures.ts";
import { nextBell } from "../night/bells.ts";
import { noteArrivals } from "../night/intake.ts";
import { openForLook } from "../night/open-deployment.ts";
import { type ClockLook, ClockWatch } from "./clock-watch.ts";
import { openOptions, type ServiceEffects, type ServicePlace } from "./place.ts";
import { nextStep, type RoundStep } from "./plan-round.ts";
import { raiseSilence, silenceText } from "./raise-silence.ts";
import { readSituation } from "./read-situation.ts";
import { SilenceLog } from "./silence-log.ts";
import { silencesOf, type Watched } from "./silences.ts";
import { type DoneStep, takeStep } from "./take-step.ts";
import { readWatched } from "./watch.ts";

/** A step of a round with its end. */
export interface TakenStep {
  readonly kind: RoundStep["kind"] | "look" | "watch";
  readonly isDone: boolean;
  /** What was done, or why it failed, as the operator reads it. */
  readonly text: string;
}

/** What a round did. */
export interface RoundReport {
  readonly at: string;
  /** Its steps; none where nothing was due. */
  readonly steps: readonly TakenStep[];
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
  readonly #silences: SilenceLog;
  readonly place: ServicePlace;
  #deployment: Deployment | null = null;
  /** What the service could not write down for itself in this round; the round goes on. */
  readonly #unkept: unknown[] = [];

  constructor(
    readonly dir: string,
    readonly effects: ServiceEffects,
  ) {
    this.place = { dir, effects };
    const onUnkept = (error: unknown) => void this.#unkept.push(error);
    this.#silences = new SilenceLog(join(dir, "service", "silences.json"), onUnkept);
    this.#watch = new ClockWatch(join(dir, "service", "clock.json"), () => effects.elapsed(), onUnkept);
  }

  /** Look what is due, do it, look for silences, and return what was done or why nothing was. */
  async round(): Promise<RoundReport> {
    const began = this.effects.now();
    const clock = this.#watch.look(began);
    const steps: TakenStep[] = [];
    const deployment = this.#load(steps);
    const { language, zone } = deployment.settings;
    const report = (step: TakenStep) => {
      // The same cause may be met again at every look.
      if (!step.isDone && steps.some(({ text }) => text === step.text)) return;
      steps.push(step);
      this.effects.out(`${clockIn(zone, this.effects.now())} ${step.text}`);
    };
    for (const step of steps.splice(0)) report(step);
    if (clock.moved !== 0) report(clockStep(clock, deployment));
    try {
      noteArrivals(this.dir, began.toISOString());
    } catch (error) {
      this.#unkept.push(error);
    }
    const tried = new Set<RoundStep["kind"]>();
    const watched = await this.#takeAll(clock, tried, report, language);
    if (!this.#isStopping && (await this.#raiseSilences(deployment, watched, report)))
      await this.#take({ kind: "send" }, tried, report, language);
    for (const error of this.#unkept.splice(0)) report(failed("look", error, language));
    if (steps.length === 0) this.effects.out(nothingLine(deployment, began));
    return { at: began.toISOString(), steps, clock };
  }

  /** Take one step after another until nothing is due; returns what shows whether a silence stands. */
  async #takeAll(
    clock: ClockLook,
    tried: Set<RoundStep["kind"]>,
    report: (step: TakenStep) => void,
    language: Language,
  ): Promise<Watched | null> {
    // A step that is due again although it was done would turn in a circle.
    const taken = new Set<string>();
    for (let count = 0; count < MOST_STEPS && !this.#isStopping; count++) {
      const { step, watched } = await this.#next(clock, tried, report, language);
      if (step === null) return watched;
      const key = "dueAt" in step ? JSON.stringify(step) : "";
      if (taken.has(key)) tried.add(step.kind);
      else await this.#take(step, tried, report, language);
      if (key) taken.add(key);
    }
    return null;
  }

  get #isStopping(): boolean {
    return this.effects.signal?.aborted ?? false;
  }

  /** The deployment; where its files have a mistake, as it was read last, so that the watch goes on. */
  #load(steps: TakenStep[]): Deployment {
    try {
      this.#deployment = loadDeployment(this.dir);
    } catch (error) {
      if (this.#deployment === null) throw error;
      steps.push(failed("look", error, this.#deployment.settings.language));
    }
    return this.#deployment;
  }

  /** Let the operator know of each silence once. Returns whether a letter was written. */
  async #raiseSilences(
    deployment: Deployment,
    watched: Watched | null,
    report: (step: TakenStep) => void,
  ): Promise<boolean> {
    const now = this.effects.now();
    const standing = silencesOf(watched, deployment.settings, now);
    let isWritten = false;
    for (const silence of this.#silences.settle(standing, now.toISOString())) {
      if (silence.isRaised) continue;
      const { subject } = silenceText(silence, deployment);
      const hasLeft = await raiseSilence(this.place, deployment, silence);
      if (hasLeft) this.#silences.raised(silence.key);
      isWritten ||= hasLeft;
      report({ kind: "watch", isDone: hasLeft, text: subject });
    }
    return isWritten;
  }

  /** The step that is due now, and what shows whether a silence stands, by the look-up copy. */
  async #next(
    clock: ClockLook,
    tried: ReadonlySet<RoundStep["kind"]>,
    report: (step: TakenStep) => void,
    language: Language,
  ): Promise<{ step: RoundStep | null; watched: Watched | null }> {
    try {
      const opened = await openForLook(this.dir, openOptions(this.place, language));
      try {
        const now = this.effects.now();
        const situation = await readSituation(opened, clock.setBack, now);
        const step = nextStep(situation, opened.deployment.settings, now, tried);
        return { step, watched: step === null ? await readWatched(opened) : null };
      } finally {
        opened.close();
      }
    } catch (error) {
      report(failed("look", error, language));
      return { step: null, watched: null };
    }
  }

  async #take(
    step: RoundStep,
    tried: Set<RoundStep["kind"]>,
    report: (step: TakenStep) => void,
    language: Language,
  ): Promise<void> {
    try {
      const { text, isOver }: DoneStep = await takeStep(step, this.place);
      report({ kind: step.kind, isDone: true, text });
      if (isOver) tried.add(step.kind);
      if (step.kind === "night" || step.kind === "made-up" || step.kind === "acts") tried.delete("send");
    } catch (error) {
      tried.add(step.kind);
      report(failed(step.kind, error, language));
    }
  }
}

/** A step that failed, as the operator reads it. What stops the service is no failure. */
function failed(kind: RoundStep["kind"] | "look", error: unknown, language: Language): TakenStep {
  if (error instanceof Stopped || error instanceof EndedByHook) throw error;
  const named = error instanceof UserError ? error : systemFailure(error);
  const cause = named ? inLanguage(named.text, language) : causeOf(error);
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

/** The line of a round that had nothing to do. */
function nothingLine({ settings: { language, zone, night } }: Deployment, now: Date): string {
  const next = nextBell(night, zone, now);
  return `${clockIn(zone, now)} ${translate(language, "round.nothing", { next: next ? clockIn(zone, next) : "-" })}`;
}
