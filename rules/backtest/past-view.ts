import type { PeriodKind } from "../calendar/periods.ts";
import { indicatorsOf } from "../definitions/define.ts";
import { rules } from "../definitions/index.ts";
import { indicatorById } from "../indicators/index.ts";
import { withPeers } from "../judge/beside.ts";
import { lastDayOf, type Succession, sumAt } from "../judge/bridge.ts";
import { type IndicatorFigures, PlaceFigures } from "../judge/figures.ts";
import type { RevisedPeriod } from "../judge/judged-periods.ts";
import type { PartObservation } from "../judge/parts.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { JudgeView } from "../judge/view.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import type { Past, PastFigure } from "./past.ts";
import { LayoffHistory } from "./past-layoffs.ts";
import type { GrowingView } from "./policy-view.ts";

/**
 * A history as it was known on one day after another (历史视图): each `advance` adds the reports of the days up to a date, and the view then says
 * what the night of that date would have known.
 */
export class PastView implements GrowingView {
  readonly areas: JudgeView["areas"];
  readonly owed: JudgeView["owed"];
  readonly observedOnly = true;
  lastDue: Readonly<Record<string, string>> = {};
  corrected: readonly RevisedPeriod[] = [];
  readonly #past: Past;
  readonly #layoffs: LayoffHistory;
  readonly #places = new Map<string, PlaceFigures>();
  readonly #reported = new Map<string, Map<string, Map<string, PartObservation>>>();
  readonly #successors: ReadonlyMap<string, readonly Succession[]>;
  readonly #formers: ReadonlyMap<string, readonly Succession[]>;
  readonly #arrivals: readonly { readonly indicator: string; readonly figure: PastFigure }[];
  readonly #areasOf: ReadonlyMap<string, readonly string[]>;
  readonly #readers = readersOf();
  #next = 0;
  #revised: ReadonlySet<string> = new Set();
  #date = "";
  #before = "";
  readonly #within = new Map<number, ReadonlySet<string>>();

  constructor(past: Past, dueDays: readonly string[]) {
    this.#past = past;
    this.areas = past.areas;
    this.owed = past.owed;
    this.#layoffs = new LayoffHistory(past, dueDays);
    this.#formers = groupBy(past.successions ?? [], ({ area }) => area);
    this.#successors = groupBy(past.successions ?? [], ({ former }) => former);
    this.#areasOf = areasAbove(past);
    for (const indicator of past.figures.keys()) {
      const { reads, scale } = indicatorById(indicator)!;
      const duty = past.owed.get(reads);
      if (!duty) continue;
      const { kind, parts } = duty;
      this.#places.set(indicator, new PlaceFigures({ kind: kind as PeriodKind, parts }, scale, new Map()));
    }
    this.#arrivals = [...past.figures]
      .flatMap(([indicator, figures]) => figures.map((figure) => ({ indicator, figure })))
      .sort((a, b) =>
        a.figure.knownOn < b.figure.knownOn ? -1 : a.figure.knownOn > b.figure.knownOn ? 1 : 0,
      );
  }

  advance(date: string): void {
    const revised = new Set<string>();
    const corrected: RevisedPeriod[] = [];
    for (; this.#next < this.#arrivals.length; this.#next++) {
      const { indicator, figure } = this.#arrivals[this.#next]!;
      if (figure.knownOn > date) break;
      if (!this.#learn(indicator, figure)) continue;
      const readers = this.#readers.get(indicator) ?? [];
      for (const area of this.#areasOf.get(figure.area) ?? []) {
        revised.add(`${indicatorById(indicator)!.reads} ${area}`);
        corrected.push({ rules: readers, area, period: figure.period });
      }
    }
    // What was corrected before the first night was never judged otherwise.
    this.corrected = this.#date === "" ? [] : withPeers(corrected, this.areas);
    this.#before = this.#date;
    for (const { area, replacedOn } of this.#past.layoffs)
      if (replacedOn !== undefined && replacedOn <= date && replacedOn > this.#date)
        for (const above of this.#areasOf.get(area) ?? []) revised.add(`layoff-report ${above}`);
    this.#date = date;
    this.#within.clear();
    this.lastDue = this.#past.lastDue?.(date) ?? {};
    this.#revised = revised;
  }

  isRevised(report: string, area: string): boolean {
    return this.#revised.has(`${report} ${area}`);
  }

  /** Returns whether it replaced another figure. */
  #learn(indicator: string, { area, period, numerator, denominator, complete }: PastFigure): boolean {
    const reported = this.#reported.get(indicator) ?? new Map<string, Map<string, PartObservation>>();
    this.#reported.set(indicator, reported);
    const observations = reported.get(area) ?? new Map<string, PartObservation>();
    reported.set(area, observations);
    const before = observations.get(period);
    const observation = { numerator, denominator, complete };
    if (complete) observations.set(period, observation);
    else observations.delete(period);
    const figures = this.#places.get(indicator);
    const until = lastDayOf(this.#formers.get(area) ?? []);
    if (until === null || period > until) figures?.set(area, period, complete ? observation : null);
    for (const { area: later, validFrom, validTo } of this.#successors.get(area) ?? []) {
      if (period < validFrom || period > validTo) continue;
      const sum = sumAt(reported, this.#formers.get(later)!, period);
      figures?.set(later, period, sum);
    }
    return before !== undefined;
  }

  figures(indicator: string): IndicatorFigures | null {
    return this.#places.get(indicator) ?? this.#layoffs.figures(indicator);
  }

  layoffs(area: string, date: string, days: number) {
    return this.#layoffs.within(area, date, days, this.#date);
  }

  areasWithLayoffs(date: string, days: number): ReadonlySet<string> {
    const known = this.#within.get(days) ?? this.#layoffs.areasWithin(date, days);
    this.#within.set(days, known);
    return known;
  }

  lateLayoffs(date: string, days: number) {
    return this.#before === "" ? NONE_LATE : this.#layoffs.late(this.#before, date, days);
  }

  isStated(area: string, date: string): boolean {
    return this.#layoffs.isStated(area, date);
  }

  ofWindow(settings: SettingsAt, area: string, date: string, judge: () => Verdict): Verdict {
    return this.#layoffs.ofWindow(settings, area, date, judge);
  }

  /** The days on which layoffs come in, leave their window, or the figures they are judged with change. */
  windowDays(): Set<string> {
    return this.#layoffs.allChangeDays();
  }
}

const NONE_LATE: ReadonlyMap<string, readonly string[]> = new Map();

/** The rules that read each indicator. */
function readersOf(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const rule of rules)
    for (const indicator of rule.kind === "series" ? indicatorsOf(rule) : [])
      found.set(indicator, [...(found.get(indicator) ?? []), rule.id]);
  return found;
}

/** The areas that contain each place, itself included. */
function areasAbove({ areas }: Past): Map<string, string[]> {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  return new Map(
    areas.map(({ code }) => {
      const above = [code];
      for (
        let at = parents.get(code) ?? null;
        at !== null && !above.includes(at);
        at = parents.get(at) ?? null
      )
        above.push(at);
      return [code, above];
    }),
  );
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return found;
}
