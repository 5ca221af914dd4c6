import { median, medianAbsoluteDeviation } from "simple-statistics";

/** Makes the median absolute deviation agree with the standard deviation of normal data; four decimals as in R. */
export const MAD_TO_SD = 1.4826;

/**
 * Robust standard deviation (稳健标准差): 1.4826 times the median absolute deviation.
 *
 * @when A history that holds a crisis: one wild value hardly moves it.
 * @whenNot When more than half of the values are equal: it is then zero.
 * @minimumSample 3 values; 7 for a usable scale.
 * @units in the unit of the values.
 * @throws nothing; no values give NaN.
 * @source Hampel, F. R. (1974), The influence curve and its role in robust estimation, JASA 69.
 * @example
 * robustSpread([3, 7, 7, 19, 2.5, 0, 41, 8, 8.25, -3]) // => 6.30105
 */
export function robustSpread(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : MAD_TO_SD * medianAbsoluteDeviation([...values]);
}

/**
 * Robust z-score (稳健 z 分数): distance from the median in robust standard deviations.
 *
 * @when Ranking how unusual values are within their own group.
 * @whenNot When more than half of the values are equal: the scale is zero and the result infinite or NaN.
 * @minimumSample 3 values; 7 for a usable scale.
 * @units in robust standard deviations; NaN where the scale is zero and the value is the median.
 * @throws nothing; no values give NaN.
 * @source Iglewicz and Hoaglin (1993), How to detect and handle outliers, ASQC 16.
 * @example
 * robustZ(50, [4, 5, 6]) // => 30.3520842
 */
export function robustZ(value: number, reference: readonly number[]): number {
  if (reference.length === 0) return Number.NaN;
  return (value - median([...reference])) / robustSpread(reference);
}
