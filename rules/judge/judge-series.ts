import { type PeriodKind, shiftPeriod } from "../calendar/periods.ts";
import type { Whole } from "../calendar/series-view.ts";
import type { Measure, SeriesRule } from "../definitions/define.ts";
import type { RuleSettings } from "../policy/policy.ts";
import { graver, lighter, rank, TIERS, type Tier, tierOfRank } from "../policy/tiers.ts";
import { limbOf, reach } from "./judge.ts";
import { completedTo, nowcastParts } from "./nowcast-parts.ts";
import { type Coverage, coverageOf, existing, matched, type Part, type PartSeries, sumsOf } from "./parts.ts";
import type { NowcastVerdict, Verdict } from "./verdict.ts";

/** Inputs of judging one series rule in one area and period. */
export interface SeriesInput {
  readonly rule: SeriesRule;
  readonly settings: RuleSettings;
  readonly area: string;
  readonly parts: readonly Part[];
  /** The parts of the whole region; by default those of the area itself. */
  readonly wholeParts?: readonly Part[];
  /** Not changed while it is judged: region-wide estimates are cached by it. */
  readonly series: PartSeries;
  /** The series of the whole region, where that is not `series`. */
  readonly wholeSeries?: PartSeries;
  readonly scale: number;
  readonly kind: PeriodKind;
  readonly period: string;
  readonly coverageFloor: number;
  /** Leave out the nowcast: a backtest uses only the reports that had arrived. */
  readonly observedOnly?: true;
}

/** The longest dwell of any tier, in periods. */
export const longestDwell = (settings: Pick<RuleSettings, "dwell">): number =>
  Math.max(
    1,
    ...Object.values(settings.dwell).map((wanted) => (typeof wanted === "number" ? wanted : wanted.of)),
  );

/**
 * Judge one series rule for one area and period.
 *
 * Below the coverage floor nothing is judged, with one exception: a lower bound of reported events that already
 * reaches a line in a single reporting area fires, because more reports could only raise it.
 */
export function judgeSeries(input: SeriesInput): Verdict {
  const coverage = coverageOf(input.parts, input.series, input.period);
  const measured = measureAt(input, input.period);
  const base = { area: input.area, rule: input.rule.id, kind: input.kind, period: input.period };
  const expected = nowcastVerdict(input, coverage);
  const parts = {
    partsIn: coverage.partsIn,
    partsExpected: coverage.partsExpected,
    ...(expected ? { nowcast: expected } : {}),
  };
  const silent = (reason: string, share: number, values = {}): Verdict => ({
    ...base,
    outcome: "not-judged",
    tier: null,
    steadyTier: null,
    reason,
    facts: { values, ...parts },
    coverage: share,
  });

  if (!("candidates" in measured.measure)) {
    const reason = coverage.share < input.coverageFloor ? shortage(coverage) : measured.measure.notJudged;
    return silent(reason, coverage.share);
  }
  const reached = reach(measured.measure, input.settings.lines);
  const tier = lighter(reached.tier, input.settings.cap ?? "I");
  const share = measured.coverage ?? coverage.share;
  if (share < input.coverageFloor) {
    const lowerBound = input.kind === "rolling-30-days" && input.parts.length === 1 && tier !== null;
    if (!lowerBound) return silent(shortage(coverage), share, reached.facts);
  }
  const steadyTier = steady(input, tier);
  const limb = limbOf(measured.measure, input.settings.lines, steadyTier ?? tier) ?? reached.limb;
  const { shown } = reached;
  const facts = { values: reached.facts, ...(limb ? { limb } : {}), ...(shown ? { shown } : {}), ...parts };
  return {
    ...base,
    outcome: tier ? "fired" : "quiet",
    tier,
    steadyTier,
    reason: null,
    facts,
    coverage: share,
  };
}

const shortage = (coverage: Coverage): string =>
  coverage.partsIn === 0 ? "no-report" : "coverage-below-floor";

/** The gravest tier that was reached in each of as many periods in a row as the policy asks for it. */
function steady(input: SeriesInput, tonight: Tier | null): Tier | null {
  const tiers: (Tier | null)[] = [tonight];
  const periods = longestDwell(input.settings);
  for (let back = 1; tiers.length < periods && back <= periods + 1; back++) {
    const { measure } = measureAt(input, shiftPeriod(input.period, input.kind, -back));
    if ("notJudged" in measure && measure.notJudged === "january-waits-for-february") continue;
    const tier = "candidates" in measure ? reach(measure, input.settings.lines).tier : null;
    tiers.push(lighter(tier, input.settings.cap ?? "I"));
  }
  const held = TIERS.filter((tier) =>
    tiers.slice(0, Number(input.settings.dwell[tier] ?? 1)).every((pastTier) => rank(pastTier) >= rank(tier)),
  );
  return tierOfRank(Math.max(0, ...held.map(rank)));
}

function measureAt(input: SeriesInput, period: string): { measure: Measure; coverage: number | null } {
  let coverage: number | null = null;
  const parameters = { ...input.rule.parameters, ...input.settings.parameters };
  const measure = input.rule.measure(
    {
      period,
      kind: input.kind,
      enough: input.coverageFloor,
      matched(periods) {
        const found = matched(input.parts, input.series, periods, input.scale);
        coverage = found?.coverage ?? null;
        return found;
      },
      sums: (periods) => sumsOf(input.parts, input.series, periods),
      whole: wholeOf(input.wholeParts ?? input.parts, input.wholeSeries ?? input.series),
    },
    parameters,
  );
  return { measure, coverage };
}

/** The tiers the rule would reach at the nowcast and at both ends of its interval; null where no report is late. */
function nowcastVerdict(input: SeriesInput, { partsIn, partsExpected }: Coverage): NowcastVerdict | null {
  if (input.observedOnly || !input.rule.nowcast || partsIn === 0 || partsIn === partsExpected) return null;
  const current = { ...input, parts: existing(input.parts, input.period) };
  const expected = nowcastParts(current);
  if (!expected) return null;
  const wholeParts = input.wholeParts ?? input.parts;
  const completed = (total: number): SeriesInput => ({
    ...current,
    wholeParts,
    wholeSeries: input.series,
    series: completedTo(total, current),
  });
  const tierAt = (total: number): Tier | null => {
    const { measure } = measureAt(completed(total), input.period);
    if (!("candidates" in measure)) return null;
    return lighter(reach(measure, input.settings.lines).tier, input.settings.cap ?? "I");
  };
  const { estimate, low, high } = expected;
  const tier = tierAt(estimate);
  const ends = [tier, ...[low, high].flatMap((end) => (end === null ? [] : [tierAt(end)]))];
  return { ...expected, tier, lightest: ends.reduce(lighter), gravest: ends.reduce(graver) };
}

const wholes = new WeakMap<PartSeries, WeakMap<readonly Part[], Whole>>();

/** One object for a series and its parts, so that rules can cache their estimates by it. */
function wholeOf(parts: readonly Part[], series: PartSeries): Whole {
  const known = wholes.get(series) ?? new WeakMap<readonly Part[], Whole>();
  wholes.set(series, known);
  const whole = known.get(parts) ?? { sums: (periods) => sumsOf(parts, series, periods) };
  known.set(parts, whole);
  return whole;
}
