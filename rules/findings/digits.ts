import { betaTails } from "../detectors/distributions/beta-tails.ts";
import { chiSquaredUpperTail } from "../detectors/distributions/gamma-tails.ts";

/**
 * Probability of at least this many successes among the trials, each with the given probability (二项分布上尾概率).
 *
 * @source P(X >= k) is the regularised incomplete beta function I_p(k, n − k + 1) (Abramowitz and Stegun, 26.5.24).
 * @example
 * atLeast(8, 8, 0.5) // => 0.00390625
 */
export function atLeast(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  return betaTails(probability, 1 - probability, successes, trials - successes + 1).lower;
}

/**
 * Probability of last digits at least this uneven when all ten are equally likely (末位数字均匀性的卡方检验).
 *
 * @minimumSample fifty figures: five expected for each digit.
 * @source Pearson (1900); last digits in election and audit data, Beber and Scacco (2012), Political Analysis 20.
 * @example
 * evenDigits([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]) // => 1
 */
export function evenDigits(counts: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const expected = all / 10;
  const distance = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return chiSquaredUpperTail(distance, 9);
}
