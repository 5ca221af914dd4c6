import { requireSetting, type Series } from "./window.ts";

/** Settings of the Poisson CUSUM, in counts. */
export interface PoissonCusumSettings {
  /** Mean under control. */
  readonly mean: number;
  /** The raised mean to be found. */
  readonly raised: number;
  /** Decision limit in counts. */
  readonly h: number;
  /** Start again from zero after an alarm (false). */
  readonly reset?: boolean;
}

/** One entry for each time; alarm is 1, 0 or NaN where it cannot be judged. */
export interface PoissonCusumResult {
  readonly reference: number;
  readonly statistic: Float64Array;
  readonly alarm: Float64Array;
}

/**
 * Poisson CUSUM (泊松累积和): the sequential likelihood-ratio test for a raised mean of small counts.
 *
 * S = max(0, S before + count - r) with r = (raised - mean) / log(raised / mean), alarm when S >= h.
 *
 * @when Counts of a few a month, where standardised values are far from normal.
 * @whenNot Overdispersed counts: the run length is then far shorter than designed.
 * @minimumSample none to run it; the mean should rest on at least 50 counted events.
 * @units all in counts.
 * @throws RangeError unless 0 < mean < raised and h > 0.
 * @source Lucas, J. M. (1985), Counted data CUSUM's, Technometrics 27, 129-144.
 * @example
 * poissonCusum([4, 9, 9], { mean: 4, raised: 8, h: 6 }).statistic[2] // => 6.458439673
 */
export function poissonCusum(series: Series, settings: PoissonCusumSettings): PoissonCusumResult {
  const { mean, raised, h, reset = false } = settings;
  requireSetting(mean > 0 && raised > mean, "means must satisfy 0 < mean < raised");
  requireSetting(h > 0, "h must be above 0");
  const reference = (raised - mean) / Math.log(raised / mean);
  const statistic = new Float64Array(series.length);
  const alarm = new Float64Array(series.length);
  let sum = 0;
  for (let i = 0; i < series.length; i++) {
    sum = Math.max(0, sum + series[i]! - reference);
    alarm[i] = Number.isNaN(sum) ? Number.NaN : sum >= h ? 1 : 0;
    if (reset && alarm[i] === 1) sum = 0;
    statistic[i] = sum;
  }
  return { reference, statistic, alarm };
}
