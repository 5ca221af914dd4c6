import { addDays } from "../calendar/periods.ts";
import type { LifePolicy } from "../cases/decide.ts";
import { graver, rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { Point } from "./past.ts";

/** One case of a backtest: opened, raised, lifted. */
export interface Warning {
  readonly area: string;
  readonly level: string;
  readonly cause: string;
  readonly opened: string;
  /** Its opening and every rise: the day, the tier reached and the rule that reached it. */
  readonly steps: readonly Step[];
  /** Null when it is still open at the end. */
  readonly lifted: string | null;
}

/** One rise of a case. */
export interface Step {
  readonly date: string;
  readonly tier: Tier;
  /** The tier it rose from; null when the case opened. */
  readonly before: Tier | null;
  readonly rule: string;
  readonly period: string;
}

/** The gravest tier a warning reached. */
export const peakOf = ({ steps }: Warning): Tier =>
  steps.reduce<Tier | null>((tier, step) => graver(tier, step.tier), null)!;

/** The steps at which a warning reached a tier or a graver one from below; a new rise after a fall counts again. */
export const arrivalsAt = ({ steps }: Warning, tier: Tier): Step[] =>
  steps.filter((step) => rank(step.tier) >= rank(tier) && rank(step.before) < rank(tier));

/** An open case while points are processed. */
interface Open {
  readonly warning: Omit<Warning, "steps" | "lifted"> & { steps: Step[]; lifted: string | null };
  tier: Tier;
  /** The last day at which its rules stood at least at a rank, by rank; days that could not be judged count as standing. */
  readonly stood: Record<number, string>;
  readonly fired: Set<string>;
}

/**
 * The cases that points give, one for each area and cause. A case rises at once, is lowered after the policy's days at a lighter
 * tier and lifted after its days below every line, as in the nightly run.
 */
export function warningsOf(points: readonly Point[], life: LifePolicy): Warning[] {
  const risks = new Map<string, Point[]>();
  for (const point of points) {
    const key = `${point.area} ${point.cause}`;
    const riskPoints = risks.get(key) ?? [];
    risks.set(key, riskPoints);
    riskPoints.push(point);
  }
  return [...risks.values()].flatMap((riskPoints) => casesOf(riskPoints, life));
}

function casesOf(points: Point[], life: LifePolicy): Warning[] {
  if (!points.some(({ tier }) => tier !== null)) return [];
  const standing = new Map<string, Point>();
  const found: Warning[] = [];
  let open: Open | null = null;
  for (const point of points.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    if (open) {
      pass(open, standing, point.date, life);
      if (open.warning.lifted !== null) open = null;
    }
    standing.set(point.rule, point);
    if (point.tier === null || (open && rank(point.tier) <= rank(open.tier))) {
      if (open && point.tier !== null) open.fired.add(point.rule);
      continue;
    }
    const { date, tier, rule, period } = point;
    const step: Step = { date, tier, before: open?.tier ?? null, rule, period };
    if (!open) {
      const { area, level, cause } = point;
      open = {
        warning: { area, level, cause, opened: date, steps: [], lifted: null },
        ...{ tier: point.tier, stood: {}, fired: new Set() },
      };
      found.push(open.warning);
    }
    open.tier = point.tier;
    open.warning.steps.push(step);
    open.fired.add(point.rule);
    for (let tierRank = 1; tierRank <= rank(point.tier); tierRank++) open.stood[tierRank] = point.date;
  }
  return found;
}

/** Advance an open case to a date: verdicts that still stand hold it; elapsed waiting days lower or lift it. */
function pass(open: Open, standing: ReadonlyMap<string, Point>, date: string, life: LifePolicy): void {
  const current = [...open.fired].map((rule) => standing.get(rule)!);
  const unjudged = current.some(({ judged }) => !judged);
  const tier = current.reduce<Tier | null>((gravest, point) => graver(gravest, point.tier), null);
  const held = unjudged ? TIERS.length : rank(tier);
  for (let at = 1; at <= held; at++) open.stood[at] = date;
  if (unjudged) return;
  if (tier === null) {
    const lift = addDays(open.stood[1]!, life.liftAfterDays);
    if (lift <= date) open.warning.lifted = lift;
  } else if (rank(tier) < rank(open.tier)) {
    if (addDays(open.stood[rank(open.tier)]!, life.lowerAfterDays) <= date) open.tier = tier;
  }
}
