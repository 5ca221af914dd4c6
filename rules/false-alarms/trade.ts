import { median } from "simple-statistics";
import { JudgedAreas } from "../backtest/backtest.ts";
import type { KnownEvent } from "../backtest/known-event.ts";
import type { Past } from "../backtest/past.ts";
import { detections, scoreWarnings } from "../backtest/score.ts";
import { judgeDays, onlyRule } from "../backtest/through.ts";
import { warningsOf } from "../backtest/warnings.ts";
import { ruleById } from "../definitions/index.ts";
import { stream } from "../detectors/random.ts";
import type { Bound, Limb, Lines } from "../policy/lines.ts";
import type { Policy } from "../policy/policy.ts";
import { TIERS, type Tier } from "../policy/tiers.ts";
import { drawRegion } from "./drawn-region.ts";
import type { NullRegion } from "./null-region.ts";
import { drawShocks } from "./standard-shocks.ts";

/** By how much lines are moved: 1.1 is a tenth harder to reach. */
export const MOVES = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5] as const;

/** What one rule's lines are worth at one level and tier when they are moved by a factor (预警线权衡). */
export interface TradePoint {
  readonly rule: string;
  readonly level: string;
  readonly tier: Tier;
  readonly factor: number;
  /** Standard shocks that the rule should find at this tier or above, and those it found in time. */
  readonly shocks: number;
  readonly found: number;
  /** In days, of those found. */
  readonly medianDelay: number | null;
  readonly trueWarnings: number;
  readonly falseWarnings: number;
  readonly areaYears: number;
}

/** Settings of a trade: region-years to simulate. */
export interface TradeRequest {
  readonly regionYears: number;
  readonly seed: number;
}

/** Years of one drawn region, and of the stretches whose uncertainty is drawn together. */
const [YEARS, STRETCH_YEARS] = [12, 3];

/** The region-years that are simulated where so many are asked for: whole regions. */
export const simulatedYears = (regionYears: number): number => Math.ceil(regionYears / YEARS) * YEARS;

/** Quantities that say from what size on a line counts at all; they stay where they are. */
const SIZES = new Set(["ungated", "count", "seekers", "before", "reports", "staff", "firms", "places"]);

/** Lines moved by a factor: bounds that ask for more are multiplied, those that ask for less divided. */
export function movedLines(lines: Lines, factor: number): Lines {
  const bound = (value: Bound): Bound => {
    if (typeof value === "number") return value * factor;
    return "above" in value ? { above: value.above * factor } : { below: value.below / factor };
  };
  const limb = (conditions: Limb): Limb => {
    const names = Object.keys(conditions);
    const isSize = (name: string) => SIZES.has(name) && names.some((other) => !SIZES.has(other));
    return Object.fromEntries(
      Object.entries(conditions).map(([name, value]) => [name, isSize(name) ? value : bound(value)]),
    );
  };
  return Object.fromEntries(Object.entries(lines).map(([tier, limbs]) => [tier, limbs!.map(limb)]));
}

/** A policy of one rule with its lines moved. */
function withMoved(policy: Policy, rule: string, factor: number): Policy {
  const settings = policy.rules[rule]!;
  const levels = Object.fromEntries(
    Object.entries(settings.levels).map(([level, here]) => [
      level,
      { ...here, ...movedBounds(here ?? {}, factor) },
    ]),
  );
  const moved = { ...settings, ...movedBounds(settings, factor), levels };
  return onlyRule({ ...policy, rules: { ...policy.rules, [rule]: moved as Policy["rules"][string] } }, rule);
}

/** The lines of a rule and the bounds under which they are left, moved together: else a line could lie beyond its exit. */
const movedBounds = (
  { lines, exit }: { lines?: Lines | undefined; exit?: Lines | undefined },
  factor: number,
) => ({
  ...(lines ? { lines: movedLines(lines, factor) } : {}),
  ...(exit ? { exit: movedLines(exit, factor) } : {}),
});

/**
 * Predictive value, sensitivity and delay of every rule alone as its lines move, from a simulated region in which standard shocks happen.
 *
 * Every place has its size and noise; all lines judge the same drawn years, so that they differ by the lines alone. A warning counts as true
 * where a shock explains it. One point for each rule, level, tier and factor.
 */
export function tradeOf(
  nullRegion: NullRegion,
  owed: Past["owed"],
  policy: Policy,
  { regionYears, seed }: TradeRequest,
): TradePoint[] {
  const rules = Object.keys(policy.rules).filter((id) => ruleById(id)?.kind !== "combined");
  const variants = rules.flatMap((rule) =>
    MOVES.map((factor) => ({ rule, factor, policy: withMoved(policy, rule, factor) })),
  );
  const { uniform } = stream(seed, "trade");
  const points = new Map<string, TradePoint & { readonly delays: number[] }>();
  for (let region = 0; region < simulatedYears(regionYears) / YEARS; region++) {
    const shocks: KnownEvent[] = [];
    const span = { years: YEARS, stretchYears: STRETCH_YEARS };
    const { view, stretch } = drawRegion(nullRegion, owed, [policy], span, uniform, (drawn) => {
      const { happening, events } = drawShocks(nullRegion, drawn, YEARS, uniform);
      shocks.push(...events);
      return happening;
    });
    const judged = variants.map(() => new JudgedAreas());
    const policies = variants.map((variant) => variant.policy);
    const changes = judgeDays(view, view.days(), policies, stretch, (at, moment) => judged[at]!.take(moment));
    for (const [at, { rule, factor }] of variants.entries()) {
      const cause = ruleById(rule)!.cause;
      const known = { events: shocks.filter(({ causes }) => causes.includes(cause)), quiet: [] };
      const byLevel = judged[at]!.byLevel(nullRegion.areas).get(null) ?? new Map();
      const request = { areas: nullRegion.areas, known, stretch, judged: byLevel };
      const warnings = warningsOf(changes[at]!, nullRegion.areas);
      for (const row of scoreWarnings(warnings, request)) {
        const key = `${rule} ${row.level} ${row.tier} ${factor}`;
        const delays = detections(warnings, request, row.level, row.tier).flatMap(({ delay }) => delay ?? []);
        points.set(key, added(points.get(key), { rule, factor, delays }, row));
      }
    }
  }
  return [...points.values()].map(({ delays, ...point }) => ({
    ...point,
    medianDelay: delays.length > 0 ? median(delays) : null,
  }));
}

type Row = ReturnType<typeof scoreWarnings>[number];

function added(
  before: (TradePoint & { readonly delays: number[] }) | undefined,
  { delays, ...of }: { readonly rule: string; readonly factor: number; readonly delays: readonly number[] },
  { level, tier, events, found, trueWarnings, falseWarnings, areaYears }: Row,
): TradePoint & { readonly delays: number[] } {
  const sum = (name: "shocks" | "found" | "trueWarnings" | "falseWarnings" | "areaYears", more: number) =>
    (before?.[name] ?? 0) + more;
  return {
    ...of,
    ...{ level, tier, medianDelay: null },
    shocks: sum("shocks", events),
    found: sum("found", found),
    trueWarnings: sum("trueWarnings", trueWarnings),
    falseWarnings: sum("falseWarnings", falseWarnings),
    areaYears: sum("areaYears", areaYears),
    delays: [...(before?.delays ?? []), ...delays],
  };
}

/** The points of one rule, level and tier, by factor; tiers that the rule's lines never give are left out. */
export const tradeRows = (points: readonly TradePoint[], policy: Policy): TradePoint[][] => {
  const keys = [...new Set(points.map(({ rule, level }) => `${rule} ${level}`))];
  return keys.flatMap((key) =>
    TIERS.flatMap((tier) => {
      const row = points.filter((point) => `${point.rule} ${point.level}` === key && point.tier === tier);
      const settings = policy.rules[row[0]?.rule ?? ""];
      const here = settings?.levels[row[0]?.level as "banner" | "league" | "region"];
      const lines = here?.lines ?? settings?.lines ?? {};
      return tier in lines && row.length > 0 ? [row.sort((a, b) => a.factor - b.factor)] : [];
    }),
  );
};
