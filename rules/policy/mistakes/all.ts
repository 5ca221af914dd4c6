import type { Policy } from "../policy-schema.ts";
import { approvalMistakes } from "./approval.ts";
import { belowMistakes } from "./below.ts";
import { budgetMistakes } from "./budget.ts";
import { combinationMistakes } from "./combination.ts";
import { falseDiscoveryMistakes } from "./false-discovery.ts";
import { lifeMistakes } from "./holds.ts";
import { mailMistakes } from "./mail.ts";
import type { PolicyMistake } from "./mistake.ts";
import { rulesMistakes } from "./rules.ts";
import { validityMistakes } from "./versions.ts";
import { windowMistakes } from "./windows.ts";

/** Every mistake in a version of a policy that its keys alone do not show, each once: levels share what they do not have otherwise. */
export function policyMistakes(policy: Policy): PolicyMistake[] {
  const found = [
    ...validityMistakes(policy),
    ...approvalMistakes(policy),
    ...lifeMistakes(policy),
    ...combinationMistakes(policy),
    ...belowMistakes(policy),
    ...windowMistakes(policy),
    ...falseDiscoveryMistakes(policy),
    ...mailMistakes(policy),
    ...budgetMistakes(policy),
    ...rulesMistakes(policy),
  ];
  const keyOf = ({ path, message }: PolicyMistake) => `${path.join(".")} ${message}`;
  return [...new Map(found.map((mistake) => [keyOf(mistake), mistake])).values()];
}
