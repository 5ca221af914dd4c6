import { type Carried, seriesOf } from "../warehouse/carried.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { PartSeries } from "./parts.ts";
import { readSeries, type SeriesByIndicator, type WantedPeriods } from "./read-facts.ts";

/** Series for a night's rules, and what each of them was made from: equal for two nights, it is the same series. */
export interface CarriedSeries {
  readonly series: SeriesByIndicator;
  readonly madeFrom: ReadonlyMap<string, readonly unknown[]>;
}

/** Read the series of all indicators that are asked for, except those that the night before has read and no report has moved. */
export async function carriedSeries(
  warehouse: Warehouse,
  wanted: readonly WantedPeriods[],
  carried: Carried,
): Promise<CarriedSeries> {
  const periods = new Map<string, Set<string>>();
  for (const own of wanted) {
    const all = periods.get(own.indicator) ?? new Set();
    for (const period of own.periods) all.add(period);
    periods.set(own.indicator, all);
  }
  const madeFrom = new Map(
    [...periods].map(([indicator, own]) => [
      indicator,
      [carried.register, carried.version(seriesOf(indicator)), [...own].sort()],
    ]),
  );
  const name = (indicator: string) => `figures of ${indicator}`;
  const moved = [...periods].filter(([indicator]) => !carried.kept(name(indicator), madeFrom.get(indicator)));
  const read = await readSeries(
    warehouse,
    moved.map(([indicator, own]) => ({ indicator, periods: [...own] })),
  );
  for (const [indicator] of moved)
    carried.keep(name(indicator), read.get(indicator) ?? new Map(), madeFrom.get(indicator));
  const series = [...periods.keys()].map(
    (indicator) => [indicator, carried.kept<PartSeries>(name(indicator), madeFrom.get(indicator))!] as const,
  );
  return { series: new Map(series), madeFrom };
}
