import type { PeriodKind } from "../calendar/periods.ts";
import type { Matched, PeriodSum, Whole } from "../calendar/series-view.ts";
import type { Measure } from "../definitions/define.ts";
import type { Policy } from "../policy/policy.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import {
  Columns,
  type Coverage,
  type Part,
  type PartObservation,
  type PartSeries,
  wholeOf,
} from "./parts.ts";
import type { Verdict } from "./verdict.ts";

/** Figures as they were when something was computed from them: the indicator they are of, and how far it had changed. */
export type AsTheyWere = readonly { readonly origin: object; readonly version: number }[];

/** Whether figures are still as they were. */
export const isUnchanged = (before: AsTheyWere, now: AsTheyWere): boolean =>
  before.length === now.length &&
  before.every(({ origin, version }, at) => origin === now[at]!.origin && version === now[at]!.version);

/** What a rule measured at a period, and what that rested on. */
export interface Measured {
  readonly measure: Measure;
  /** Share of the places, by size, that had every period compared; null where none were compared. */
  readonly matched: number | null;
  /** The figures before the period that all areas share, as they were; null where the rule did not use them. */
  readonly wholeVersion: number | null;
  /** The further figures that the rule reads, up to the period. */
  readonly beside: AsTheyWere;
}

/** A verdict with the inputs it was judged from: while these are the same, so is the verdict. */
export interface KeptVerdict {
  readonly period: string;
  readonly version: number;
  readonly wholeVersion: number | null;
  readonly beside: AsTheyWere;
  readonly verdict: Verdict;
}

/** The places of an area with what each reported. */
export interface Places {
  readonly parts: readonly Part[];
  readonly series: PartSeries;
  readonly scale: number;
}

/** The figures of one indicator in one area, as a rule reads them (可判数据). */
export interface AreaFigures {
  /** Increases when a figure of the area changes. */
  readonly version: number;
  coverage(period: string): Coverage;
  matched(periods: readonly string[]): Matched | null;
  sums(periods: readonly string[]): readonly PeriodSum[];
  /** The whole region as known before a period: estimates shared by all areas are cached by the object. */
  whole(period: string): Whole;
  /** Increases when a figure of the whole region before a period changes. */
  wholeVersion(period: string): number;
  /** The places behind them; null where figures are drawn for whole areas. */
  readonly places: Places | null;
  /** By what a rule measures with, then by period. */
  readonly measures: Map<string, Map<string, Measured>>;
  readonly verdicts: Map<SettingsAt, KeptVerdict>;
  /** The figures and the period for which periods that became ready late were last looked for. */
  readonly lookedBack: Map<
    SettingsAt,
    { readonly version: number; readonly period: string; readonly beside: AsTheyWere }
  >;
}

/** The verdicts of one rule in all areas: while the key is the same, so are they. */
export interface Round {
  readonly key: string;
  /** The figures of every indicator the rule reads. */
  readonly rests: AsTheyWere;
  readonly verdicts: readonly Verdict[];
}

/** The figures of one indicator by area. */
export interface IndicatorFigures {
  readonly kind: PeriodKind;
  readonly scale: number;
  /** The last period that any place reported; null where none did. */
  readonly newest: string | null;
  /** Increases when any figure changes. */
  readonly changes: number;
  /** The same object for all views of the same figures: what is computed from them is kept by it. */
  readonly origin: object;
  /** Increases when a figure of a period up to this one changes. */
  upTo(period: string): number;
  /** For each policy and rule the verdicts of the last judgement, and what they rest on. */
  readonly rounds: Map<Policy, Map<string, Round>>;
  /** Null where no place below the area owes the report. */
  of(area: string): AreaFigures | null;
}

/** Figures of the places that owe a report, added up for each area; a place's figure may be replaced (`set`). */
export class PlaceFigures implements IndicatorFigures {
  readonly kind: PeriodKind;
  readonly scale: number;
  readonly rounds: IndicatorFigures["rounds"] = new Map();
  readonly #parts: ReadonlyMap<string, readonly Part[]>;
  readonly #columns: Columns;
  readonly #series: Map<string, Map<string, PartObservation>>;
  readonly #areas = new Map<string, PlacesOfArea>();
  readonly #wholes = new Map<string, Whole>();
  readonly #wholeVersions = new Map<string, number>();
  readonly #upTo = new Map<string, number>();
  #lastAsked = "";
  #above: Map<string, string[]> | null = null;
  #newest: string | null;
  #changes = 0;

  constructor(
    { kind, parts }: { readonly kind: PeriodKind; readonly parts: ReadonlyMap<string, readonly Part[]> },
    scale: number,
    series: ReadonlyMap<string, Map<string, PartObservation>>,
    newest: string | null = null,
  ) {
    this.kind = kind;
    this.scale = scale;
    this.#parts = parts;
    this.#series = new Map(series);
    this.#columns = new Columns(wholeOf(parts), this.#series);
    this.#newest = newest;
  }

  get newest(): string | null {
    return this.#newest;
  }

  get changes(): number {
    return this.#changes;
  }

  get origin(): object {
    return this;
  }

  upTo(period: string): number {
    const known = this.#upTo.get(period);
    if (known !== undefined) return known;
    this.#upTo.set(period, this.#changes);
    if (period > this.#lastAsked) this.#lastAsked = period;
    return this.#changes;
  }

  of(area: string): AreaFigures | null {
    const known = this.#areas.get(area);
    if (known) return known;
    const parts = this.#parts.get(area);
    if (!parts) return null;
    const figures = new PlacesOfArea(this, parts, this.#series, this.scale);
    this.#areas.set(area, figures);
    return figures;
  }

  /** Replace one place's figure; null takes it away. */
  set(place: string, period: string, observation: PartObservation | null): void {
    const observations = this.#series.get(place) ?? new Map<string, PartObservation>();
    this.#series.set(place, observations);
    if (observation) observations.set(period, observation);
    else observations.delete(period);
    this.#changes++;
    this.#columns.forget(period);
    if (observation && (this.#newest === null || period > this.#newest)) this.#newest = period;
    for (const area of this.#areasAbove(place)) this.#areas.get(area)?.changed(period, this.#changes);
    // A period newer than every one asked for changes none of them.
    if (period <= this.#lastAsked)
      for (const known of this.#upTo.keys()) if (known >= period) this.#upTo.set(known, this.#changes);
    for (const known of this.#wholeVersions.keys()) {
      if (known <= period) continue;
      this.#wholeVersions.set(known, this.#changes);
      this.#wholes.delete(known);
    }
  }

  #areasAbove(place: string): readonly string[] {
    if (!this.#above) {
      this.#above = new Map();
      for (const [area, parts] of this.#parts)
        for (const part of parts) this.#above.set(part.area, [...(this.#above.get(part.area) ?? []), area]);
    }
    return this.#above.get(place) ?? [];
  }

  whole(period: string): Whole {
    const known = this.#wholes.get(period);
    if (known) return known;
    const whole = {
      sums: (periods: readonly string[]) => this.#columns.sums(periods, period),
    };
    this.#wholes.set(period, whole);
    return whole;
  }

  wholeVersion(period: string): number {
    const known = this.#wholeVersions.get(period);
    if (known !== undefined) return known;
    this.#wholeVersions.set(period, this.#changes);
    return this.#changes;
  }
}

class PlacesOfArea implements AreaFigures {
  version = 0;
  readonly measures: AreaFigures["measures"] = new Map();
  readonly verdicts: AreaFigures["verdicts"] = new Map();
  readonly lookedBack: AreaFigures["lookedBack"] = new Map();
  readonly places: Places;
  readonly #all: PlaceFigures;
  readonly #columns: Columns;

  constructor(all: PlaceFigures, parts: readonly Part[], series: PartSeries, scale: number) {
    this.#all = all;
    this.places = { parts, series, scale };
    this.#columns = new Columns(parts, series);
  }

  changed(period: string, version: number): void {
    this.version = version;
    this.#columns.forget(period);
    for (const measures of this.measures.values())
      for (const judged of measures.keys()) if (judged >= period) measures.delete(judged);
  }

  coverage(period: string): Coverage {
    return this.#columns.coverage(period);
  }

  matched(periods: readonly string[]): Matched | null {
    return this.#columns.matched(periods, this.places.scale);
  }

  sums(periods: readonly string[]): readonly PeriodSum[] {
    return this.#columns.sums(periods);
  }

  whole(period: string): Whole {
    return this.#all.whole(period);
  }

  wholeVersion(period: string): number {
    return this.#all.wholeVersion(period);
  }
}
