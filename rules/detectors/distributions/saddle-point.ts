const HALF_LOG_TWO_PI = 0.9189385332046727;
/** Above this the asymptotic series is exact to the last digit. */
const SERIES_FROM = 16;

/**
 * Stirling error (斯特林公式余项): log n! minus Stirling's approximation, for real n > 0.
 *
 * The part of log n! that must be kept apart so that a density at a large mean loses no digits.
 *
 * @when Densities and tails at means in the thousands, where log-gamma differences cancel.
 * @whenNot For log n! itself: use `logGamma(n + 1)`.
 * @minimumSample none: a mathematical function.
 * @units n is a real number above 0; the result is dimensionless, absolute error about 1e-16.
 * @throws nothing; n <= 0 gives NaN or Infinity.
 * @source Loader, C. (2000), Fast and accurate computation of binomial probabilities.
 * @example
 * stirlingError(5) // => 0.01664469118982119
 */
export function stirlingError(n: number): number {
  let correction = 0;
  let m = n;
  while (m < SERIES_FROM) {
    correction += (m + 0.5) * Math.log1p(1 / m) - 1;
    m += 1;
  }
  const i = 1 / (m * m);
  const series =
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - (691 / 360360) * i) * i) * i) * i) * i) / m;
  return correction + series;
}

/**
 * Deviance part (偏差分量): x log(x / m) + m - x, without cancellation when x is near m.
 *
 * @when As the exponent of Poisson and binomial densities (twice this is the Poisson deviance).
 * @whenNot When x or m may be negative.
 * @minimumSample none: a mathematical function.
 * @units x >= 0 and m > 0 in the same unit; the result is dimensionless and never negative.
 * @throws nothing.
 * @source Loader, C. (2000), Fast and accurate computation of binomial probabilities.
 * @example
 * deviancePart(12, 10) // => 0.18785868152745553
 */
export function deviancePart(x: number, m: number): number {
  if (x === 0) return m;
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}

/**
 * Poisson density at a real argument (泊松密度,实数自变量): mean^x e^-mean / Gamma(x + 1).
 *
 * @when Also as the leading factor of the incomplete gamma function, hence real x.
 * @whenNot For tails: use `poissonTails`.
 * @minimumSample none: a mathematical function.
 * @units x >= 0, mean >= 0; the result is a probability.
 * @throws nothing.
 * @source Loader, C. (2000), Fast and accurate computation of binomial probabilities.
 * @example
 * poissonDensity(3, 2.5) // => 0.21376301724973645
 */
export function poissonDensity(x: number, mean: number): number {
  if (x < 0) return 0;
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - deviancePart(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/**
 * Binomial density at real arguments (二项密度,实数自变量), success p, failure q = 1 - p given apart.
 *
 * @when Also as the leading factor of the incomplete beta function, hence real x and n.
 * @whenNot For tails: use `betaTails`.
 * @minimumSample none: a mathematical function.
 * @units 0 <= x <= n; p + q = 1; the result is a probability.
 * @throws nothing.
 * @source Loader, C. (2000), Fast and accurate computation of binomial probabilities.
 * @example
 * binomialDensity(2, 5, 0.25, 0.75) // => 0.263671875
 */
export function binomialDensity(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * Math.log1p(-p));
  if (x === n) return Math.exp(n * Math.log1p(-q));
  const rest = n - x;
  const exponent =
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(rest) -
    deviancePart(x, n * p) -
    deviancePart(rest, n * q);
  return Math.exp(exponent - HALF_LOG_TWO_PI - 0.5 * (Math.log(x) + Math.log1p(-x / n)));
}
