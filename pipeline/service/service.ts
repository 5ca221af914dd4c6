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
import { type OpenDeployment, openForLook } from "../night/open-deployment.ts";
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

  constructor(
    readonly dir: string,
    readonly effects: ServiceEffects,
  ) {
    this.place = { dir, effects };
    this.#silences = new SilenceLog(join(dir, "service", "silences.json"));
    this.#watch = new ClockWatch(join(dir, "service", "clock.json"), () => effects.elapsed());
  }

  /** Look what is due, do it, look for silences, and return what was done or why nothing was. */
  async round(): Promise<RoundReport> {
    const began = this.effects.now();
    const clock = this.#watch.look(began);
    const deployment = loadDeployment(this.dir);
    const { language, zone } = deployment.settings;
    const steps: TakenStep[] = [];
    const report = (step: TakenStep) => {
      steps.push(step);
      this.effects.out(`${clockIn(zone, this.effects.now())} ${step.text}`);
    };
    if (clock.moved !== 0) report(clockStep(clock, deployment));
    noteArrivals(this.dir, began.toISOString());
    const tried = new Set<RoundStep["kind"]>();
    for (let count = 0; count < MOST_STEPS && !this.effects.signal?.aborted; count++) {
      const step = await this.#next(clock, tried, report, language);
      if (step === null) break;
      await this.#take(step, tried, report, language);
    }
    if (!this.effects.signal?.aborted) await this.#watchSilences(deployment, report);
    const line = steps.length > 0 ? null : nothingLine(deployment, began);
    if (line !== null) this.effects.out(line);
    return { at: began.toISOString(), steps, clock };
  }

  /** Look for silences, and let the operator know of each once. */
  async #watchSilences(deployment: Deployment, report: (step: TakenStep) => void): Promise<void> {
    const { language } = deployment.settings;
    let watched: Watched | null = null;
    try {
      watched = await this.#look(language, readWatched);
    } catch (error) {
      report(failed("look", error, language));
    }
    const now = this.effects.now();
    const standing = silencesOf(watched, deployment.settings, now);
    for (const silence of this.#silences.settle(standing, now.toISOString())) {
      if (silence.isRaised) continue;
      const { subject } = silenceText(silence, deployment);
      const hasLeft = await raiseSilence(this.place, deployment, silence);
      if (hasLeft) this.#silences.raised(silence.key);
      report({ kind: "watch", isDone: hasLeft, text: subject });
    }
  }

  async #look<Result>(
    language: Language,
    work: (opened: OpenDeployment) => Promise<Result>,
  ): Promise<Result> {
    const opened = await openForLook(this.dir, openOptions(this.place, language));
    try {
      return await work(opened);
    } finally {
      opened.close();
    }
  }

  /** The step that is due now, by the look-up copy. */
  async #next(
    clock: ClockLook,
    tried: ReadonlySet<RoundStep["kind"]>,
    report: (step: TakenStep) => void,
    language: Language,
  ): Promise<RoundStep | null> {
    try {
      return await this.#look(language, async (opened) => {
        const now = this.effects.now();
        const situation = await readSituation(opened, clock.setBack, now);
        return nextStep(situation, opened.deployment.settings, now, tried);
      });
    } catch (error) {
      report(failed("look", error, language));
      return null;
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

/** The line of a round that had nothing to do. */
function nothingLine({ settings: { language, zone, night } }: Deployment, now: Date): string {
  const next = nextBell(night, zone, now);
  return `${clockIn(zone, now)} ${translate(language, "round.nothing", { next: next ? clockIn(zone, next) : "-" })}`;
}
