/** Which way a series moved is worse. */
export type WorseWhen = "higher" | "lower";

/** A diffusion index and how much it rests on. */
export interface DiffusionResult {
  /** Share of series that got worse, 0 to 100; an unchanged one counts half. NaN below the coverage. */
  readonly index: number;
  /** Share of the weight that was present. */
  readonly coverage: number;
}

/**
 * Diffusion index (扩散指数): how widespread a worsening is, whatever its size.
 *
 * @when Telling a broad downturn from one big closure: 50 is neutral, above 50 more areas worsen than improve.
 * @whenNot With fewer than about ten series, or when one area is most of the economy.
 * @minimumSample 2 series present.
 * @units any, each series compared with itself; the index in percent.
 * @throws RangeError when lengths differ, or a weight is negative.
 * @source Broida, A. L. (1955), Diffusion indexes, American Statistician 9(3), 7-16.
 * @example
 * diffusionIndex([5, 4, 3, 7], [4, 4, 4, 4], { worseWhen: "higher" }).index // => 62.5
 */
export function diffusionIndex(
  current: readonly number[],
  before: readonly number[],
  settings: {
    readonly worseWhen: WorseWhen | readonly WorseWhen[];
    readonly weights?: readonly number[];
    readonly leastCoverage?: number;
  },
): DiffusionResult {
  const { worseWhen, weights = current.map(() => 1), leastCoverage = 0.7 } = settings;
  if (current.length !== before.length || weights.length !== current.length) {
    throw new RangeError("current, before and weights must be of one length");
  }
  if (weights.some((w) => !(w >= 0))) throw new RangeError("a weight must not be negative");
  let present = 0;
  let worse = 0;
  current.forEach((now, i) => {
    const change = now - before[i]!;
    if (Number.isNaN(change)) return;
    const way = (typeof worseWhen === "string" ? worseWhen : worseWhen[i]) === "lower" ? -change : change;
    present += weights[i]!;
    worse += weights[i]! * (way > 0 ? 1 : way === 0 ? 0.5 : 0);
  });
  const coverage = present / weights.reduce((a, b) => a + b, 0);
  return { index: coverage >= leastCoverage ? (100 * worse) / present : Number.NaN, coverage };
}
