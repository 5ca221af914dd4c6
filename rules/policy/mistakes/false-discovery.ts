import { rules } from "../../definitions/index.ts";
import type { Policy } from "../policy-schema.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";

/** A false discovery rate where no rule tells probabilities, so that it changes nothing. */
export function falseDiscoveryMistakes({ falseDiscoveryRate, rules: used }: Policy): PolicyMistake[] {
  if (falseDiscoveryRate === undefined) return [];
  const known = rules.filter(({ quantities }) => "rarity" in quantities).map(({ id }) => id);
  return known.some((id) => used[id])
    ? []
    : [mistakeAt(["falseDiscoveryRate"], "error.rate-without-probabilities", { known })];
}
