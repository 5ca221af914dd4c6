import { bilingual, bilingualLines } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { type Approval, appendApproval, approvalState, readApprovals } from "../deployment/approvals.ts";
import { dayIn } from "../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../deployment/load.ts";
import {
  approvalDay,
  beforeText,
  predecessorOf,
  refuseApprover,
  shortHash,
  versionOf,
} from "../deployment/policy-versions.ts";
import { UserError } from "../deployment/user-error.ts";
import type { ApprovalAct } from "./act.ts";

/**
 * Record an approval in `policy-approvals.jsonl`. The folder is read anew: the night that takes the act may have begun before the version was
 * written. An approval that stands in the file already with the same person and instant is this act itself, begun before a kill.
 *
 * @throws UserError where the version, its text or the approver is not what it should be
 */
export function applyApproval(dir: string, act: ApprovalAct): Text {
  const deployment = loadDeployment(dir);
  const approvals = readApprovals(dir);
  const begun = approvals.find(
    ({ version, hash, by, at }) =>
      version === act.version && hash === act.hash && by === act.by && at === act.at,
  );
  if (begun) return recordedText(begun, approvals.slice(0, approvals.indexOf(begun)), deployment);
  const approval = approvalOf(deployment, act, approvals);
  appendApproval(dir, approval);
  return recordedText(approval, approvals, deployment);
}

/**
 * The approval that an act gives, not yet recorded.
 *
 * @throws UserError where the version, its text or the approver is not what it should be
 */
export function approvalOf(
  deployment: Deployment,
  { version, hash, by, at }: Pick<ApprovalAct, "version" | "hash" | "by" | "at">,
  approvals: readonly Approval[],
): Approval {
  const { policies, policyHashes, settings } = deployment;
  const policy = versionOf(policies, version);
  if (policyHashes.get(version) !== hash)
    throw new UserError(bilingual("error.changed-before-approval", { version }));
  refuseApprover(policy, by);
  const { state, approvals: valid } = approvalState(version, hash, approvals);
  const known = state === "approved" ? valid.find((approval) => approval.by === by) : undefined;
  if (known) {
    const on = approvalDay(known, deployment);
    throw new UserError(bilingual("error.approved-already", { name: by, version, on }));
  }
  const inForce = deployment.policyOn(dayIn(settings.zone, new Date(at)));
  const before = inForce && inForce !== policy ? inForce : predecessorOf(policies, policy);
  return {
    ...{ version, hash },
    before: before && { version: before.version, hash: policyHashes.get(before.version)! },
    ...{ by, at },
  };
}

/** What is printed of a recorded approval; that an earlier text of the version was approved too. */
function recordedText(
  { version, hash, before, by }: Approval,
  earlier: readonly Approval[],
  deployment: Deployment,
): Text {
  const { state, approvals } = approvalState(version, hash, earlier);
  const last = approvals.at(-1);
  const anew = { version, by: last?.by ?? "", on: last ? approvalDay(last, deployment) : "" };
  const found = { zh: beforeText(before, "zh-CN"), en: beforeText(before, "en") };
  return bilingualLines([
    ...(state === "changed" ? [bilingual("policy.approved-anew", anew)] : []),
    bilingual("policy.approved", { by, version, hash: shortHash(hash), before: found }),
  ]);
}
