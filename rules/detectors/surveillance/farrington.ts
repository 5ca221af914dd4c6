import { farringtonBounds } from "./farrington-bounds.ts";
import { type PreparedSeries, prepareSeries, prepareTime } from "./farrington-data.ts";
import { type FarringtonModel, farringtonModel } from "./farrington-model.ts";
import {
  type FarringtonInput,
  type FarringtonSettings,
  type FullFarringtonSettings,
  fullFarringtonSettings,
} from "./farrington-settings.ts";
import { monitored, requireSetting } from "./window.ts";

/** One entry for each monitored time; alarm is NaN where no model could be fitted. */
export interface FarringtonResult {
  readonly from: number;
  /** Expected count; NaN where too few cases. */
  readonly expected: Float64Array;
  /** Upper bound; NaN where too few cases. */
  readonly upper: Float64Array;
  /** (count - expected) / (upper - expected), with R's log-scale quirk for nbPlugin and muan. */
  readonly score: Float64Array;
  /** Probability of a count at least this large. */
  readonly pValue: Float64Array;
  readonly alarm: Float64Array;
  /** Dispersion, at least one. */
  readonly phi: Float64Array;
  /** The mean whose quantile is the bound. */
  readonly meanQuantile: Float64Array;
  /** 1 where the trend was kept. */
  readonly trend: Float64Array;
  readonly trendCoefficient: Float64Array;
}

function emptyResult(from: number, n: number): FarringtonResult {
  const column = () => new Float64Array(n).fill(Number.NaN);
  return {
    from,
    expected: column(),
    upper: column(),
    score: column(),
    pValue: column(),
    alarm: column(),
    phi: column(),
    meanQuantile: column(),
    trend: column(),
    trendCoefficient: column(),
  };
}

/** Whether the last counts, the current one among them, are enough to judge; a missing one is not. */
function enoughCases(
  counts: ArrayLike<number>,
  k: number,
  [cases, period]: readonly [number, number],
): boolean {
  let sum = 0;
  for (let t = Math.max(1, k - period + 1); t <= k; t++) sum += counts[t - 1]!;
  return sum >= cases;
}

function judge(series: PreparedSeries, k: number, model: FarringtonModel, result: FarringtonResult): void {
  const { settings, input } = series;
  const i = k - result.from;
  const y = input.counts[k - 1]!;
  const bounds = farringtonBounds(y, model, settings);
  const enough = enoughCases(input.counts, k, settings.limit54);
  result.phi[i] = model.phi;
  result.meanQuantile[i] = bounds.meanQuantile;
  result.score[i] = bounds.score;
  result.pValue[i] = bounds.pValue;
  result.trend[i] = model.trend ? 1 : 0;
  result.trendCoefficient[i] = model.slope;
  result.alarm[i] = enough && bounds.score > 1 && y !== 0 ? 1 : 0;
  if (!enough) return;
  result.expected[i] = bounds.expected;
  result.upper[i] = bounds.upper;
}

/**
 * The first time that has all its reference values when they are found by index (最早可监测时点).
 *
 * @internal
 */
export function earliestFarrington(settings: FullFarringtonSettings): number {
  return settings.frequency * settings.b + settings.w + 1;
}

function requireInput(input: FarringtonInput, settings: FullFarringtonSettings): void {
  const n = input.counts.length;
  requireSetting(!settings.epochAsDate || input.days?.length === n, "epochAsDate needs a day for each count");
  requireSetting(
    !settings.populationOffset || input.population?.length === n,
    "populationOffset needs a population for each count",
  );
}

/**
 * Farrington flexible (灵活法林顿方法): the count against a quasi-Poisson regression on the same weeks of past years.
 *
 * Past outbreaks are weighed down, a trend is kept only when it is there, and a season may be fitted in groups.
 * `FARRINGTON_PRESETS` holds the method of 1996 and the improved one of 2013 as settings.
 *
 * @when Weekly or monthly counts with a season and some years of history; the default choice for claims.
 * @whenNot Less than three years of history; rates or sums of money (it needs counts); movable holidays.
 *   Missing values in the last `limit54[1]` periods leave a time without bound, as in R.
 * @minimumSample b years and w values before the first monitored time; b of at least 3 for a trend.
 * @units counts and bounds in events; population in persons; days since 1970-01-01.
 * @throws RangeError when a setting is out of bounds or reference values do not exist.
 * @source Farrington, Andrews, Beale and Catchpole (1996), J. R. Statist. Soc. A 159, 547-563; Noufaily et al.
 *   (2013), Statistics in Medicine 32, 1206-1222; numbers as R surveillance::farringtonFlexible.
 * @example
 * farringtonFlexible(
 *   { counts: [20, 22, 19, 21, 23, 20, 22, 21, 19, 20, 24, 20, 41] },
 *   { frequency: 4, b: 2, w: 1, trend: false, from: 13 },
 * ).upper[0] // => 28.5815664
 */
export function farringtonFlexible(input: FarringtonInput, settings: FarringtonSettings): FarringtonResult {
  const full = fullFarringtonSettings(settings);
  requireInput(input, full);
  const least = full.epochAsDate ? 2 : earliestFarrington(full) - 1;
  const from = settings.from ?? earliestFarrington(full);
  const range = monitored(input.counts.length, { ...settings, from }, least);
  const series = prepareSeries(input, full);
  const result = emptyResult(range.from, range.to - range.from + 1);
  for (let k = range.from; k <= range.to; k++) {
    const now = prepareTime(series, k);
    const model = now.group < 0 ? null : farringtonModel(series.room, now, full);
    if (model !== null) judge(series, k, model, result);
  }
  return result;
}
