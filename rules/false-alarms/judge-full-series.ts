import type { PeriodKind } from "../calendar/periods.ts";
import type { Matched, SeriesView, Whole } from "../calendar/series-view.ts";
import type { Measure, SeriesRule } from "../definitions/define.ts";
import { reach } from "../judge/judge.ts";
import { longestDwell } from "../judge/judge-series.ts";
import type { RuleSettings } from "../policy/policy.ts";
import { lighter, rank, TIERS, type Tier, tierOfRank } from "../policy/tiers.ts";
import type { AreaSums } from "./null-region.ts";

/** An area's figures when no report is missing. */
export interface FullSeries {
  readonly kind: PeriodKind;
  readonly scale: number;
  readonly index: ReadonlyMap<string, number>;
  readonly sums: AreaSums;
  /** One object for all areas of a drawn region. */
  readonly whole: Whole;
}

/** Sums period by period of an area whose reports are all in. */
export const fullSums = (
  { numerator, denominator }: AreaSums,
  index: ReadonlyMap<string, number>,
): Whole["sums"] => {
  return (periods) =>
    periods.map((period) => {
      const t = index.get(period);
      if (t === undefined) return { numerator: 0, denominator: 0, share: 0 };
      return { numerator: numerator[t]!, denominator: denominator ? denominator[t]! : 0, share: 1 };
    });
};

/** Outcome of a rule for one period: the tier a case would take, and the probability where the rule gives one. */
export interface PeriodOutcome {
  readonly judged: boolean;
  readonly tier: Tier | null;
  readonly probability: number | null;
}

/**
 * Outcomes of a rule in an area for consecutive periods when no report is missing, one for each period.
 *
 * The result is that of `judgeSeries` period by period, but each period is measured once: the dwell reuses earlier measures.
 */
export function judgeFull(
  rule: SeriesRule,
  settings: RuleSettings,
  series: FullSeries,
  periods: readonly string[],
): PeriodOutcome[] {
  const parameters = { ...rule.parameters, ...settings.parameters };
  const cap = settings.cap ?? "I";
  const reached: (Tier | null)[] = [];
  const longest = longestDwell(settings);
  return periods.map((period) => {
    const measure: Measure = rule.measure(viewOf(series, period), parameters);
    if (!("candidates" in measure)) {
      // A January that waits for February is skipped by the dwell.
      if (measure.notJudged !== "january-waits-for-february") reached.push(null);
      return { judged: false, tier: null, probability: null };
    }
    const found = reach(measure, settings.lines);
    reached.push(lighter(found.tier, cap));
    const lately = reached.slice(-longest).reverse();
    const held = TIERS.filter((tier) => {
      const wanted = Number(settings.dwell[tier] ?? 1);
      return (
        lately.length >= wanted && lately.slice(0, wanted).every((pastTier) => rank(pastTier) >= rank(tier))
      );
    });
    const { rarity } = found.facts;
    const probability = typeof rarity === "number" && rarity > 0 ? 1 / rarity : null;
    return { judged: true, tier: tierOfRank(Math.max(0, ...held.map(rank))), probability };
  });
}

function viewOf({ kind, scale, index, sums, whole }: FullSeries, period: string): SeriesView {
  const { numerator, denominator } = sums;
  return {
    period,
    kind,
    whole,
    enough: 0,
    sums: fullSums(sums, index),
    matched(periods): Matched | null {
      const found: { numerator: number; denominator: number; value: number }[] = [];
      for (const matchedPeriod of periods) {
        const t = index.get(matchedPeriod);
        if (t === undefined) return null;
        const [above, below] = [numerator[t]!, denominator ? denominator[t]! : 0];
        const value = denominator ? (below > 0 ? (above / below) * scale : Number.NaN) : above * scale;
        found.push({ numerator: above, denominator: below, value });
      }
      return { coverage: 1, sums: found };
    },
  };
}
