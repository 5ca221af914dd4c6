import { EPSILON, fromLower, fromUpper, type Tails, TINY } from "./tails.ts";

const ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;

/** Sum of z^(2n+1) / (1 * 3 * 5 ... (2n+1)): the area from 0 to z over the density at z. */
function centralSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > EPSILON * 0.1 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum;
}

/** Mills' ratio (upper tail over density) by its continued fraction z + 1/(z + 2/(z + ...)). */
function millsRatio(z: number): number {
  let f = z;
  let c = z;
  let d = 0;
  for (let k = 1; k < 2000; k++) {
    d = 1 / Math.max(z + k * d, TINY);
    c = z + k / c;
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) < EPSILON) break;
  }
  return 1 / f;
}

/**
 * Tails of the standard normal distribution (标准正态分布的上下尾概率).
 *
 * Power series below 3 in size, continued fraction beyond, so that the small tail keeps all its digits
 * (the error-function approximation of simple-statistics keeps about seven).
 *
 * @when Turning a standardised distance into a probability; far tails included.
 * @whenNot With a standard deviation estimated from few values: use `studentTails`.
 * @minimumSample none: a mathematical function.
 * @units z in standard deviations; both results are probabilities.
 * @throws nothing; NaN gives NaN.
 * @source Abramowitz and Stegun (1964), 26.2.10 and 26.2.14.
 * @example
 * normalTails(6).upper // => 9.86587645037698e-10
 */
export function normalTails(z: number): Tails {
  if (Number.isNaN(z)) return { lower: Number.NaN, upper: Number.NaN };
  if (z === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (z === Number.NEGATIVE_INFINITY) return { lower: 0, upper: 1 };
  const density = ONE_OVER_SQRT_TWO_PI * Math.exp(-0.5 * z * z);
  if (Math.abs(z) < 3) {
    if (z === 0) return { lower: 0.5, upper: 0.5 };
    const area = density * centralSeries(z);
    return { lower: 0.5 + area, upper: 0.5 - area };
  }
  const tail = density * millsRatio(Math.abs(z));
  return z > 0 ? fromUpper(tail) : fromLower(tail);
}
