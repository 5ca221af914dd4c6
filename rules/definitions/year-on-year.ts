import { yearsEarlier } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { comparableYears, leavesPlacesOut } from "./comparable-years.ts";
import { type Measure, notJudged } from "./define.ts";

/** The periods that a rise on the same period of last year is taken over. */
export const yearOnYearPeriods = (period: string, kind: SeriesView["kind"]): string[] => [
  period,
  yearsEarlier(period, kind, 1),
];

/**
 * The rise of a count of persons on the same period of last year (同比), over the places that have both; `change` in percent, `count` as reported.
 * From no one a year before the rise is taken from one person.
 */
export function riseOnLastYear(view: SeriesView): Measure {
  const yearBefore = yearsEarlier(view.period, view.kind, 1);
  const found = comparableYears(view, [view.period], [[yearBefore]]);
  if ("notJudged" in found) return found;
  const [now, before] = found.matched.sums;
  if (!now || !before) return notJudged("nothing-to-compare");
  const [count, lastYear] = [now.numerator, before.numerator];
  const change = (100 * (count - lastYear)) / Math.max(lastYear, 1);
  return {
    candidates: [
      {
        quantities: { change, count },
        facts: { change, count, lastYear },
        shown: {
          ...{ name: "count", value: count, unit: "persons", counted: true, judged: "change" },
          expected: lastYear,
          base: {
            name: "last-year",
            years: 1,
            ...(leavesPlacesOut(found.matched) ? { samePlaces: true } : {}),
          },
          ...{ periods: [view.period], basePeriods: [yearBefore] },
        },
      },
    ],
  };
}
