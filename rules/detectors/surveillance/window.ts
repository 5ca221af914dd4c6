/** Observations in time order; NaN is missing. Times in every detector count from one. */
export type Series = ArrayLike<number>;

/** First and last time monitored, counted from one, both included. */
export interface MonitoredRange {
  readonly from?: number;
  readonly to?: number;
}

/**
 * The monitored times, checked against what the method needs before the first (监测区间).
 *
 * @internal
 */
export function monitored(n: number, range: MonitoredRange, earliest: number): { from: number; to: number } {
  const from = range.from ?? earliest;
  const to = range.to ?? n;
  if (!Number.isInteger(from) || !Number.isInteger(to)) throw new RangeError("range must be whole times");
  if (from < earliest)
    throw new RangeError(`the first monitored time must be at least ${earliest}, not ${from}`);
  if (to > n) throw new RangeError(`the last monitored time must be at most ${n}, not ${to}`);
  if (to < from) throw new RangeError(`nothing to monitor: from ${from} to ${to}`);
  return { from, to };
}

/**
 * Throws when a setting is outside what a method allows (设置检查).
 *
 * @internal
 */
export function requireSetting(ok: boolean, message: string): void {
  if (!ok) throw new RangeError(message);
}

/** Mean and sample standard deviation of each moving window. */
export interface WindowMoments {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/**
 * Mean and standard deviation of a moving window that ends `lag` steps before each time (移动窗口均值与标准差).
 *
 * Two passes in each window: the running sums of one pass lose every digit after a week forty times normal.
 *
 * @when The baseline of a short-memory detector.
 * @whenNot For a trailing mean that includes the current value: use `trailingMean`.
 * @minimumSample 2 values a window; the standard deviation divides by one less than the window's length.
 * @units in the unit of the series; entry i belongs to time from + i.
 * @throws nothing; a missing value in a window makes both NaN.
 * @source Chan, Golub and LeVeque (1983), Algorithms for computing the sample variance.
 * @example
 * windowMoments([1, 2, 3, 10], 3, 1, 4, 4).sd[0] // => 1
 */
export function windowMoments(
  series: Series,
  length: number,
  lag: number,
  from: number,
  to: number,
): WindowMoments {
  const n = to - from + 1;
  const mean = new Float64Array(n);
  const sd = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const end = from + i - lag;
    let sum = 0;
    for (let t = end - length; t < end; t++) sum += series[t]!;
    const rough = sum / length;
    let rest = 0;
    for (let t = end - length; t < end; t++) rest += series[t]! - rough;
    const centre = rough + rest / length;
    let squares = 0;
    for (let t = end - length; t < end; t++) squares += (series[t]! - centre) ** 2;
    mean[i] = centre;
    sd[i] = Math.sqrt(squares / (length - 1));
  }
  return { mean, sd };
}
