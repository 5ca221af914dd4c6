import { normalQuantile } from "../distributions/normal-quantile.ts";
import { type MonitoredRange, monitored, requireSetting, type Series, windowMoments } from "./window.ts";

/** Settings of EARS C1 and C2. */
export interface EarsSettings extends MonitoredRange {
  readonly method: "C1" | "C2";
  /** Length of the moving baseline (7). */
  readonly baseline?: number;
  /** The standard deviation is not taken smaller than this (0). */
  readonly minSigma?: number;
  /** False-alarm probability under normality (0.001, that is 3.09 standard deviations, not 3). */
  readonly alpha?: number;
}

/** One entry for each monitored time; alarm is 1, 0 or NaN where it cannot be judged. */
export interface EarsResult {
  readonly from: number;
  readonly threshold: number;
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly z: Float64Array;
  readonly upper: Float64Array;
  readonly alarm: Float64Array;
}

/** Steps between the end of the baseline and the current time. */
const LAG = { C1: 1, C2: 3 } as const;

/**
 * EARS C1 and C2 (早期异常报告系统 C1、C2): the current value against the mean and spread of the last weeks.
 *
 * Alarm when the value is strictly above mean + z * max(sd, minSigma). C1 uses the values just before; C2
 * leaves two out, so that a slow rise does not hide itself in its own baseline.
 *
 * @when A new series with a few weeks of history and no season to speak of within a month or two.
 * @whenNot Seasonal series (every February alarms), or counts near zero: seven values give a poor spread, and
 *   the true false-alarm share of C1 is about 1.3 to 3.5 percent, not 0.1.
 * @minimumSample baseline + 1 values for C1, baseline + 3 for C2.
 * @units values, mean, sd and upper in the unit of the series; z in standard deviations.
 * @throws RangeError when a setting is out of bounds or the series is too short for the range.
 * @source Hutwagner, Thompson, Seeman and Treadwell (2003), J. Urban Health 80, i89-i96; numbers as R
 *   surveillance::earsC.
 * @example
 * ears([4, 6, 5, 5, 7, 3, 5, 12], { method: "C1" }).upper[0] // => 8.98947275
 */
export function ears(series: Series, settings: EarsSettings): EarsResult {
  const { method, baseline = 7, minSigma = 0, alpha = 0.001 } = settings;
  requireEarsSettings(baseline, minSigma, alpha);
  const { from, to } = monitored(series.length, settings, baseline + LAG[method]);
  const { mean, sd } = windowMoments(series, baseline, LAG[method], from, to);
  const threshold = normalQuantile(1 - alpha);
  const n = to - from + 1;
  const z = new Float64Array(n);
  const upper = new Float64Array(n);
  const alarm = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const spread = Math.max(sd[i]!, minSigma);
    const value = series[from + i - 1]!;
    sd[i] = spread;
    z[i] = (value - mean[i]!) / spread;
    upper[i] = mean[i]! + threshold * spread;
    alarm[i] = Number.isNaN(upper[i]! + value) ? Number.NaN : value > upper[i]! ? 1 : 0;
  }
  return { from, threshold, mean, sd, z, upper, alarm };
}

/**
 * The bounds of the settings that C1, C2 and C3 share (EARS 设置检查).
 *
 * @internal
 */
export function requireEarsSettings(baseline: number, minSigma: number, alpha: number): void {
  requireSetting(
    Number.isInteger(baseline) && baseline >= 3,
    "baseline must be a whole number of at least 3",
  );
  requireSetting(minSigma >= 0, "minSigma must not be negative");
  requireSetting(alpha > 0 && alpha < 1, "alpha must be between 0 and 1");
}
