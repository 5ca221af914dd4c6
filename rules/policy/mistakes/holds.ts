import type { Policy } from "../policy-schema.ts";
import type { Tier } from "../tiers.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { type RuleInPolicy, tiersOf } from "./places.ts";

/** A tier that is held longer than Ⅳ: a case would be lifted before it is lowered. */
export function holdMistakes(policy: Policy, { places }: RuleInPolicy): PolicyMistake[] {
  return places.flatMap((place) => {
    if (!place.isWritten("hold")) return [];
    const usual = (tier: Tier) => (tier === "IV" ? policy.liftAfterDays : policy.lowerAfterDays);
    const daysOf = (tier: Tier) => place.hold[tier] ?? usual(tier);
    const tiers = tiersOf(place.lines);
    return tiers.flatMap((tier) => {
      const lighterTier = "IV";
      const [days, lighterDays] = [daysOf(tier), daysOf(lighterTier)];
      if (days <= lighterDays) return [];
      const written = place.hold[tier] === undefined ? lighterTier : tier;
      const params = { tier, lighter: lighterTier, days, lighterDays };
      return [mistakeAt([...place.at("hold"), written], "error.hold-longer-than-lighter", params)];
    });
  });
}

/** Days to lower a case that are more than those to lift it. */
export const lifeMistakes = ({ lowerAfterDays, liftAfterDays }: Policy): PolicyMistake[] =>
  lowerAfterDays > liftAfterDays
    ? [mistakeAt(["lowerAfterDays"], "error.lowered-after-lifted", { lowerAfterDays, liftAfterDays })]
    : [];
