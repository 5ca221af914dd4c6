import { quantileSorted } from "simple-statistics";
import type { RuleScore } from "../../rules/backtest/backtest.ts";
import { stream } from "../../rules/detectors/random.ts";
import type { Tier } from "../../rules/policy/tiers.ts";

/** True and false warnings, and shocks found. */
interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly found: number;
  readonly events: number;
}

const NONE: Counts = { right: 0, wrong: 0, found: 0, events: 0 };

/** The counts of one seed by rule (`all rules`), level and tier. */
function countsOf(scores: readonly RuleScore[]): Map<string, Counts> {
  const found = new Map<string, Counts>();
  for (const { rule, rows } of scores)
    for (const row of rows)
      found.set(`${(rule ?? "all rules").padEnd(20)} ${row.level.padEnd(6)} ${row.tier.padEnd(3)}`, {
        ...{ right: row.trueWarnings, wrong: row.falseWarnings, found: row.found, events: row.events },
      });
  return found;
}

const plus = (a: Counts, b: Counts): Counts => ({
  ...{ right: a.right + b.right, wrong: a.wrong + b.wrong },
  ...{ found: a.found + b.found, events: a.events + b.events },
});

/** The warnings of all levels at a tier or above, as cases of all rules together. */
const atTier = (scores: readonly RuleScore[], tier: Tier): Counts =>
  scores
    .filter(({ rule }) => rule === null)
    .flatMap(({ rows }) => rows.filter((row) => row.tier === tier))
    .map((row) => ({
      right: row.trueWarnings,
      wrong: row.falseWarnings,
      found: row.found,
      events: row.events,
    }))
    .reduce(plus, NONE);

const predictiveOf = ({ right, wrong }: Counts): number => (100 * right) / Math.max(right + wrong, 1);

/** Draws of the bootstrap over seeds. */
const DRAWS = 2000;

/** Predictive value at a tier or above over all levels, with the lower bound of its 90 % interval over the seeds (bootstrap). */
export function predictiveValueAt(seeds: readonly (readonly RuleScore[])[], tier: Tier) {
  const counts = seeds.map((scores) => atTier(scores, tier));
  const { uniform } = stream(1, "predictive value", tier);
  const draws = Array.from({ length: DRAWS }, () =>
    predictiveOf(counts.map(() => counts[Math.floor(uniform() * counts.length)]!).reduce(plus, NONE)),
  ).sort((a, b) => a - b);
  return { value: predictiveOf(counts.reduce(plus, NONE)), low: quantileSorted(draws, 0.05) };
}

/** By rule, level and tier: predictive value and shocks found, before and after; lines without a warning in either are left out. */
export function comparedLines(
  before: readonly (readonly RuleScore[])[],
  after: readonly (readonly RuleScore[])[],
): string[] {
  const sum = (seeds: readonly (readonly RuleScore[])[]) => {
    const total = new Map<string, Counts>();
    for (const scores of seeds)
      for (const [key, counts] of countsOf(scores)) total.set(key, plus(total.get(key) ?? NONE, counts));
    return total;
  };
  const [old, now] = [sum(before), sum(after)];
  const cell = (counts: Counts | undefined) =>
    counts
      ? `${`${counts.right}+${counts.wrong}`.padStart(11)} ${`${predictiveOf(counts).toFixed(0)}%`.padStart(5)} ${counts.events > 0 ? `${counts.found}/${counts.events}` : "-"}`
      : "          -";
  return [...now].flatMap(([key, counts]) => {
    const earlier = old.get(key);
    return counts.right + counts.wrong + (earlier ? earlier.right + earlier.wrong : 0) > 0
      ? [`${key} before ${cell(earlier).padEnd(28)} after ${cell(counts)}`]
      : [];
  });
}
