import type { Matched, Measure, SeriesRule, SeriesView } from "../define.ts";
import { reach } from "../judge.ts";
import { longestDwell } from "../judge-series.ts";
import type { PeriodKind } from "../periods.ts";
import type { RuleSettings } from "../policy.ts";
import { lighter, rank, TIERS, type Tier, tierOfRank } from "../tiers.ts";
import type { AreaSums } from "./calm.ts";

/** An area's figures, all of them in: what a rule sees when no report is missing. */
export interface FullSeries {
  readonly kind: PeriodKind;
  readonly scale: number;
  readonly index: ReadonlyMap<string, number>;
  readonly sums: AreaSums;
}

/**
 * What a rule says of an area for a run of periods in which every report is in: the tier a case would take, by period.
 *
 * The same as `judgeSeries` period by period, each measured once: the dwell looks at what was already measured.
 */
export function judgeFull(
  rule: SeriesRule,
  settings: RuleSettings,
  series: FullSeries,
  periods: readonly string[],
): { judged: boolean; tier: Tier | null }[] {
  const parameters = { ...rule.parameters, ...settings.parameters };
  const cap = settings.cap ?? "I";
  const reached: (Tier | null)[] = [];
  const longest = longestDwell(settings);
  return periods.map((period) => {
    const measure: Measure = rule.measure(viewOf(series, period), parameters);
    if (!("candidates" in measure)) {
      // A January that waits for February takes no place in a row of periods.
      if (measure.notJudged !== "january-waits-for-february") reached.push(null);
      return { judged: false, tier: null };
    }
    reached.push(lighter(reach(measure, settings.lines).tier, cap));
    const lately = reached.slice(-longest).reverse();
    const held = TIERS.filter((tier) => {
      const wanted = settings.dwell[tier] ?? 1;
      return lately.length >= wanted && lately.slice(0, wanted).every((own) => rank(own) >= rank(tier));
    });
    return { judged: true, tier: tierOfRank(Math.max(0, ...held.map(rank))) };
  });
}

function viewOf({ kind, scale, index, sums }: FullSeries, period: string): SeriesView {
  const { numerator, denominator } = sums;
  return {
    period,
    kind,
    matched(periods): Matched | null {
      const found: { numerator: number; denominator: number; value: number }[] = [];
      for (const own of periods) {
        const t = index.get(own);
        if (t === undefined) return null;
        const [above, below] = [numerator[t]!, denominator ? denominator[t]! : 0];
        const value = denominator ? (below > 0 ? (above / below) * scale : Number.NaN) : above * scale;
        found.push({ numerator: above, denominator: below, value });
      }
      return { coverage: 1, sums: found };
    },
  };
}
