import { Command } from "commander";
import { approvalOf } from "../../acts/apply-approval.ts";
import { readApprovals } from "../../deployment/approvals.ts";
import { loadDeployment } from "../../deployment/load.ts";
import { versionOf } from "../../deployment/policy-versions.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { performAct, WAIT_OPTION } from "../console/perform-act.ts";

interface ApproveOptions {
  readonly by: string;
  readonly version?: string;
  readonly wait?: string;
  readonly lang?: string;
}

/** `fengsui policy approve DIR --by NAME`: record that a person approves a version as it is written. */
export function policyApproveCommand(effects: Effects): Command {
  return new Command("approve")
    .description("record the approval of a version as it is written, by one of its approvers")
    .argument("<dir>", "folder of the deployment")
    .requiredOption("--by <name>", "who approves, as in the version's approvers")
    .option("--version <name>", "the version (default: the last one)")
    .option(...WAIT_OPTION)
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: ApproveOptions) => {
      const language = languageOption(options.lang);
      const deployment = loadDeployment(dir);
      const { policies, policyHashes } = deployment;
      const { version } =
        options.version === undefined ? policies.versions.at(-1)! : versionOf(policies, options.version);
      const approved = {
        ...{ version, hash: policyHashes.get(version)! },
        ...{ by: options.by.trim(), at: effects.now().toISOString() },
      };
      // A mistake is answered at once, also while a night runs.
      approvalOf(deployment, approved, readApprovals(dir));
      await performAct(dir, { kind: "policy-approve", ...approved }, effects, {
        language: language ?? deployment.settings.language,
        wait: options.wait,
      });
    });
}
