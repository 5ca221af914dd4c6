import { join } from "node:path";
import type { Language } from "../../reports/language/index.ts";
import { translate } from "../../reports/language/index.ts";
import { clockIn } from "../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../deployment/load.ts";
import { causeOf } from "../intake/failures.ts";
import { noteArrivals } from "../night/intake.ts";
import { openForLook } from "../night/open-deployment.ts";
import { type ClockLook, ClockWatch, clockPath } from "./clock-watch.ts";
import type { LastLook } from "./health.ts";
import { KnownNight } from "./known-night.ts";
import { openOptions, type ServiceEffects, type ServicePlace } from "./place.ts";
import { nextStep, type RoundStep } from "./plan-round.ts";
import { raiseSilence, silenceText } from "./raise-silence.ts";
import { readSituation } from "./read-situation.ts";
import { ServiceLog } from "./service-log.ts";
import { SilenceLog, type StandingSilence } from "./silence-log.ts";
import { silencesOf } from "./silences.ts";
import { type DoneStep, takeStep } from "./take-step.ts";
import { clockStep, failedStep, nothingLine, type TakenStep } from "./taken-step.ts";
import { readLastLook } from "./watch.ts";
import { writeHealth } from "./write-health.ts";

/** What a round did. */
export interface RoundReport {
  readonly at: string;
  /** Its steps; none where nothing was due. */
  readonly steps: readonly TakenStep[];
  readonly clock: ClockLook;
}

/** A round under way. */
interface Round {
  readonly steps: readonly TakenStep[];
  readonly deployment: Deployment;
  readonly clock: ClockLook;
  readonly report: (step: TakenStep) => void;
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
  readonly #night: KnownNight;
  readonly #log: ServiceLog;
  readonly place: ServicePlace;
  #deployment: Deployment | null = null;
  #isUnderWay = false;
  /** What the service could not write down for itself in this round; the round goes on. */
  readonly #unkept: unknown[] = [];

  constructor(
    readonly dir: string,
    readonly effects: ServiceEffects,
  ) {
    this.#log = new ServiceLog(dir, () => effects.now());
    this.place = { dir, effects, log: this.#log };
    const onUnkept = (error: unknown) => void this.#unkept.push(error);
    this.#silences = new SilenceLog(join(dir, "service", "silences.json"), onUnkept);
    this.#night = new KnownNight(join(dir, "service", "last-night"), onUnkept);
    this.#watch = new ClockWatch(clockPath(dir), () => effects.elapsed(), onUnkept);
  }

  /** Whether a round is under way. */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** Look what is due, do it, look for silences, and return what was done or why nothing was. */
  async round(): Promise<RoundReport> {
    this.#isUnderWay = true;
    try {
      return await this.#round();
    } finally {
      this.#isUnderWay = false;
    }
  }

  async #round(): Promise<RoundReport> {
    const began = this.effects.now();
    const clock = this.#watch.look(began);
    const steps: TakenStep[] = [];
    const deployment = this.#load(steps);
    const { zone } = deployment.settings;
    this.#log.beginRound(began, zone);
    const report = (step: TakenStep) => {
      // The same cause may be met again at every look.
      if (!step.isDone && steps.some(({ text }) => text === step.text)) return;
      steps.push(step);
      this.effects.out(`${clockIn(zone, this.effects.now())} ${step.text}`);
      const outcome = step.isDone ? "done" : "failed";
      this.#log.write({ step: step.kind, outcome, text: step.text });
    };
    for (const step of steps.splice(0)) report(step);
    if (clock.moved !== 0) report(clockStep(clock, deployment));
    try {
      noteArrivals(this.dir, began.toISOString());
    } catch (error) {
      this.#unkept.push(error);
    }
    await this.#actAndWatch({ steps, deployment, clock, report });
    for (const error of this.#unkept.splice(0))
      report(failedStep("look", error, deployment.settings.language));
    if (steps.length === 0) this.effects.out(nothingLine(deployment, began));
    return { at: began.toISOString(), steps, clock };
  }

  /** Take one step after another until nothing is due, look for silences, and write down the state of the service. */
  async #actAndWatch({ steps, deployment, clock, report }: Round): Promise<void> {
    const { language } = deployment.settings;
    const tried = new Set<RoundStep["kind"]>();
    let look = await this.#takeAll(clock, tried, report, language);
    if (this.#isStopping) return;
    const { silences, isWritten } = await this.#raiseSilences(deployment, look, report);
    if (isWritten) {
      await this.#take({ kind: "send" }, tried, report, language);
      look = (await this.#next(clock, ALL_STEPS, report, language)).look;
    }
    const at = this.effects.now();
    const setBack = look?.situation.setBack ?? clock.setBack;
    this.#writeHealth({ at, steps, deployment, setBack, look, silences });
  }

  /** Take one step after another until nothing is due; returns what shows whether a silence stands. */
  async #takeAll(
    clock: ClockLook,
    tried: Set<RoundStep["kind"]>,
    report: (step: TakenStep) => void,
    language: Language,
  ): Promise<LastLook | null> {
    // A step that is due again although it was done would turn in a circle.
    const taken = new Set<string>();
    for (let count = 0; count < MOST_STEPS && !this.#isStopping; count++) {
      const { step, look } = await this.#next(clock, tried, report, language);
      if (step === null) return look;
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
      steps.push(failedStep("look", error, this.#deployment.settings.language));
    }
    return this.#deployment;
  }

  /** Write down the state of the service. Where the disk takes nothing the round stands, and the state grows old, which shows too. */
  #writeHealth(end: Parameters<typeof writeHealth>[1]): void {
    try {
      writeHealth(this.place, end);
    } catch (error) {
      const { language } = end.deployment.settings;
      this.effects.err(translate(language, "health.not-written", { cause: causeOf(error) }));
    }
  }

  /** Let the operator know of each silence once. Returns the silences that stand, and whether a letter was written. */
  async #raiseSilences(
    deployment: Deployment,
    look: LastLook | null,
    report: (step: TakenStep) => void,
  ): Promise<{ silences: readonly StandingSilence[]; isWritten: boolean }> {
    const now = this.effects.now();
    this.#night.see(look?.watched.lastNight?.date ?? null);
    const standing = silencesOf(look?.watched ?? null, this.#night.date, deployment.settings, now);
    const silences = this.#silences.settle(standing, now.toISOString());
    let isWritten = false;
    for (const silence of silences) {
      if (silence.isRaised) continue;
      const { subject } = silenceText(silence, deployment);
      const hasLeft = await raiseSilence(this.place, deployment, silence);
      if (hasLeft) this.#silences.raised(silence.key);
      isWritten ||= hasLeft;
      report({ kind: "watch", isDone: hasLeft, text: subject });
    }
    return { silences, isWritten };
  }

  /** The step that is due now, and what shows whether a silence stands, by the look-up copy. */
  async #next(
    clock: ClockLook,
    tried: ReadonlySet<RoundStep["kind"]>,
    report: (step: TakenStep) => void,
    language: Language,
  ): Promise<{ step: RoundStep | null; look: LastLook | null }> {
    try {
      const opened = await openForLook(this.dir, openOptions(this.place, language));
      try {
        const now = this.effects.now();
        const situation = await readSituation(opened, clock.setBack, now);
        const step = nextStep(situation, opened.deployment.settings, now, tried);
        return { step, look: step === null ? await readLastLook(opened, situation, now) : null };
      } finally {
        opened.close();
      }
    } catch (error) {
      report(failedStep("look", error, language));
      return { step: null, look: null };
    }
  }

  async #take(
    step: RoundStep,
    tried: Set<RoundStep["kind"]>,
    report: (step: TakenStep) => void,
    language: Language,
  ): Promise<void> {
    this.#log.beginStep(step.kind);
    try {
      const { text, isOver }: DoneStep = await takeStep(step, this.place);
      report({ kind: step.kind, isDone: true, text });
      if (isOver) tried.add(step.kind);
      if (step.kind === "night" || step.kind === "made-up" || step.kind === "acts") tried.delete("send");
    } catch (error) {
      tried.add(step.kind);
      report(failedStep(step.kind, error, language));
    } finally {
      this.#log.beginStep();
    }
  }
}

/** For a look after which nothing is to be done. */
const ALL_STEPS: ReadonlySet<RoundStep["kind"]> = new Set([
  ...(["acts", "skip", "made-up", "night", "bridge", "send", "publish"] as const),
]);
