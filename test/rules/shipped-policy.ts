import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Policy, policySchema, type RuleSettings } from "../../rules/policy/policy.ts";

const FILE = new URL("../../examples/inner-mongolia/policy.yaml", import.meta.url);

/** The policy that ships with the example: published cases are checked against the lines a bureau would get. */
export const shippedPolicy: Policy = policySchema.parse(parse(readFileSync(FILE, "utf8")));

/** The shipped settings of one rule. */
export function shippedSettings(rule: string): RuleSettings {
  const settings = shippedPolicy.rules[rule];
  if (!settings) throw new Error(`the shipped policy has no rule ${rule}`);
  return settings;
}
