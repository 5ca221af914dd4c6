import { rules } from "../../definitions/index.ts";
import type { Policy } from "../policy-schema.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";

/** A false discovery rate where no rule tells probabilities, so that it changes nothing. */
export function falseDiscoveryMistakes({ falseDiscoveryRate, rules: used }: Policy): PolicyMistake[] {
  // A share out of range is told by its key alone.
  if (falseDiscoveryRate === undefined || falseDiscoveryRate > 0.5) return [];
  const known = rules.filter(({ quantities }) => "rarity" in quantities).map(({ id }) => id);
  return known.some((id) => used[id])
    ? []
    : [mistakeAt(["falseDiscoveryRate"], "error.rate-without-probabilities", { known })];
}
