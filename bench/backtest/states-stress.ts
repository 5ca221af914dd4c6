import type { Past, PastFigure } from "../../rules/backtest/past.ts";
import { addDays, daysBetween } from "../../rules/calendar/periods.ts";
import { stream } from "../../rules/detectors/random.ts";

/** Quiet calendar years of the states, from which synthetic ones are drawn; each stretch has a trend of its own. */
const QUIET = [
  { first: 2004, last: 2006 },
  { first: 2011, last: 2019 },
];
const WEEKS = 52;
/** The first week of the synthetic history. */
const FIRST = "1995-01-07";

/** A state's weekly logarithms by year of 52 weeks, without trend and level, and what was taken out. */
interface Detrended {
  readonly level: number;
  readonly slopePerYear: number;
  readonly years: ReadonlyMap<number, readonly number[]>;
}

/** A synthetic quiet history, and the mean yearly trend of the real one. */
export interface Stress {
  readonly past: Past;
  readonly trends: Readonly<Record<string, number>>;
}

/**
 * A history in which nothing happens and claims do not fall (无趋势压力试验): quiet years drawn with replacement, the same for all states so that they move
 * together, each state's trend taken out and the share of it that is to stay put back.
 */
export function withoutTrend(past: Past, trendKept: number, years: number, seed: number): Stress {
  const { uniform } = stream(seed, "stress");
  const all = QUIET.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at),
  );
  const drawn = Array.from({ length: years }, () => all[Math.floor(uniform() * all.length)]!);
  const figures = new Map<string, PastFigure[]>();
  const trends: Record<string, number> = {};
  for (const indicator of ["new-claims", "beneficiaries"]) {
    const series = byArea(past.figures.get(indicator)!);
    const fitted = [...series].map(([area, weeks]) => [area, detrend(weeks)] as const);
    trends[indicator] = fitted.reduce((sum, [, { slopePerYear }]) => sum + slopePerYear, 0) / fitted.length;
    figures.set(
      indicator,
      fitted.flatMap(([area, found]) => drawSeries(area, found, drawn, trendKept)),
    );
  }
  figures.set("insured-persons", constantInsured(past, years));
  const { lastDue: _due, ...rest } = past;
  return { past: { ...rest, figures }, trends };
}

function byArea(figures: readonly PastFigure[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { area, period, numerator } of figures)
    found.set(
      area,
      (found.get(area) ?? new Map<string, number>()).set(period, Math.log(Math.max(1, numerator))),
    );
  return found;
}

function detrend(weeks: ReadonlyMap<string, number>): Detrended {
  const years = new Map<number, number[]>();
  const slopes: { slope: number; years: number }[] = [];
  const levels: number[] = [];
  for (const { first, last } of QUIET) {
    const ofStretch = Array.from(
      { length: last - first + 1 },
      (_, at) => [first + at, yearOf(weeks, first + at)] as const,
    );
    const means = ofStretch.map(([, values]) => mean(values));
    const slope = slopeOf(means);
    const level = mean(means);
    slopes.push({ slope, years: means.length - 1 });
    levels.push(level);
    for (const [at, [year, values]] of ofStretch.entries()) {
      const trend = level + slope * (at - (means.length - 1) / 2);
      years.set(
        year,
        values.map((value, week) => value - trend - slope * ((week + 0.5) / WEEKS - 0.5)),
      );
    }
  }
  const weight = slopes.reduce((sum, entry) => sum + entry.years, 0);
  const slopePerYear = slopes.reduce((sum, entry) => sum + entry.slope * entry.years, 0) / weight;
  return { level: mean(levels), slopePerYear, years };
}

/** The 52 weeks from the first Saturday of a year. */
function yearOf(weeks: ReadonlyMap<string, number>, year: number): number[] {
  let day = `${year}-01-01`;
  while (!weeks.has(day)) day = addDays(day, 1);
  return Array.from({ length: WEEKS }, (_, week) => weeks.get(addDays(day, 7 * week))!);
}

function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const centre = mean(values);
  const above = values.reduce((sum, value, at) => sum + (at - middle) * (value - centre), 0);
  return above / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function drawSeries(
  area: string,
  { level, slopePerYear, years }: Detrended,
  drawn: readonly number[],
  trendKept: number,
): PastFigure[] {
  return drawn.flatMap((year, at) =>
    years.get(year)!.map((rest, week) => {
      const trend = trendKept * slopePerYear * (at + (week + 0.5) / WEEKS - drawn.length / 2);
      const period = addDays(FIRST, 7 * (at * WEEKS + week));
      return figureOf(area, period, Math.round(Math.exp(level + trend + rest)));
    }),
  );
}

const figureOf = (area: string, period: string, numerator: number): PastFigure => ({
  ...{ area, period, numerator, denominator: null, complete: true, knownOn: addDays(period, 5) },
});

function constantInsured(past: Past, years: number): PastFigure[] {
  const last = new Map(past.figures.get("insured-persons")!.map(({ area, numerator }) => [area, numerator]));
  return [...last].flatMap(([area, persons]) =>
    Array.from({ length: years * WEEKS }, (_, week) => figureOf(area, addDays(FIRST, 7 * week), persons)),
  );
}

/** The judged part of so many synthetic years: after the years that the level is compared with. */
export function stressStretch(years: number) {
  const from = addDays(FIRST, 7 * WEEKS * 10);
  const to = addDays(FIRST, 7 * (years * WEEKS - 1) + 5);
  return { from, to, years: daysBetween(from, to) / 365.25 };
}
