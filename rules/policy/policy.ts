import { policyMistakes } from "./mistakes/all.ts";
import { addMistakes } from "./mistakes/mistake.ts";
import { policyKeys } from "./policy-schema.ts";

export type { Policy, RuleSettings } from "./policy-schema.ts";

/** A version of a bureau's dated, approved choice of tier lines (预警方案), as written in `policy.yaml`. */
export const policySchema = policyKeys.superRefine((policy, context) =>
  addMistakes(policyMistakes(policy), context),
);
