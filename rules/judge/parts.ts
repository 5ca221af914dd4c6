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

/** Coverage (覆盖率) of one period over the places of an area: reports in over reports expected, weighted by size. */
export function coverageOf(parts: readonly Part[], series: PartSeries, period: string): Coverage {
  const expected = parts.filter((part) => exists(part, period));
  const present = expected.filter((part) => series.get(part.area)?.get(period)?.complete);
  const all = weightOf(expected);
  return {
    share: all > 0 ? weightOf(present) / all : 0,
    partsIn: present.length,
    partsExpected: expected.length,
  };
}

/**
 * Sum over the places that reported in every one of the periods (同口径), so that a late banner is not taken for a
 * fall. Null when no place did.
 */
export function matched(
  parts: readonly Part[],
  series: PartSeries,
  periods: readonly string[],
  scale: number,
): Matched | null {
  const latest = periods[0] ?? "";
  const expected = parts.filter((part) => exists(part, latest));
  const same = expected.flatMap((part) => {
    const observations = series.get(part.area);
    const found = observations ? periods.map((period) => observations.get(period)) : [];
    return observations && found.every((observation) => observation !== undefined) ? [{ part, found }] : [];
  });
  if (same.length === 0) return null;
  const complete = same
    .filter(({ found }) => found.every((observation) => observation.complete))
    .map(({ part }) => part);
  const sums = periods.map((_, at) => {
    let [numerator, denominator, isCount] = [0, 0, true];
    for (const { found } of same) {
      const observation = found[at]!;
      numerator += observation.numerator;
      denominator += observation.denominator ?? 0;
      isCount &&= observation.denominator === null;
    }
    const value = isCount
      ? numerator * scale
      : denominator > 0
        ? (numerator / denominator) * scale
        : Number.NaN;
    return { numerator, denominator, value };
  });
  return { coverage: weightOf(complete) / weightOf(expected), sums };
}

/**
 * Each period's sum over the parts that reported in it, with the share those parts usually make up.
 *
 * A part's usual size is its mean over the periods asked in which it reported: a gap in the history is then a smaller exposure, not
 * a fall. Parts that do not exist at the last of the periods are left out. With `weighedBefore` only periods before it count for the usual
 * size: estimates from the past then do not move while reports of the present come in.
 */
export function sumsOf(
  parts: readonly Part[],
  series: PartSeries,
  periods: readonly string[],
  weighedBefore: string | null = null,
): readonly PeriodSum[] {
  const sums = periods.map(() => ({ numerator: 0, denominator: 0, share: 0 }));
  const latest = periods.at(-1) ?? "";
  let all = 0;
  for (const part of parts) {
    const observations = series.get(part.area);
    if (!observations || !exists(part, latest)) continue;
    const found = periods.map((period) => observations.get(period));
    let [reported, total] = [0, 0];
    for (let at = 0; at < found.length; at++) {
      const observation = found[at];
      if (!observation?.complete || (weighedBefore !== null && periods[at]! >= weighedBefore)) continue;
      reported++;
      total += observation.numerator;
    }
    if (reported === 0) continue;
    const usual = (total + 0.5) / reported;
    all += usual;
    for (let at = 0; at < found.length; at++) {
      const observation = found[at];
      if (!observation?.complete) continue;
      const sum = sums[at]!;
      sum.numerator += observation.numerator;
      sum.denominator += observation.denominator ?? 0;
      sum.share += usual;
    }
  }
  return sums.map((sum) => ({ ...sum, share: all > 0 ? Math.min(1, sum.share / all) : 0 }));
}

const weightOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.weight, 0);
