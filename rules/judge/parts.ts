import type { Matched, PeriodSum } from "../calendar/series-view.ts";

/** A place that owes a report, with its size and the dates between which it exists. */
export interface Part {
  readonly area: string;
  readonly weight: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** What one place reported for one period. `complete` is false for a lower bound: events without the due statement. */
export interface PartObservation {
  readonly numerator: number;
  readonly denominator: number | null;
  readonly complete: boolean;
}

/** Observations of one indicator by place and period. */
export interface PartSeries {
  get(area: string): Lookup | undefined;
}

/** Observations of one place, looked up by period. */
export interface Lookup {
  get(period: string): PartObservation | undefined;
}

/** How much of what was expected for a period is in, by weight and by count. */
export interface Coverage {
  readonly share: number;
  readonly partsIn: number;
  readonly partsExpected: number;
}

/** The places of the area that contains most of them: the region or country. */
export function wholeOf(parts: ReadonlyMap<string, readonly Part[]>): readonly Part[] {
  let whole: readonly Part[] = [];
  for (const areaParts of parts.values()) if (areaParts.length > whole.length) whole = areaParts;
  return whole;
}

const exists = (part: Part, period: string): boolean =>
  (part.validFrom ?? "") <= period && period <= (part.validTo ?? "9999-12-31");

/** The places that exist at a period. */
export const existing = (parts: readonly Part[], period: string): readonly Part[] =>
  parts.filter((part) => exists(part, period));

/** What the places of an area reported for one period, in the order of the places. */
interface Column {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
  /** 0 for no report, 1 for a lower bound, 2 for a complete one. */
  readonly states: Uint8Array;
  readonly isCount: boolean;
}

const [BOUND, COMPLETE] = [1, 2];

/** The figures of the places of an area, period by period, each read once. */
export class Columns {
  readonly #parts: readonly Part[];
  readonly #series: PartSeries;
  readonly #columns = new Map<string, Column>();
  readonly #existing = new Map<string, Uint8Array>();
  readonly #isDated: boolean;

  constructor(parts: readonly Part[], series: PartSeries) {
    this.#parts = parts;
    this.#series = series;
    this.#isDated = parts.some(({ validFrom, validTo }) => validFrom !== null || validTo !== null);
  }

  /** Forget a period whose figures have changed. */
  forget(period: string): void {
    this.#columns.delete(period);
  }

  #column(period: string): Column {
    const known = this.#columns.get(period);
    if (known) return known;
    const { length } = this.#parts;
    const numerators = new Float64Array(length);
    const denominators = new Float64Array(length);
    const states = new Uint8Array(length);
    let isCount = true;
    for (let at = 0; at < length; at++) {
      const observation = this.#series.get(this.#parts[at]!.area)?.get(period);
      if (!observation) continue;
      numerators[at] = observation.numerator;
      denominators[at] = observation.denominator ?? 0;
      states[at] = observation.complete ? COMPLETE : BOUND;
      isCount &&= observation.denominator === null;
    }
    const column = { numerators, denominators, states, isCount };
    this.#columns.set(period, column);
    return column;
  }

  /** 1 for each place that exists at a period. */
  #exist(period: string): Uint8Array {
    const key = this.#isDated ? period : "";
    const known = this.#existing.get(key);
    if (known) return known;
    const flags = Uint8Array.from(this.#parts, (part) => (exists(part, period) ? 1 : 0));
    this.#existing.set(key, flags);
    return flags;
  }

  /** Coverage (覆盖率) of one period: reports in over reports expected, weighted by size. */
  coverage(period: string): Coverage {
    const flags = this.#exist(period);
    const { states } = this.#column(period);
    const found = { all: 0, present: 0, partsIn: 0, partsExpected: 0 };
    for (let at = 0; at < flags.length; at++) {
      if (flags[at] === 0) continue;
      const { weight } = this.#parts[at]!;
      found.all += weight;
      found.partsExpected++;
      if (states[at] !== COMPLETE) continue;
      found.present += weight;
      found.partsIn++;
    }
    const { all, present, partsIn, partsExpected } = found;
    return { share: all > 0 ? present / all : 0, partsIn, partsExpected };
  }

  /**
   * Sum over the places that reported in every one of the periods (同口径), so that a late banner is not taken for a fall. Null when no
   * place did.
   */
  matched(periods: readonly string[], scale: number): Matched | null {
    const flags = this.#exist(periods[0] ?? "");
    const columns = periods.map((period) => this.#column(period));
    const same: number[] = [];
    let [expected, complete] = [0, 0];
    for (let at = 0; at < flags.length; at++) {
      if (flags[at] === 0) continue;
      const { weight } = this.#parts[at]!;
      expected += weight;
      let least = COMPLETE;
      for (const { states } of columns) if (states[at]! < least) least = states[at]!;
      if (least === 0) continue;
      same.push(at);
      if (least === COMPLETE) complete += weight;
    }
    if (same.length === 0) return null;
    const sums = columns.map(({ numerators, denominators, isCount }) => {
      let [numerator, denominator] = [0, 0];
      for (const at of same) {
        numerator += numerators[at]!;
        denominator += denominators[at]!;
      }
      const ratio = denominator > 0 ? (numerator / denominator) * scale : Number.NaN;
      return { numerator, denominator, value: isCount ? numerator * scale : ratio };
    });
    return { coverage: complete / expected, sums };
  }

  /**
   * Each period's sum over the parts that reported in it, with the share those parts usually make up.
   *
   * A part's usual size is its mean over the periods asked in which it reported: a gap in the history is then a smaller exposure, not
   * a fall. Parts that do not exist at the last of the periods are left out. With `weighedBefore` only periods before it count for the
   * usual size: estimates from the past then do not move while reports of the present come in.
   */
  sums(periods: readonly string[], weighedBefore: string | null = null): readonly PeriodSum[] {
    const flags = this.#exist(periods.at(-1) ?? "");
    const columns = periods.map((period) => this.#column(period));
    const weighed =
      weighedBefore === null ? columns : columns.filter((_, at) => periods[at]! < weighedBefore);
    const usual = new Float64Array(flags.length);
    let all = 0;
    for (let at = 0; at < flags.length; at++) {
      if (flags[at] === 0) continue;
      let [reported, total] = [0, 0];
      for (const { states, numerators } of weighed) {
        if (states[at] !== COMPLETE) continue;
        reported++;
        total += numerators[at]!;
      }
      if (reported === 0) continue;
      usual[at] = (total + 0.5) / reported;
      all += usual[at]!;
    }
    return columns.map(({ numerators, denominators, states }) => {
      const sum = { numerator: 0, denominator: 0, share: 0 };
      for (let at = 0; at < usual.length; at++) {
        if (usual[at] === 0 || states[at] !== COMPLETE) continue;
        sum.numerator += numerators[at]!;
        sum.denominator += denominators[at]!;
        sum.share += usual[at]!;
      }
      return { ...sum, share: all > 0 ? Math.min(1, sum.share / all) : 0 };
    });
  }
}

/** As `Columns.coverage`, for figures that are read once. */
export const coverageOf = (parts: readonly Part[], series: PartSeries, period: string): Coverage =>
  new Columns(parts, series).coverage(period);

/** As `Columns.matched`, for figures that are read once. */
export const matched = (
  parts: readonly Part[],
  series: PartSeries,
  periods: readonly string[],
  scale: number,
): Matched | null => new Columns(parts, series).matched(periods, scale);

/** As `Columns.sums`, for figures that are read once. */
export const sumsOf = (
  parts: readonly Part[],
  series: PartSeries,
  periods: readonly string[],
  weighedBefore: string | null = null,
): readonly PeriodSum[] => new Columns(parts, series).sums(periods, weighedBefore);
