import { ruleById } from "../definitions/index.ts";
import type { Policy } from "../policy/policy.ts";
import { settingsAt } from "../policy/settings-at.ts";
import { rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { TestResult } from "./run-test.ts";

/** A tier of a rule. */
export interface RuleTier {
  readonly rule: string;
  readonly tier: Tier;
}

/** The tiers of the policy's primary rules that no passed test shows (未测试的等级), in the order of the policy. */
export function untestedTiers(policy: Policy, results: readonly Pick<TestResult, "shown">[]): RuleTier[] {
  const shown = new Set(results.flatMap((result) => result.shown.map(({ rule, tier }) => `${rule} ${tier}`)));
  return Object.keys(policy.rules).flatMap((rule) =>
    tiersOf(policy, rule).flatMap((tier) => (shown.has(`${rule} ${tier}`) ? [] : [{ rule, tier }])),
  );
}

/** The tiers that a primary rule can give at any level of areas; none for a corroborating rule. */
function tiersOf(policy: Policy, rule: string): Tier[] {
  const levels = ruleById(rule)?.levels ?? [];
  const settings = levels.flatMap((level) => settingsAt(policy, rule, level) ?? []);
  return TIERS.filter((tier) =>
    settings.some(
      ({ role, lines, cap }) => role === "primary" && lines[tier] !== undefined && rank(tier) <= rank(cap),
    ),
  );
}
