import { binomialDensity } from "./saddle-point.ts";
import { EPSILON, fromLower, fromUpper, type Tails, TINY } from "./tails.ts";

const MOST_STEPS = 100_000;

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY);
  let h = d;
  for (let m = 1; m < MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || TINY);
    c = 1 + even / c || TINY;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || TINY);
    c = 1 + odd / c || TINY;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < EPSILON) break;
  }
  return h;
}

/**
 * Tails of the beta distribution (贝塔分布的上下尾概率): the regularised incomplete beta functions.
 *
 * The argument is given with its complement, so that neither loses digits near one.
 *
 * @when Tails of Student's t and of the negative binomial.
 * @whenNot For counts directly: use `negativeBinomialTails`.
 * @minimumSample none: a mathematical function.
 * @units x + y = 1, a > 0, b > 0; both results are probabilities.
 * @throws nothing; parameters that are not above 0 give NaN.
 * @source Press et al., Numerical Recipes (3rd ed., 2007), 6.4; leading factor after Loader (2000).
 * @example
 * betaTails(0.25, 0.75, 2, 3).lower // => 0.26171875
 */
export function betaTails(x: number, y: number, a: number, b: number): Tails {
  if (!(a > 0 && b > 0) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const lead = binomialDensity(a, a + b, x, y);
  if (x < (a + 1) / (a + b + 2)) return fromLower(((lead * b) / (a + b)) * continuedFraction(x, a, b));
  return fromUpper(((lead * a) / (a + b)) * continuedFraction(y, b, a));
}
