import { median } from "simple-statistics";
import { yearsEarlier } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { type ComparableYears, comparableYears, leavesPlacesOut } from "./comparable-years.ts";
import type { Measure, SeriesRule } from "./define.ts";
import { lastYearIsShock, shockPeriods } from "./shock-years.ts";

/** The periods that a rise on the same period of last year is taken over. */
const yearOnYearPeriods = (period: string, kind: SeriesView["kind"]): string[] => [
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
function riseOnLastYear(view: SeriesView): Measure {
  const before = YEARS.map((year) => [yearsEarlier(view.period, view.kind, year)]);
  const lastYear = comparableYears(view, [view.period], before.slice(0, 1));
  if ("notJudged" in lastYear) return lastYear;
  const several = comparableYears(view, [view.period], before);
  const isShock =
    "matched" in several && several.years[0] === 1 && lastYearIsShock(view, [view.period], pastOf(several));
  const { matched, years } = isShock ? several : lastYear;
  const compared = isShock ? years.slice(1) : years;
  const count = matched.sums[0]!.numerator;
  const expected = isShock ? median(pastOf(several).slice(1)) : pastOf(lastYear)[0]!;
  const change = (100 * (count - expected)) / Math.max(expected, 1);
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
            years: compared.length,
            ...(isShock ? { leftOut: before[0]! } : {}),
            ...(leavesPlacesOut(matched) ? { samePlaces: true } : {}),
          },
          ...{ periods: [view.period], basePeriods: compared.flatMap((year) => before[year - 1]!).sort() },
        },
      },
    ],
  };
}

/** The figures of the earlier years, last year first. */
const pastOf = ({ matched }: ComparableYears): number[] =>
  matched.sums.slice(1).map(({ numerator }) => numerator);

/** What rules on the rise of a count of persons over a year share: quantities, facts, periods and arithmetic (同比). */
export const RISE_ON_LAST_YEAR = {
  quantities: {
    change: { zh: "比上年同期增幅（%）", en: "rise on the same period of last year (%)" },
    count: { zh: "本期涉及人数（人）", en: "workers of the period" },
  },
  parameters: {},
  limits: { count: { least: 0 } },
  facts: { count: "counted", expected: "estimated", change: "change" },
  periodsNeeded: yearOnYearPeriods,
  measure: riseOnLastYear,
} as const satisfies Pick<
  SeriesRule,
  "quantities" | "parameters" | "limits" | "facts" | "periodsNeeded" | "measure"
>;
