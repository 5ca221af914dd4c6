import type { Policy } from "../policy/policy.ts";
import { TIERS, type Tier } from "../policy/tiers.ts";
import type { BudgetLine } from "./expect.ts";

/** A declared limit that the tier lines exceed. */
export interface BrokenBudget {
  readonly level: string;
  readonly tier: Tier;
  readonly expected: number;
  readonly declared: number;
}

/** False warnings that a policy accepts per area and year for a level and tier; null where it declares none. */
export const acceptedBy = ({ budget }: Policy, level: string, tier: Tier): number | null =>
  budget?.[level as keyof typeof budget]?.[tier] ?? null;

/** The declared limits that the expected false warnings of all rules together exceed. */
export function brokenBudgets(policy: Policy, lines: readonly BudgetLine[]): BrokenBudget[] {
  return lines
    .filter(({ rule }) => rule === null)
    .flatMap(({ level, tier, perYear, areas }) => {
      const declared = acceptedBy(policy, level, tier);
      const expected = areas > 0 ? perYear / areas : 0;
      return declared !== null && expected > declared ? [{ level, tier, expected, declared }] : [];
    })
    .sort((a, b) => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier));
}
