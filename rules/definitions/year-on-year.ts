import { median } from "simple-statistics";
import { yearsEarlier } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { comparableYears, leavesPlacesOut } from "./comparable-years.ts";
import { type Measure, notJudged } from "./define.ts";
import { lastYearIsShock, shockPeriods } from "./shock-years.ts";

/** The periods that a rise on the same period of last year is taken over. */
export const yearOnYearPeriods = (period: string, kind: SeriesView["kind"]): string[] => [
  period,
  ...YEARS.map((year) => yearsEarlier(period, kind, year)),
  ...shockPeriods({ kind }, [period]),
];

/** Earlier years that are looked at, to see whether an event stood in last year's figure. */
const YEARS = [1, 2, 3];

/**
 * The rise of a count of persons on the same period of last year (同比), over the places that have both; `change` in percent, `count` as reported.
 * From no one a year before the rise is taken from one person. An event in last year's figure that has passed is left out, and that is said: the
 * median of the other years is the base.
 */
export function riseOnLastYear(view: SeriesView): Measure {
  const before = YEARS.map((year) => [yearsEarlier(view.period, view.kind, year)]);
  const found = comparableYears(view, [view.period], before);
  if ("notJudged" in found) return found;
  if (found.years[0] !== 1) return notJudged("no-year-before");
  const [count = 0, ...past] = found.matched.sums.map(({ numerator }) => numerator);
  const lastYear = past[0]!;
  const isShock = lastYearIsShock(view, [view.period], past);
  const expected = isShock ? median(past.slice(1)) : lastYear;
  const change = (100 * (count - expected)) / Math.max(expected, 1);
  const years = isShock ? found.years.slice(1) : [1];
  return {
    candidates: [
      {
        quantities: { change, count },
        facts: { change, count, expected },
        shown: {
          ...{ name: "count", value: count, unit: "persons", counted: true, judged: "change" },
          expected,
          base: {
            name: isShock ? "median-of-years" : "last-year",
            years: years.length,
            ...(isShock ? { leftOut: before[0]! } : {}),
            ...(leavesPlacesOut(found.matched) ? { samePlaces: true } : {}),
          },
          ...{ periods: [view.period], basePeriods: years.flatMap((year) => before[year - 1]!).sort() },
        },
      },
    ],
  };
}
