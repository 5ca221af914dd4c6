import { betaTails } from "./beta-tails.ts";
import type { Tails } from "./tails.ts";

/**
 * Probability that Student's t is further from zero than this (学生 t 分布的双侧概率).
 *
 * @when The p-value of a regression coefficient, such as a trend.
 * @whenNot For known standard deviations: use `normalTails`.
 * @minimumSample degrees of freedom above 0, that is one value more than fitted coefficients.
 * @units t is dimensionless; the result is a probability, correct also when tiny.
 * @throws nothing; degrees not above 0 give NaN.
 * @source Abramowitz and Stegun (1964), 26.7.1.
 * @example
 * studentTwoSided(2.5, 33) // => 0.0175667744
 */
export function studentTwoSided(t: number, degrees: number): number {
  if (!(degrees > 0) || Number.isNaN(t)) return Number.NaN;
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return betaTails(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5).lower;
}

/**
 * Tails of Student's t distribution (学生 t 分布的上下尾概率).
 *
 * @when A distance measured in a standard deviation that was itself estimated from few values.
 * @whenNot For counts.
 * @minimumSample degrees of freedom above 0.
 * @units t is dimensionless; both results are probabilities.
 * @throws nothing; degrees not above 0 give NaN.
 * @source Abramowitz and Stegun (1964), 26.7.1.
 * @example
 * studentTails(3 / Math.sqrt(8 / 7), 6).upper // => 0.0154543517
 */
export function studentTails(t: number, degrees: number): Tails {
  const half = studentTwoSided(t, degrees) / 2;
  return t > 0 ? { lower: 1 - half, upper: half } : { lower: half, upper: 1 - half };
}
