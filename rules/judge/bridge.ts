import type { PartObservation } from "./parts.ts";

/** Between two days the figures of a former area count for a later one. */
export interface Succession {
  readonly area: string;
  readonly former: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/**
 * Series bridged over merged and recoded areas (沿革衔接), as the views are: before a change an area has the sum of those it was made of. A
 * period in which one of these is missing is missing.
 *
 * @example
 * const series = new Map([["A", new Map([["2025-01-31", { numerator: 3, denominator: null, complete: true }]])]]);
 * const change = { area: "B", former: "A", validFrom: "0001-01-01", validTo: "2025-12-31" };
 * bridged(series, [change]).get("B")?.get("2025-01-31")?.numerator // 3
 */
export function bridged(
  series: ReadonlyMap<string, Map<string, PartObservation>>,
  successions: readonly Succession[],
): Map<string, Map<string, PartObservation>> {
  const result = new Map(series);
  const byArea = new Map<string, Succession[]>();
  for (const succession of successions)
    byArea.set(succession.area, [...(byArea.get(succession.area) ?? []), succession]);
  for (const [area, formers] of byArea) {
    const until = lastDayOf(formers)!;
    const observations = new Map([...(series.get(area) ?? [])].filter(([period]) => period > until));
    for (const period of periodsOf(series, formers, until)) {
      const sum = sumAt(series, formers, period);
      if (sum) observations.set(period, sum);
    }
    result.set(area, observations);
  }
  return result;
}

/** The last day on which any of some areas counts for a later one; null without any. */
export const lastDayOf = (formers: readonly Succession[]): string | null =>
  formers
    .map(({ validTo }) => validTo)
    .sort()
    .at(-1) ?? null;

function periodsOf(
  series: ReadonlyMap<string, ReadonlyMap<string, PartObservation>>,
  formers: readonly Succession[],
  until: string,
): Set<string> {
  const periods = new Set<string>();
  for (const { former } of formers)
    for (const period of series.get(former)?.keys() ?? []) if (period <= until) periods.add(period);
  return periods;
}

/** The sum of an area's formers at a period; null where one is missing or none counts. */
export function sumAt(
  series: ReadonlyMap<string, ReadonlyMap<string, PartObservation>>,
  formers: readonly Succession[],
  period: string,
): PartObservation | null {
  let sum: PartObservation | null = null;
  for (const { former, validFrom, validTo } of formers) {
    if (period < validFrom || period > validTo) continue;
    const observation = series.get(former)?.get(period);
    if (!observation) return null;
    sum = sum === null ? observation : added(sum, observation);
  }
  return sum;
}

const added = (a: PartObservation, b: PartObservation): PartObservation => ({
  numerator: a.numerator + b.numerator,
  denominator: a.denominator === null || b.denominator === null ? null : a.denominator + b.denominator,
  complete: a.complete && b.complete,
});
