import { negativeBinomialQuantile, poissonQuantile } from "../detectors/index.ts";

/** Of a hundred stretches, the interval holds 99. */
const TAIL = 0.005;

/**
 * Between which numbers the count of a further stretch lies, by the counts of simulated ones.
 *
 * A negative binomial of their mean and variance, the mean taken half an event higher (Jeffreys) and its own error added: what no
 * simulated stretch had may still happen in a real one.
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
