import type { Policy } from "../policy-schema.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { tiersOf } from "./places.ts";

/** A budget counts warnings of a tier and above, so that a graver tier's can never be more than a lighter one's. */
export function budgetMistakes({ budget }: Policy): PolicyMistake[] {
  return Object.entries(budget ?? {}).flatMap(([level, accepted]) => {
    const tiers = tiersOf(accepted ?? {});
    return tiers.slice(1).flatMap((tier, index) => {
      const lighterTier = tiers[index]!;
      const [count, lighterCount] = [accepted![tier]!, accepted![lighterTier]!];
      const params = { tier, lighter: lighterTier, count, lighterCount };
      return count > lighterCount ? [mistakeAt(["budget", level, tier], "error.budget-rises", params)] : [];
    });
  });
}
