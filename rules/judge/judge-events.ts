import { addDays } from "../calendar/periods.ts";
import { type Candidate, type EventRule, type LayoffEvent, newestDaysOf } from "../definitions/define.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import { graver, lighter, type Tier } from "../policy/tiers.ts";
import { limbOf, reach } from "./judge.ts";
import type { Verdict } from "./verdict.ts";

/** How many of the places of an area have made the statement last due, and their share by size. */
export interface Stated {
  readonly share: number;
  readonly partsIn: number;
  readonly partsExpected: number;
}

/** Nothing is missing. */
export const ALL_STATED: Stated = { share: 1, partsIn: 1, partsExpected: 1 };

/**
 * Judge one event rule for one area on one date.
 *
 * A line that is reached fires whatever is missing. When none is reached, an area where too few of the statements last due (nil included)
 * are in is not judged, because it cannot be called quiet.
 */
export function judgeEvents(
  rule: EventRule,
  settings: SettingsAt,
  area: string,
  date: string,
  events: readonly LayoffEvent[],
  stated: Stated,
): Verdict {
  const window = { until: date, newAfter: addDays(date, -newestDaysOf(rule)) };
  const measure = rule.measure(events, { ...rule.parameters, ...settings.parameters }, window);
  const { lines, exit, floor, cap } = settings;
  const found = "candidates" in measure ? reach(measure, lines, floor) : null;
  const tier = found && lighter(found.tier, cap);
  const left = "candidates" in measure ? lighter(reach(measure, exit, floor).tier, cap) : null;
  const limb = ("candidates" in measure && limbOf(measure, lines, tier, floor)) || found?.limb;
  const leaves = "candidates" in measure ? leavesOf(measure.candidates, settings) : {};
  const isEnough = stated.share >= settings.coverageFloor - 1e-9;
  const outcome = tier ? "fired" : isEnough ? "quiet" : "not-judged";
  return {
    area,
    rule: rule.id,
    kind: "rolling-30-days",
    period: date,
    outcome,
    tier,
    steadyTier: tier,
    keepsTier: graver(tier, left),
    reason:
      outcome !== "not-judged" ? null : stated.partsExpected === 1 ? "no-statement" : "coverage-below-floor",
    facts: {
      values: found?.facts ?? {},
      ...(found?.by?.shown ? { shown: found.by.shown } : {}),
      ...(limb ? { limb } : {}),
      ...(Object.keys(leaves).length > 0 ? { leaves } : {}),
      partsIn: stated.partsIn,
      partsExpected: stated.partsExpected,
    },
    coverage: stated.share,
  };
}

/** By tier, the last day on which the workers of a candidate that reaches it begin to leave. */
function leavesOf(
  candidates: readonly Candidate[],
  { lines, floor, cap }: SettingsAt,
): Partial<Record<Tier, string>> {
  const leaves: Partial<Record<Tier, string>> = {};
  for (const candidate of candidates) {
    const tier = lighter(reach({ candidates: [candidate] }, lines, floor).tier, cap);
    const day = candidate.facts.lastStart;
    if (tier === null || typeof day !== "string") continue;
    const known = leaves[tier];
    if (known === undefined || known < day) leaves[tier] = day;
  }
  return leaves;
}
