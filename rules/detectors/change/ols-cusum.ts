/** The OLS-CUSUM test for a constant level. */
export interface OlsCusumResult {
  /** Cumulated residuals, scaled; n + 1 entries, the first 0. */
  readonly process: Float64Array;
  /** Largest distance of the process from zero. */
  readonly statistic: number;
  readonly pValue: number;
  /** Where the process is furthest from zero: the last time before the likely change, counted from one. */
  readonly at: number;
}

/**
 * Probability that a Brownian bridge strays further than x (布朗桥最大偏离概率).
 *
 * @when The p-value of the OLS-CUSUM statistic, also of the Kolmogorov-Smirnov one.
 * @whenNot On short series, where the statistic has not reached its limit law.
 * @minimumSample some 30 values behind the statistic.
 * @units x is dimensionless; the result is a probability, correct also when tiny.
 * @throws nothing; x of 0.1 or less gives 1.
 * @source Kolmogorov (1933); Billingsley, Convergence of Probability Measures, (11.39).
 * @example
 * brownianBridgeTail(1.3580986) // => 0.05000001
 */
export function brownianBridgeTail(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0.1) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = Math.exp(-2 * k * k * x * x);
    if (term === 0) break;
    sum += k % 2 === 1 ? term : -term;
  }
  return 2 * sum;
}

/**
 * Line that the OLS-CUSUM process crosses by chance with probability alpha (OLS-CUSUM 检验临界线).
 *
 * @when Drawing the process with its boundary.
 * @whenNot For a p-value: use `brownianBridgeTail`.
 * @minimumSample as for `olsCusum`.
 * @units alpha is a probability; the result is in the unit of the process.
 * @throws RangeError unless alpha lies between 0 and 1.
 * @source Ploberger and Kraemer (1992), Econometrica 60, 271-285.
 * @example
 * olsCusumBoundary(0.05) // => 1.358098639
 */
export function olsCusumBoundary(alpha: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError("alpha must be between 0 and 1");
  let low = 0.1;
  let high = 40;
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2;
    if (brownianBridgeTail(middle) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * OLS-CUSUM test (最小二乘残差累积和检验): whether the level of a series stayed the same throughout.
 *
 * @when Looking back over a whole series for a lasting change of level.
 * @whenNot Seasonal or strongly autocorrelated series: nearly all are rejected. For watching new values.
 * @minimumSample 3 values to be computed, 30 for the p-value.
 * @units process and statistic are dimensionless.
 * @throws RangeError with fewer than 3 values or a missing one.
 * @source Ploberger and Kraemer (1992), Econometrica 60, 271-285; numbers as R strucchange::efp.
 * @example
 * olsCusum([1, 2, 1, 2, 9, 8, 9, 8]).statistic // => 1.30958009
 */
export function olsCusum(series: ArrayLike<number>): OlsCusumResult {
  const y = Float64Array.from(series);
  const n = y.length;
  if (n < 3) throw new RangeError("the test needs at least 3 values");
  if (y.some(Number.isNaN)) throw new RangeError("the series has missing values");
  const mean = y.reduce((a, b) => a + b, 0) / n;
  const squares = y.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const scale = Math.sqrt(squares / (n - 1)) * Math.sqrt(n);
  const process = new Float64Array(n + 1);
  let sum = 0;
  let at = 0;
  for (let i = 1; i <= n; i++) {
    sum += y[i - 1]! - mean;
    process[i] = sum / scale;
    if (Math.abs(process[i]!) > Math.abs(process[at]!)) at = i;
  }
  const statistic = Math.abs(process[at]!);
  return { process, statistic, pValue: brownianBridgeTail(statistic), at };
}
