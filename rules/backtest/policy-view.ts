import type { CaseState, OpenCase } from "../cases/case-state.ts";
import { ruleById } from "../definitions/index.ts";
import { areasRead } from "../judge/beside.ts";
import type { AreaFigures, IndicatorFigures } from "../judge/figures.ts";
import { groundsOf } from "../judge/grounds-of.ts";
import { JudgedLog, type RevisedPeriod } from "../judge/judged-periods.ts";
import type { JudgeView, WatchedCase } from "../judge/view.ts";
import { familyOf } from "../policy/source-family.ts";

/** What was known on one day after another, whatever the policy. */
export interface GrowingView extends Omit<JudgeView, "cases" | "judgedPeriods"> {
  /** Learn what became known up to a date. */
  advance(date: string): void;
  /** Whether a report of a kind below an area was replaced by the last advance. */
  isRevised(report: string, area: string): boolean;
  /** The periods whose figures the last advance corrected, with the rules that read them. */
  readonly corrected: readonly RevisedPeriod[];
}

/**
 * A growing view as the nights of one policy see it: with their open cases and the periods they judged. Several policies may judge one
 * view side by side; what they measure alike is then measured once.
 */
export class PolicyView implements JudgeView {
  /** The periods judged on earlier days; a view made anew takes over that of the one before. */
  log = new JudgedLog();
  cases: readonly WatchedCase[] = [];
  readonly #known: GrowingView;
  readonly #beside: Map<string, IndicatorFigures | null> | null;

  constructor(known: GrowingView, isFirst = true) {
    this.#known = known;
    this.#beside = isFirst ? null : new Map();
  }

  /** Take the cases that were open before the night. */
  watch({ open, ended }: CaseState): void {
    this.log.reopen(this.#known.corrected);
    const revised = ({ area, ground, memory: { lives } }: OpenCase) =>
      this.#isRevised(ground.rule, area) ? groundsOf(ground, lives) : [];
    this.cases = [
      ...[...open.values()].map((openCase) => {
        const { area, cause, memory } = openCase;
        return { area, cause, rules: memory.rules, revised: revised(openCase) };
      }),
      // A case that is over is looked at only where its figures were corrected.
      ...[...ended.values()].flatMap((over) => {
        const again = revised(over);
        return again.length > 0 ? [{ area: over.area, cause: over.cause, rules: [], revised: again }] : [];
      }),
    ];
  }

  #isRevised(id: string, area: string): boolean {
    const rule = ruleById(id);
    const family = rule ? familyOf(rule) : null;
    if (!rule || family === null) return false;
    return areasRead(rule, this.areas, area).some((read) => this.#known.isRevised(family, read));
  }

  get areas() {
    return this.#known.areas;
  }

  get owed() {
    return this.#known.owed;
  }

  get lastDue() {
    return this.#known.lastDue;
  }

  get observedOnly() {
    return this.#known.observedOnly ?? false;
  }

  figures(indicator: string): IndicatorFigures | null {
    if (!this.#beside) return this.#known.figures(indicator);
    const made = this.#beside.get(indicator);
    if (made !== undefined) return made;
    const figures = this.#known.figures(indicator);
    const beside = figures && new FiguresBeside(figures);
    this.#beside.set(indicator, beside);
    return beside;
  }

  layoffs: JudgeView["layoffs"] = (area, date, days) => this.#known.layoffs(area, date, days);
  areasWithLayoffs: JudgeView["areasWithLayoffs"] = (date, days) => this.#known.areasWithLayoffs(date, days);
  lateLayoffs: JudgeView["lateLayoffs"] = (date, days) => this.#known.lateLayoffs(date, days);
  isStated: JudgeView["isStated"] = (area, date) => this.#known.isStated(area, date);
  ofWindow: JudgeView["ofWindow"] = (settings, area, date, judge) =>
    this.#known.ofWindow(settings, area, date, judge);
  judgedPeriods: JudgeView["judgedPeriods"] = (rule, area) => this.log.of(rule, area);
}

/** The figures of an indicator for another policy: what was measured is shared, where it looked back is not. */
class FiguresBeside implements IndicatorFigures {
  readonly kind: IndicatorFigures["kind"];
  readonly scale: number;
  readonly rounds: IndicatorFigures["rounds"];
  readonly #shared: IndicatorFigures;
  readonly #areas = new Map<string, AreaFigures | null>();

  constructor(shared: IndicatorFigures) {
    this.#shared = shared;
    this.kind = shared.kind;
    this.scale = shared.scale;
    this.rounds = shared.rounds;
  }

  get newest() {
    return this.#shared.newest;
  }

  get changes() {
    return this.#shared.changes;
  }

  get origin() {
    return this.#shared.origin;
  }

  upTo: IndicatorFigures["upTo"] = (period) => this.#shared.upTo(period);

  of(area: string): AreaFigures | null {
    const made = this.#areas.get(area);
    if (made !== undefined) return made;
    const shared = this.#shared.of(area);
    const beside = shared && new AreaBeside(shared);
    this.#areas.set(area, beside);
    return beside;
  }
}

class AreaBeside implements AreaFigures {
  readonly lookedBack: AreaFigures["lookedBack"] = new Map();
  readonly places: AreaFigures["places"];
  readonly #shared: AreaFigures;

  constructor(shared: AreaFigures) {
    this.#shared = shared;
    this.places = shared.places;
  }

  get version() {
    return this.#shared.version;
  }

  get measures() {
    return this.#shared.measures;
  }

  get verdicts() {
    return this.#shared.verdicts;
  }

  coverage: AreaFigures["coverage"] = (period) => this.#shared.coverage(period);
  matched: AreaFigures["matched"] = (periods) => this.#shared.matched(periods);
  sums: AreaFigures["sums"] = (periods) => this.#shared.sums(periods);
  whole: AreaFigures["whole"] = (period) => this.#shared.whole(period);
  wholeVersion: AreaFigures["wholeVersion"] = (period) => this.#shared.wholeVersion(period);
}
