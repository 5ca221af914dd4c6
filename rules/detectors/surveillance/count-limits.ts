import { negativeBinomialQuantile, negativeBinomialTails } from "../distributions/negative-binomial.ts";
import { poissonQuantile, poissonTails } from "../distributions/poisson.ts";
import { requireSetting } from "./window.ts";

/** Exact limits of a count: an alarm is a count above `upper` or below `lower`. */
export interface CountLimits {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Exact Poisson limits (泊松精确控制限): the counts that chance alone passes with probability at most alpha.
 *
 * @when Small counts of unrelated events: at a mean of 4 the line mean + 3 sd (10) is reached six times too often.
 * @whenNot Counts that come in clusters (one closure, many persons): use `negativeBinomialLimits`.
 * @minimumSample the mean should rest on at least 50 counted events.
 * @units mean and limits in counts; alpha is the probability on each side.
 * @throws RangeError unless mean >= 0 and 0 < alpha < 0.5.
 * @source Johnson, Kemp and Kotz (2005), ch. 4; Marshall et al. (2004) on limits for rare events.
 * @example
 * poissonLimits(4, 0.001).upper // => 11
 */
export function poissonLimits(mean: number, alpha: number): CountLimits {
  requireSetting(mean >= 0, "mean must not be negative");
  requireSetting(alpha > 0 && alpha < 0.5, "alpha must be between 0 and 0.5");
  return { lower: poissonQuantile(alpha, mean), upper: poissonQuantile(1 - alpha, mean) };
}

/**
 * Exact negative-binomial limits (负二项精确控制限) for counts whose variance is `dispersion` times their mean.
 *
 * @when Small overdispersed counts, the usual case for claims, layoffs and closures.
 * @whenNot When the dispersion is a guess: 1.5 or 3 moves the line a lot.
 * @minimumSample 20 periods to estimate the dispersion.
 * @units mean and limits in counts; dispersion is variance over mean; alpha is the probability on each side.
 * @throws RangeError unless mean >= 0, dispersion >= 1 and 0 < alpha < 0.5.
 * @source Johnson, Kemp and Kotz (2005), ch. 5; the parametrisation of Noufaily et al. (2013).
 * @example
 * negativeBinomialLimits(12.7, 2.2, 0.005).upper // => 29
 */
export function negativeBinomialLimits(mean: number, dispersion: number, alpha: number): CountLimits {
  requireSetting(dispersion >= 1, "dispersion must be at least 1");
  if (dispersion === 1 || mean === 0) return poissonLimits(mean, alpha);
  requireSetting(mean >= 0, "mean must not be negative");
  requireSetting(alpha > 0 && alpha < 0.5, "alpha must be between 0 and 0.5");
  const size = mean / (dispersion - 1);
  return {
    lower: negativeBinomialQuantile(alpha, size, 1 / dispersion),
    upper: negativeBinomialQuantile(1 - alpha, size, 1 / dispersion),
  };
}

/**
 * Probability of a count at least this large (不小于该数的概率), Poisson or negative binomial.
 *
 * @when The p-value of one count; to rank areas by surprise.
 * @whenNot When many areas are looked at without allowing for their number.
 * @minimumSample as for the limits.
 * @units count and mean in events; dispersion is variance over mean (1: Poisson).
 * @throws RangeError unless mean >= 0 and dispersion >= 1.
 * @source Johnson, Kemp and Kotz (2005), ch. 4 and 5.
 * @example
 * probabilityAtLeast(11, 4) // => 0.00283976601
 */
export function probabilityAtLeast(count: number, mean: number, dispersion = 1): number {
  requireSetting(mean >= 0, "mean must not be negative");
  requireSetting(dispersion >= 1, "dispersion must be at least 1");
  if (dispersion === 1 || mean === 0) return poissonTails(count - 1, mean).upper;
  return negativeBinomialTails(count - 1, mean / (dispersion - 1), 1 / dispersion).upper;
}
