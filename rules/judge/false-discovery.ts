import type { Verdict } from "./verdict.ts";

/**
 * Which of many tests stand when at most a share of the alarms may be false (错误发现率, Benjamini-Hochberg).
 *
 * The largest k is sought whose k-th smallest probability is at most k/m of the share; the k smallest stand. Valid for
 * independent tests and for tests that depend on each other positively, as areas of one economy do.
 *
 * @see Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300
 * @example
 * benjaminiHochberg([0.01, 0.9, 0.02, 0.04], 0.05) // [true, false, true, false]
 */
export function benjaminiHochberg(probabilities: readonly number[], share: number): boolean[] {
  const sorted = [...probabilities].sort((a, b) => a - b);
  let line = Number.NEGATIVE_INFINITY;
  for (const [index, probability] of sorted.entries()) {
    if (probability <= (share * (index + 1)) / sorted.length) line = probability;
  }
  return probabilities.map((probability) => probability <= line);
}

/** The probability a verdict rests on, where its rule gives one (`rarity` is its inverse); null otherwise. */
export function probabilityOf({ outcome, facts }: Pick<Verdict, "outcome" | "facts">): number | null {
  const { rarity } = facts.values;
  return outcome !== "not-judged" && typeof rarity === "number" && rarity > 0 ? 1 / rarity : null;
}

/**
 * Apply a false discovery rate to the alarms of one night: for each rule that gives probabilities, over all the areas it judged. An
 * alarm that does not stand becomes quiet, and its facts say why.
 */
export function controlled(verdicts: readonly Verdict[], share: number | undefined): Verdict[] {
  if (share === undefined) return [...verdicts];
  const held = new Set<Verdict>();
  for (const rule of new Set(verdicts.map((verdict) => verdict.rule))) {
    const tests = verdicts.flatMap((verdict) => {
      const probability = verdict.rule === rule ? probabilityOf(verdict) : null;
      return probability === null ? [] : [{ verdict, probability }];
    });
    const stands = benjaminiHochberg(
      tests.map(({ probability }) => probability),
      share,
    );
    for (const [at, { verdict }] of tests.entries()) {
      if (!stands[at] && verdict.outcome === "fired") held.add(verdict);
    }
  }
  return verdicts.map((verdict) => (held.has(verdict) ? quieted(verdict, share) : verdict));
}

const quieted = (verdict: Verdict, share: number): Verdict => ({
  ...verdict,
  ...{ outcome: "quiet", tier: null, steadyTier: null },
  facts: { ...verdict.facts, values: { ...verdict.facts.values, falseDiscoveryRate: share } },
});
