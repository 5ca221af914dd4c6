import type { Rule } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy, RuleSettings } from "../policy/policy.ts";
import type { Past, Point } from "./past.ts";

/** A rule that a policy uses, with its settings. */
export interface RuleInUse<RuleType extends Rule = Rule> {
  readonly rule: RuleType;
  readonly settings: RuleSettings;
}

/** The rules of a policy that exist, with their settings. */
export const rulesInUse = (policy: Policy): RuleInUse[] =>
  Object.entries(policy.rules).flatMap(([id, settings]) => {
    const rule = ruleById(id);
    return rule ? [{ rule, settings }] : [];
  });

/** A verdict as a point in time. */
export const pointOf = (verdict: Verdict, rule: Rule, level: string, date: string): Point => ({
  ...{ date, level, area: verdict.area, rule: rule.id, cause: rule.cause, period: verdict.period },
  judged: verdict.outcome !== "not-judged",
  tier: verdict.steadyTier,
});

/** For each place, the areas of the rule's levels that contain it. */
export function watchers(rule: Rule, past: Past, parts: ReadonlyMap<string, readonly { area: string }[]>) {
  const found = new Map<string, Past["areas"][number][]>();
  for (const area of past.areas) {
    if (!rule.levels.some((level) => level === area.level)) continue;
    for (const part of parts.get(area.code) ?? []) {
      found.set(part.area, [...(found.get(part.area) ?? []), area]);
    }
  }
  return found;
}
