import type { Series } from "./window.ts";

/** Mean range of two normal values in standard deviations, to three decimals as the tables and R's qcc have it. */
const D2_OF_TWO = 1.128;

/**
 * Standard deviation from moving ranges (移动极差法估计的标准差): mean absolute difference of neighbours over 1.128.
 *
 * @when One value a period and no stable stretch to take a standard deviation from: slow drift hardly counts.
 * @whenNot Neighbours that depend on each other: the chart then has far too narrow limits.
 * @minimumSample 2 values; 20 for a usable scale.
 * @units in the unit of the series.
 * @throws nothing; fewer than two values give NaN.
 * @source Montgomery, Introduction to Statistical Quality Control, 6.4; d2 = 1.128 as in R qcc::sd.xbar.one.
 * @example
 * movingRangeSd([1, 3, 2, 5]) // => 1.7730496453900708
 */
export function movingRangeSd(series: Series): number {
  const n = series.length;
  if (n < 2) return Number.NaN;
  let sum = 0;
  for (let i = 1; i < n; i++) sum += Math.abs(series[i]! - series[i - 1]!);
  return sum / (n - 1) / D2_OF_TWO;
}
