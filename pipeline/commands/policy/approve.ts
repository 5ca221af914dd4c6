import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { type Language, translate } from "../../../reports/language/index.ts";
import type { Policy } from "../../../rules/policy/policy-schema.ts";
import { type Approval, appendApproval, approvalState, readApprovals } from "../../deployment/approvals.ts";
import { dayIn } from "../../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../../deployment/load.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { approvalDay, beforeText, predecessorOf, shortHash, versionOf } from "./versions.ts";

interface ApproveOptions {
  readonly by: string;
  readonly version?: string;
  readonly lang?: string;
}

/** `fengsui policy approve DIR --by NAME`: record that a person approves a version as it is written. */
export function policyApproveCommand(effects: Effects): Command {
  return new Command("approve")
    .description("record the approval of a version as it is written, by one of its approvers")
    .argument("<dir>", "folder of the deployment")
    .requiredOption("--by <name>", "who approves, as in the version's approvers")
    .option("--version <name>", "the version (default: the last one)")
    .option("--lang <language>", "zh-CN or en")
    .action((dir: string, options: ApproveOptions) => {
      const deployment = loadDeployment(dir);
      const language = languageOption(options.lang) ?? deployment.settings.language;
      effects.out(approve(deployment, options, effects.now(), language));
    });
}

function approve(deployment: Deployment, options: ApproveOptions, now: Date, language: Language): string {
  const { dir, policies, policyHashes, settings } = deployment;
  const policy =
    options.version === undefined ? policies.versions.at(-1)! : versionOf(policies, options.version);
  const by = options.by.trim();
  const hash = policyHashes.get(policy.version)!;
  const { state, approvals } = approvalState(policy.version, hash, readApprovals(dir));
  refuseStranger(policy, by);
  const known = state === "approved" ? approvals.find((approval) => approval.by === by) : undefined;
  if (known) {
    const on = approvalDay(known, deployment);
    throw new UserError(bilingual("error.approved-already", { name: by, version: policy.version, on }));
  }
  const inForce = deployment.policyOn(dayIn(settings.zone, now));
  const before = inForce && inForce !== policy ? inForce : predecessorOf(policies, policy);
  const approval: Approval = {
    ...{ version: policy.version, hash },
    before: before && { version: before.version, hash: policyHashes.get(before.version)! },
    ...{ by, at: now.toISOString() },
  };
  appendApproval(dir, approval);
  const last = approvals.at(-1);
  const anew = { version: policy.version, by: last?.by ?? "", on: last ? approvalDay(last, deployment) : "" };
  return [
    ...(state === "changed" ? [translate(language, "policy.approved-anew", anew)] : []),
    translate(language, "policy.approved", {
      ...{ by, version: policy.version, hash: shortHash(hash) },
      before: beforeText(approval.before, language),
    }),
  ].join("\n");
}

/** @throws UserError where the name is not an approver's, or the author's */
function refuseStranger({ version, author, approvers }: Policy, name: string): void {
  if (!approvers) throw new UserError(bilingual("error.no-approvers", { version }));
  if (name === author)
    throw new UserError(bilingual("error.author-approves", { name, version, known: approvers }));
  if (!approvers.includes(name))
    throw new UserError(bilingual("error.not-an-approver", { name, version, known: approvers }));
}
