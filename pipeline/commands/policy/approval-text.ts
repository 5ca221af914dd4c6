import { type Language, translate } from "../../../reports/language/index.ts";
import { approvalState, readApprovals } from "../../deployment/approvals.ts";
import type { Deployment } from "../../deployment/load.ts";
import { approvalDay } from "../../deployment/policy-versions.ts";

/** How the policy in force on a day stands to its approval, for `fengsui check`; a warning where a person has something to do. */
export function approvalText(
  deployment: Deployment,
  today: string,
  language: Language,
): { readonly text: string; readonly isWarning: boolean } {
  const policy = deployment.policyOn(today);
  if (!policy)
    return { text: translate(language, "policy.check-not-in-force", { date: today }), isWarning: true };
  const { version, trial } = policy;
  const hash = deployment.policyHashes.get(version)!;
  const { state, approvals } = approvalState(version, hash, readApprovals(deployment.dir));
  const last = approvals.at(-1);
  if (!last) {
    const key = trial ? "policy.check-trial" : "policy.check-none";
    return { text: translate(language, key, { version }), isWarning: !trial };
  }
  const key = state === "approved" ? "policy.check-approved" : "policy.check-changed";
  const text = translate(language, key, { version, by: last.by, on: approvalDay(last, deployment) });
  return { text, isWarning: state === "changed" };
}
