import { parse } from "yaml";
import type { RuleSettings } from "../../rules/policy/policy.ts";
import { ruleSettingsSchema } from "../../rules/policy/rule-schema.ts";

/** Settings, as a policy writes them, of a rule that the shipped policy does not use. */
export const trialLines = (text: string): RuleSettings => ruleSettingsSchema.parse(parse(text));
