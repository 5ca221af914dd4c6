import { requireSetting } from "./window.ts";

/** Rates of the areas of one parent, pulled towards the parent's. */
export interface ShrunkRates {
  /** The parent's rate: all counts over all exposures. */
  readonly parent: number;
  /** Variance of the true rates between areas; zero when chance explains all differences. */
  readonly between: number;
  /** How much of its own rate each area keeps, 0 to 1. */
  readonly weight: readonly number[];
  readonly rate: readonly number[];
}

/**
 * Shrinkage of small-area rates towards the parent (小地区比率向上级收缩): empirical Bayes by moments.
 *
 * An area with few insured persons keeps little of its own jumpy rate, a large one nearly all.
 *
 * @when Comparing banners of very different size in one league.
 * @whenNot To decide on one area alone: the shrunk rate hides a true local event; use exact limits for that.
 * @minimumSample 3 areas, better 8, with at least one event in all.
 * @units counts in events, exposures in persons; rates in events per person.
 * @throws RangeError when lengths differ, an exposure is not above 0, or there is no area.
 * @source Marshall, R. J. (1991), Mapping disease and mortality rates using empirical Bayes estimators,
 *   Applied Statistics 40, 283-294.
 * @example
 * shrinkTowardsParent([10, 20, 90], [1000, 1000, 1000]).rate[2] // => 0.0884210526
 */
export function shrinkTowardsParent(counts: readonly number[], exposures: readonly number[]): ShrunkRates {
  requireSetting(counts.length > 0, "there must be at least one area");
  requireSetting(counts.length === exposures.length, "counts and exposures must be of one length");
  requireSetting(
    exposures.every((e) => e > 0),
    "every exposure must be above 0",
  );
  const all = exposures.reduce((a, b) => a + b, 0);
  const parent = counts.reduce((a, b) => a + b, 0) / all;
  const rates = counts.map((c, i) => c / exposures[i]!);
  const spread = rates.reduce((sum, r, i) => sum + exposures[i]! * (r - parent) ** 2, 0) / all;
  const between = Math.max(0, spread - parent / (all / counts.length));
  const weight = exposures.map((e) => (between === 0 ? 0 : between / (between + parent / e)));
  const rate = rates.map((r, i) => parent + weight[i]! * (r - parent));
  return { parent, between, weight, rate };
}
