import type { EventRule, LayoffEvent } from "../definitions/define.ts";
import type { RuleSettings } from "../policy/policy.ts";
import { lighter } from "../policy/tiers.ts";
import { limbOf, reach } from "./judge.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Judge one event rule for one area on one date.
 *
 * A line that is reached fires whatever is missing. When none is reached, an area whose last due statement (nil included) is not in
 * is not judged, because it cannot be called quiet.
 */
export function judgeEvents(
  rule: EventRule,
  settings: RuleSettings,
  area: string,
  date: string,
  events: readonly LayoffEvent[],
  stated: boolean,
): Verdict {
  const measure = rule.measure(events, { ...rule.parameters, ...settings.parameters });
  const reached =
    "candidates" in measure
      ? reach(measure, settings.lines)
      : { tier: null, limb: null, facts: {}, shown: undefined };
  const tier = lighter(reached.tier, settings.cap ?? "I");
  const limb = ("candidates" in measure && limbOf(measure, settings.lines, tier)) || reached.limb;
  const outcome = tier ? "fired" : stated ? "quiet" : "not-judged";
  return {
    area,
    rule: rule.id,
    kind: "rolling-30-days",
    period: date,
    outcome,
    tier,
    steadyTier: tier,
    reason: outcome === "not-judged" ? "no-statement" : null,
    facts: {
      values: reached.facts,
      ...(limb ? { limb } : {}),
      ...(reached.shown ? { shown: reached.shown } : {}),
      partsIn: stated ? 1 : 0,
      partsExpected: 1,
    },
    coverage: stated ? 1 : 0,
  };
}
