import { betaTails } from "./beta-tails.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { binomialDensity } from "./saddle-point.ts";
import { smallestCount } from "./smallest-count.ts";
import type { Tails } from "./tails.ts";

/**
 * Density of the negative binomial distribution with real size (负二项分布的概率).
 *
 * @when Counts whose variance exceeds their mean.
 * @whenNot For tails: use `negativeBinomialTails`.
 * @minimumSample none: the parameters are given.
 * @units count in events; size > 0 real; prob = 1 / (variance over mean); mean = size (1 - prob) / prob.
 * @throws nothing.
 * @source Johnson, Kemp and Kotz (2005), ch. 5; leading factor after Loader (2000).
 * @example
 * negativeBinomialDensity(3, 6.4, 2 / 3) // => 0.183312427
 */
export function negativeBinomialDensity(count: number, size: number, prob: number): number {
  return (size / (size + count)) * binomialDensity(size, size + count, prob, 1 - prob);
}

/**
 * Tails of the negative binomial distribution with real size (负二项分布的上下尾概率).
 *
 * @when Small counts whose variance exceeds their mean, the usual case for claims and layoffs.
 * @whenNot With variance at or below the mean: use `poissonTails`.
 * @minimumSample none: the parameters are given.
 * @units count in events; size > 0 real; prob = 1 / (variance over mean); results are probabilities.
 * @throws nothing; impossible parameters give NaN.
 * @source Johnson, Kemp and Kotz (2005), 5.6 (through the incomplete beta function).
 * @example
 * negativeBinomialTails(12, 6.4, 2 / 3).upper // => 0.00118451463048816
 */
export function negativeBinomialTails(count: number, size: number, prob: number): Tails {
  if (!(size > 0) || !(prob > 0 && prob <= 1) || Number.isNaN(count)) {
    return { lower: Number.NaN, upper: Number.NaN };
  }
  if (count < 0) return { lower: 0, upper: 1 };
  return betaTails(prob, 1 - prob, size, Math.floor(count + 1e-7) + 1);
}

/**
 * Quantile of the negative binomial distribution with real size (负二项分布的分位数).
 *
 * @when An exact upper limit for overdispersed counts.
 * @whenNot With variance at or below the mean: use `poissonQuantile`.
 * @minimumSample none: the parameters are given.
 * @units p is a probability; size > 0 real; prob = 1 / (variance over mean); the result is a whole count.
 * @throws nothing; impossible arguments give NaN.
 * @source Johnson, Kemp and Kotz (2005), ch. 5; start by Cornish and Fisher (1938).
 * @example
 * negativeBinomialQuantile(0.995, 12.7 / 1.2, 1 / 2.2) // => 29
 */
export function negativeBinomialQuantile(p: number, size: number, prob: number): number {
  if (!(p >= 0 && p <= 1) || !(size > 0) || !(prob > 0 && prob <= 1)) return Number.NaN;
  if (p === 0 || prob === 1) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const mean = (size * (1 - prob)) / prob;
  const sd = Math.sqrt(mean / prob);
  const skew = (2 - prob) / Math.sqrt(size * (1 - prob));
  const z = normalQuantile(p);
  return smallestCount(p, mean + sd * (z + (skew * (z * z - 1)) / 6), {
    tails: (x) => negativeBinomialTails(x, size, prob),
    density: (x) => negativeBinomialDensity(x, size, prob),
    ratio: (x) => ((1 - prob) * (x + size)) / (x + 1),
  });
}
