import { gammaTails } from "./gamma-tails.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { poissonDensity } from "./saddle-point.ts";
import { smallestCount } from "./smallest-count.ts";
import type { Tails } from "./tails.ts";

/**
 * Tails of the Poisson distribution (泊松分布的上下尾概率): P(X <= count) and P(X > count).
 *
 * @when Small counts of unrelated events, such as layoff reports in one banner.
 * @whenNot When the variance exceeds the mean: use `negativeBinomialTails`.
 * @minimumSample none: the mean is given.
 * @units count and mean in events; both results are probabilities, correct also when tiny.
 * @throws nothing; a negative mean gives NaN.
 * @source Johnson, Kemp and Kotz, Univariate Discrete Distributions (3rd ed., 2005), ch. 4.
 * @example
 * poissonTails(10, 4).upper // => 0.00283976601
 */
export function poissonTails(count: number, mean: number): Tails {
  if (!(mean >= 0) || Number.isNaN(count)) return { lower: Number.NaN, upper: Number.NaN };
  if (count < 0) return { lower: 0, upper: 1 };
  if (mean === 0) return { lower: 1, upper: 0 };
  const { lower, upper } = gammaTails(mean, Math.floor(count + 1e-7) + 1);
  return { lower: upper, upper: lower };
}

/**
 * Quantile of the Poisson distribution (泊松分布的分位数).
 *
 * @when An exact upper limit for small counts.
 * @whenNot When the variance exceeds the mean: use `negativeBinomialQuantile`.
 * @minimumSample none: the mean is given.
 * @units p is a probability, mean in events; the result is a whole count.
 * @throws nothing; impossible arguments give NaN.
 * @source Johnson, Kemp and Kotz (2005), ch. 4; start by Cornish and Fisher (1938).
 * @example
 * poissonQuantile(0.999, 7.5) // => 17
 */
export function poissonQuantile(p: number, mean: number): number {
  if (!(p >= 0 && p <= 1) || !(mean >= 0)) return Number.NaN;
  if (p === 0 || mean === 0) return 0;
  if (p === 1 || mean === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const sd = Math.sqrt(mean);
  const z = normalQuantile(p);
  return smallestCount(p, mean + sd * (z + (z * z - 1) / (6 * sd)), {
    tails: (x) => poissonTails(x, mean),
    density: (x) => poissonDensity(x, mean),
    ratio: (x) => mean / (x + 1),
  });
}
