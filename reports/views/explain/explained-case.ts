import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import type { OpenCase } from "../../../rules/cases/case-state.ts";
import { earliestFalls, type Fall } from "../../../rules/cases/earliest-fall.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { type SettingsAt, settingsAt } from "../../../rules/policy/settings-at.ts";
import type { OpenCaseOn } from "./open-cases-on.ts";

/** An open case with its changes, the nights without its tier, and when it may fall. */
export interface ExplainedCase {
  readonly state: OpenCase;
  readonly changes: readonly CaseEvent[];
  /** The rules that hold it, each with the settings it is judged by; null for one that is not in the policy. */
  readonly holders: readonly { readonly rule: string; readonly settings: SettingsAt | null }[];
  readonly falls: readonly Fall[];
}

/** What is known of an open case, and what would lower or lift it. */
export const explainedCase = (
  { state, changes }: OpenCaseOn,
  level: string,
  date: string,
  policy: Policy,
): ExplainedCase => ({
  ...{ state, changes },
  holders: state.memory.rules.map((rule) => ({ rule, settings: settingsAt(policy, rule, level) })),
  falls: earliestFalls(state, level, date, policy),
});
