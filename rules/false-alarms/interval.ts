import { negativeBinomialQuantile, poissonQuantile } from "../detectors/index.ts";

/** Probability of each tail: the interval holds 99 of 100 stretches. */
const TAIL = 0.005;

/**
 * Prediction interval for the count of a further stretch, from the counts of simulated ones.
 *
 * A negative binomial with their mean and variance; half an event is added to the sum (Jeffreys) and the error of the mean to the variance,
 * because a real stretch may hold more than any simulated one.
 */
export function predictionInterval(counts: readonly number[]): { low: number; high: number } {
  const { length } = counts;
  const sum = counts.reduce((total, count) => total + count, 0);
  const middle = (sum + 0.5) / length;
  const square =
    counts.reduce((total, count) => total + (count - sum / length) ** 2, 0) / Math.max(length - 1, 1);
  const variance = Math.max(square, middle) * (1 + 1 / length);
  const quantile = (p: number) =>
    variance > 1.001 * middle
      ? negativeBinomialQuantile(p, middle ** 2 / (variance - middle), middle / variance)
      : poissonQuantile(p, middle);
  return { low: quantile(TAIL), high: quantile(1 - TAIL) };
}
