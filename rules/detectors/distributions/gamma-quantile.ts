import { gammaTails } from "./gamma-tails.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { poissonDensity } from "./saddle-point.ts";
import { solveIncreasing } from "./solve-increasing.ts";

/**
 * Quantile of the gamma distribution with rate one (伽马分布的分位数).
 *
 * @when Exact Poisson confidence limits (half a chi-squared quantile).
 * @whenNot For whole counts: use `poissonQuantile`.
 * @minimumSample none: a mathematical function.
 * @units p is a probability, shape > 0; the result is in units of the scale.
 * @throws nothing; p outside 0..1 gives NaN.
 * @source Wilson and Hilferty (1931) for the start, Newton's method on the logarithm of the smaller tail.
 * @example
 * gammaQuantile(0.95, 2.5) // => 5.53524884675818
 */
export function gammaQuantile(p: number, shape: number): number {
  if (!(p >= 0 && p <= 1) || !(shape > 0)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const cube = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  const byPower = (Math.log(p) + Math.log(shape) + shape * Math.log(shape + 1)) / shape - Math.log(shape + 1);
  const start = cube > 0.2 ? Math.log(shape * cube ** 3) : byPower;
  const logOfX = solveIncreasing(
    (u) => {
      const x = Math.exp(u);
      const tails = gammaTails(x, shape);
      const rise = poissonDensity(shape, x) * shape;
      return p <= 0.5
        ? [Math.log(tails.lower / p), rise / tails.lower]
        : [-Math.log(tails.upper / (1 - p)), rise / tails.upper];
    },
    -745,
    Math.log(shape + 1) + 10,
    start,
  );
  return Math.exp(logOfX);
}
