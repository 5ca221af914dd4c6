/** Which of the usual definitions of a sample quantile. */
export type QuantileType = 6 | 7 | 8;

/** Position of the quantile among n sorted values, counted from one, by definition. */
const POSITION: Record<QuantileType, (p: number, n: number) => number> = {
  6: (p, n) => p * (n + 1),
  7: (p, n) => p * (n - 1) + 1,
  8: (p, n) => p * (n + 1 / 3) + 1 / 3,
};

/**
 * Sample quantile by definition 6, 7 or 8 (样本分位数).
 *
 * Type 7 is R's and Excel's default, 6 that of SPSS and of most textbooks of hydrology, 8 the one
 * recommended by the authors of the comparison (simple-statistics has the averaging type 2 only).
 *
 * @when Percentile thresholds (80, 90, 95, 99) over a history.
 * @whenNot On fewer values than 1 / (1 - p): the quantile is then the maximum.
 * @minimumSample 1 value; 20 for a 95th percentile that means something.
 * @units values and result in the same unit; p is a share.
 * @throws nothing; no values, NaN among them or p outside 0..1 give NaN.
 * @source Hyndman and Fan (1996), Sample quantiles in statistical packages, American Statistician 50.
 * @example
 * sampleQuantile([3, 7, 7, 19, 2.5, 0, 41, 8, 8.25, -3], 0.9, 7) // => 21.2
 */
export function sampleQuantile(values: readonly number[], p: number, type: QuantileType = 7): number {
  const n = values.length;
  if (n === 0 || !(p >= 0 && p <= 1) || values.some(Number.isNaN)) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const position = POSITION[type](p, n);
  const fuzz = 4 * Number.EPSILON;
  const whole = Math.floor(position + fuzz);
  const rest = Math.abs(position - whole) < fuzz ? 0 : position - whole;
  const at = (i: number) => sorted[Math.min(Math.max(i, 1), n) - 1]!;
  return at(whole) + rest * (at(whole + 1) - at(whole));
}
