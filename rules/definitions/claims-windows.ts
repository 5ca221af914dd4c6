import { median } from "simple-statistics";
import { type PeriodKind, shiftPeriod, yearsEarlier } from "../calendar/periods.ts";
import type { SeriesFigures, SeriesView } from "../calendar/series-view.ts";
import { comparableYears, leavesPlacesOut } from "./comparable-years.ts";
import { type Base, type NotJudged, notJudged, type Parameters } from "./define.ts";

/** Windows that were asked for: every area of a night looks at the same ones. */
const windows = new Map<string, readonly string[]>();
const MOST_KEPT = 5000;

/** Several periods taken together, the last of them so many years before a period. */
export function windowOf(period: string, kind: PeriodKind, length: number, years = 0): readonly string[] {
  const key = `${period} ${kind} ${length} ${years}`;
  const known = windows.get(key);
  if (known) return known;
  const last = years === 0 ? period : yearsEarlier(period, kind, years);
  const window = Array.from({ length }, (_, at) => shiftPeriod(last, kind, at - length + 1));
  if (windows.size >= MOST_KEPT) windows.clear();
  windows.set(key, window);
  return window;
}

/** Every period of windows of a length, of the judged year and of so many years before. */
export const windowsOfYears = (period: string, kind: PeriodKind, length: number, years: number): string[] =>
  Array.from({ length: years + 1 }, (_, year) => windowOf(period, kind, length, year)).flat();

/** What two windows hold, over the places that have figures in both. */
export interface Pair {
  readonly now: number;
  readonly earlier: number;
}

/** Compare two windows; null where places with figures in both make up too little of the area. */
export function pairOf(
  figures: SeriesFigures,
  now: readonly string[],
  then: readonly string[],
  enough: number,
): Pair | null {
  const matched = figures.matched([...now, ...then]);
  if (!matched || matched.coverage < enough - 1e-9) return null;
  const sum = (from: number, to: number) =>
    matched.sums.slice(from, to).reduce((total, { numerator }) => total + numerator, 0);
  return { now: sum(0, now.length), earlier: sum(now.length, now.length + then.length) };
}

/** The logarithm of a ratio of persons; below one person it is computed from one, so that a zero gives a figure. */
export const logRatio = ({ now, earlier }: Pair): number => Math.log(Math.max(now, 1) / Math.max(earlier, 1));

/** Lengths of the windows of initial and continued claims. */
export interface Lengths {
  readonly initial: number;
  readonly continued: number;
}

/**
 * Growth of claims over a year (同比增长): the mean of the logarithms of the ratios of initial and of continued claims; null where a year cannot
 * be compared. New claims alone jump with every week of snow, continued ones alone come late.
 */
export function growthOf(
  {
    initial,
    continued,
  }: { readonly initial: SeriesFigures | null; readonly continued: SeriesFigures | null },
  { period, kind, enough }: Pick<SeriesView, "period" | "kind" | "enough">,
  lengths: Lengths,
): number | null {
  const over = (figures: SeriesFigures | null, length: number) =>
    figures && pairOf(figures, windowOf(period, kind, length), windowOf(period, kind, length, 1), enough);
  const [first, second] = [over(initial, lengths.initial), over(continued, lengths.continued)];
  return first && second ? (logRatio(first) + logRatio(second)) / 2 : null;
}

/** The lengths of the windows that a policy asks for. */
export const lengthsOf = ({ initialPeriods, continuedPeriods }: Parameters): Lengths => ({
  initial: Number(initialPeriods),
  continued: Number(continuedPeriods),
});

/** The area's continued claims, where those of the judged period are in. */
export function continuedClaims(view: SeriesView): SeriesFigures | NotJudged {
  const continued = view.further("beneficiaries");
  return continued?.matched([view.period]) ? continued : notJudged("no-continued-claims");
}

/** Initial and continued claims of an area, each beside its base. */
export function claimsRises(
  view: SeriesView,
  parameters: Parameters,
): { readonly initial: Rise; readonly continued: Rise } | NotJudged {
  const drawing = continuedClaims(view);
  if ("notJudged" in drawing) return drawing;
  const lengths = lengthsOf(parameters);
  const continued = riseOf(drawing, view, lengths.continued, Number(parameters.years));
  if ("notJudged" in continued) return continued;
  const initial = riseOf(view, view, lengths.initial, Number(parameters.years));
  return "notJudged" in initial ? initial : { initial, continued };
}

/** Every period that such a comparison reads. */
export function risePeriods(period: string, kind: PeriodKind, parameters: Parameters): string[] {
  const { initial, continued } = lengthsOf(parameters);
  return windowsOfYears(period, kind, Math.max(initial, continued), Number(parameters.years));
}

/** A window beside the larger of the same window of the year before and the median of the years. */
export interface Rise {
  readonly count: number;
  readonly expected: number;
  /** In percent of the expected. */
  readonly change: number;
  readonly base: Base;
  readonly periods: readonly string[];
  readonly basePeriods: readonly string[];
}

/** How far a window of an indicator stands above its base. */
export function riseOf(
  figures: SeriesFigures,
  { period, kind, enough }: Pick<SeriesView, "period" | "kind" | "enough">,
  length: number,
  years: number,
): Rise | NotJudged {
  const periods = windowOf(period, kind, length);
  const before = Array.from({ length: years }, (_, year) => windowOf(period, kind, length, year + 1));
  const found = comparableYears(
    { matched: (some) => figures.matched(some), period, enough },
    periods,
    before,
  );
  if ("notJudged" in found) return found;
  if (found.matched.coverage < enough - 1e-9) return notJudged("history-incomplete");
  const sums = [0, ...found.years].map((_, at) =>
    found.matched.sums
      .slice(at * length, (at + 1) * length)
      .reduce((total, { numerator }) => total + numerator, 0),
  );
  const [count = 0, ...past] = sums;
  const middle = median(past);
  const lastYear = found.years[0] === 1 ? past[0]! : null;
  const isLastYear = lastYear !== null && lastYear >= middle;
  const expected = isLastYear ? lastYear : middle;
  const base: Base = {
    ...(isLastYear
      ? { name: "last-year" as const, years: 1 }
      : { name: "median-of-years" as const, years: past.length }),
    ...(leavesPlacesOut(found.matched) ? { samePlaces: true as const } : {}),
  };
  const compared = isLastYear ? [1] : found.years;
  return {
    ...{ count, expected, base, periods },
    change: (100 * (count - expected)) / Math.max(expected, 1),
    basePeriods: compared.flatMap((year) => before[year - 1]!).sort(),
  };
}
