import { poissonDensity } from "./saddle-point.ts";
import { EPSILON, fromLower, fromUpper, type Tails, TINY } from "./tails.ts";

const MOST_STEPS = 100_000;

function series(shape: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < MOST_STEPS; n++) {
    term *= x / (shape + n);
    sum += term;
    if (term < EPSILON * 0.1 * sum) break;
  }
  return sum;
}

function continuedFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < MOST_STEPS; i++) {
    const an = -i * (i - shape);
    b += 2;
    d = 1 / (an * d + b || TINY);
    c = b + an / c || TINY;
    const step = c * d;
    h *= step;
    if (Math.abs(step - 1) < EPSILON) break;
  }
  return h;
}

/**
 * Tails of the gamma distribution with rate one (伽马分布的上下尾概率): the incomplete gamma functions.
 *
 * @when Poisson and chi-squared tails; waiting times.
 * @whenNot For a quantile: use `gammaQuantile`.
 * @minimumSample none: a mathematical function.
 * @units shape > 0, x in units of the scale; both results are probabilities.
 * @throws nothing; a shape that is not above 0 gives NaN.
 * @source Press et al., Numerical Recipes (3rd ed., 2007), 6.2; leading factor after Loader (2000).
 * @example
 * gammaTails(3, 2.5).lower // => 0.693781081586722
 */
export function gammaTails(x: number, shape: number): Tails {
  if (!(shape > 0) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const lead = poissonDensity(shape, x);
  if (x < shape + 1) return fromLower(lead * series(shape, x));
  return fromUpper(lead * shape * continuedFraction(shape, x));
}

/**
 * Upper tail of the chi-squared distribution (卡方分布的上尾概率).
 *
 * @when The p-value of a goodness-of-fit or likelihood-ratio statistic.
 * @whenNot With expected counts below about five per cell.
 * @minimumSample degrees of freedom above 0.
 * @units x >= 0; the result is a probability.
 * @throws nothing.
 * @source Abramowitz and Stegun (1964), 26.4.19.
 * @example
 * chiSquaredUpperTail(9, 2) // => 0.0111089965382423
 */
export function chiSquaredUpperTail(x: number, degrees: number): number {
  return gammaTails(x / 2, degrees / 2).upper;
}
