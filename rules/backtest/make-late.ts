import { addDays } from "../calendar/periods.ts";
import type { Past } from "./past.ts";

/** The share of historical reports that come late, and by how many days. */
export interface Lateness {
  readonly share: number;
  readonly days: readonly [number, number];
  /** A stream of numbers in [0, 1). */
  readonly uniform: () => number;
}

/** The same history with some reports known later; all figures of one place, report and period are late together. */
export function makeLate(
  past: Past,
  reportOf: (indicator: string) => string,
  { share, days, uniform }: Lateness,
): Past {
  const by = new Map<string, number>();
  const lateBy = (report: string, area: string, period: string): number => {
    const key = `${report} ${area} ${period}`;
    const known = by.get(key);
    if (known !== undefined) return known;
    const [least, most] = days;
    const delay = uniform() < share ? least + Math.floor(uniform() * (most - least + 1)) : 0;
    by.set(key, delay);
    return delay;
  };
  const figures = new Map(
    [...past.figures].map(([indicator, indicatorFigures]) => [
      indicator,
      indicatorFigures.map((figure) => {
        const late = lateBy(reportOf(indicator), figure.area, figure.period);
        return late === 0 ? figure : { ...figure, knownOn: addDays(figure.knownOn, late) };
      }),
    ]),
  );
  return { ...past, figures };
}
