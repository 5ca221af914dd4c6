import { EPSILON, type Tails } from "./tails.ts";

/** A distribution on 0, 1, 2, ... as the quantile search needs it. */
export interface CountDistribution {
  readonly tails: (x: number) => Tails;
  readonly density: (x: number) => number;
  /** density(x + 1) / density(x). */
  readonly ratio: (x: number) => number;
}

/** Closer than this the search walks count by count instead of jumping. */
const WALK_WITHIN = 24;

/** Jumps on the logarithm of the smaller tail until the answer is a short walk away. */
function approach(p: number, start: number, law: CountDistribution): number {
  let x = Math.max(0, Math.floor(start));
  for (let i = 0; i < 100; i++) {
    const tails = law.tails(x);
    const density = law.density(x);
    const jump =
      p > 0.5
        ? (Math.log(tails.upper / (1 - p)) * tails.upper) / density
        : (Math.log(p / tails.lower) * tails.lower) / density;
    if (!Number.isFinite(jump) || Math.abs(jump) < WALK_WITHIN) return x;
    x = Math.max(0, Math.floor(x + jump));
  }
  return x;
}

/**
 * Smallest count whose lower tail reaches p (离散分布的分位数搜索).
 *
 * @when The quantile of any distribution on whole counts with a known density ratio.
 * @whenNot For a continuous distribution.
 * @minimumSample none: a mathematical function.
 * @units p is a probability, start a first guess; the result is a whole count.
 * @throws nothing.
 * @source Newton steps on the log tail, then the recurrence of the density; ties within 64 machine
 *   precisions count as reached, as in R.
 * @example
 * poissonQuantile(0.99, 4) // => 9
 */
export function smallestCount(p: number, start: number, law: CountDistribution): number {
  const wanted = p * (1 - 64 * EPSILON);
  let x = approach(p, start, law);
  let lower = law.tails(x).lower;
  let density = law.density(x);
  if (lower >= wanted) {
    while (x > 0 && lower - density >= wanted) {
      lower -= density;
      x -= 1;
      density /= law.ratio(x);
    }
    return x;
  }
  while (lower < wanted) {
    density *= law.ratio(x);
    x += 1;
    lower += density;
    if (density === 0) return x;
  }
  return x;
}
