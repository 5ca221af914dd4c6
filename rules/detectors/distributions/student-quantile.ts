import { logGamma } from "./log-gamma.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { solveIncreasing } from "./solve-increasing.ts";
import { studentTwoSided } from "./student-tails.ts";

/**
 * Quantile of Student's t distribution (学生 t 分布的分位数).
 *
 * @when Limits whose standard deviation comes from a short history.
 * @whenNot For counts; for more than some 300 degrees the normal quantile is near enough.
 * @minimumSample degrees of freedom above 0.
 * @units p is a probability; the result is in estimated standard deviations.
 * @throws nothing; p outside 0..1 or degrees not above 0 give NaN.
 * @source Newton's method on the logarithm of the tail; density as in Abramowitz and Stegun (1964), 26.7.
 * @example
 * studentQuantile(0.975, 33) // => 2.03451529744934
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p >= 0 && p <= 1) || !(degrees > 0)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  const twoSided = 2 * Math.min(p, 1 - p);
  const logScale = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees * Math.PI);
  const logOfSize = solveIncreasing(
    (u) => {
      const t = Math.exp(u);
      const both = studentTwoSided(t, degrees);
      const density = Math.exp(logScale - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees));
      return [-Math.log(both / twoSided), (2 * density * t) / both];
    },
    -745,
    350,
    Math.log(Math.abs(normalQuantile(twoSided / 2)) + 1e-300),
  );
  return p < 0.5 ? -Math.exp(logOfSize) : Math.exp(logOfSize);
}
