import type { EventRule, LayoffEvent } from "../definitions/define.ts";
import type { SettingsAt } from "../policy/settings-at.ts";
import { graver, lighter } from "../policy/tiers.ts";
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
  settings: SettingsAt,
  area: string,
  date: string,
  events: readonly LayoffEvent[],
  stated: boolean,
): Verdict {
  const measure = rule.measure(events, { ...rule.parameters, ...settings.parameters });
  const { lines, exit, floor, cap } = settings;
  const found = "candidates" in measure ? reach(measure, lines, floor) : null;
  const tier = found && lighter(found.tier, cap);
  const left = "candidates" in measure ? lighter(reach(measure, exit, floor).tier, cap) : null;
  const limb = ("candidates" in measure && limbOf(measure, lines, tier, floor)) || found?.limb;
  const outcome = tier ? "fired" : stated ? "quiet" : "not-judged";
  return {
    area,
    rule: rule.id,
    kind: "rolling-30-days",
    period: date,
    outcome,
    tier,
    steadyTier: tier,
    keepsTier: graver(tier, left),
    reason: outcome === "not-judged" ? "no-statement" : null,
    facts: {
      values: found?.facts ?? {},
      ...(found?.by?.shown ? { shown: found.by.shown } : {}),
      ...(limb ? { limb } : {}),
      partsIn: stated ? 1 : 0,
      partsExpected: 1,
    },
    coverage: stated ? 1 : 0,
  };
}
