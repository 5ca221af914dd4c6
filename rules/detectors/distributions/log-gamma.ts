import { stirlingError } from "./saddle-point.ts";

const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * Natural logarithm of the gamma function (伽马函数的对数).
 *
 * Stirling's formula with its error kept apart: within 1e-15 of the true value, zero at 1 and 2.
 *
 * @when Normalising constants of densities.
 * @whenNot For ratios of large gammas: their difference cancels; use `poissonDensity` or `binomialDensity`.
 * @minimumSample none: a mathematical function.
 * @units x is a real number above 0.
 * @throws nothing; x <= 0 gives Infinity.
 * @source Abramowitz and Stegun (1964), 6.1.41; Loader (2000).
 * @example
 * logGamma(2.5) // => 0.284682870472919
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return x <= 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x === 1 || x === 2) return 0;
  return stirlingError(x) + (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI;
}
