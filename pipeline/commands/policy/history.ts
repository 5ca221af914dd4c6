import { Command } from "commander";
import { type Language, translate } from "../../../reports/language/index.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import type { Policy } from "../../../rules/policy/policy-schema.ts";
import { APPROVALS_FILE, type Approval, approvalState, readApprovals } from "../../deployment/approvals.ts";
import { dayIn } from "../../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../../deployment/load.ts";
import { approvalDay, beforeText, shortHash } from "../../deployment/policy-versions.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";

/** `fengsui policy history DIR`: the versions of the policy, and who approved them. */
export function policyHistoryCommand(effects: Effects): Command {
  return new Command("history")
    .description("show the versions of the policy, which is in force, and their recorded approvals")
    .argument("<dir>", "folder of the deployment")
    .option("--lang <language>", "zh-CN or en")
    .action((dir: string, options: { lang?: string }) => {
      const deployment = loadDeployment(dir);
      const language = languageOption(options.lang) ?? deployment.settings.language;
      effects.out(historyText(deployment, dayIn(deployment.settings.zone, effects.now()), language));
    });
}

const HEAD = ["version", "from", "to", "author", "approval", "recorded", "hash", "in-force"] as const;

function historyText(deployment: Deployment, today: string, language: Language): string {
  const approvals = readApprovals(deployment.dir);
  const inForce = deployment.policyOn(today);
  const rows = deployment.policies.versions.map((policy) => {
    const hash = deployment.policyHashes.get(policy.version)!;
    return [
      policy.version,
      policy.validFrom,
      policy.validTo ?? translate(language, "policy.open-end"),
      policy.author ?? translate(language, "policy.open-end"),
      [policy.approvedBy, ...(policy.approvedOn ? [policy.approvedOn] : [])].join(" "),
      stateText(policy, hash, approvals, deployment, language),
      shortHash(hash),
      policy === inForce ? translate(language, "policy.in-force") : "",
    ];
  });
  const record = approvals.map((approval) =>
    translate(language, "policy.approval-line", {
      ...{ at: approval.at, by: approval.by, version: approval.version, hash: shortHash(approval.hash) },
      before: beforeText(approval.before, language),
    }),
  );
  return [
    translate(language, "policy.history-title", { date: today }),
    terminalTable({ head: HEAD.map((key) => translate(language, `policy.head.${key}`)), rows }),
    ...(record.length > 0
      ? [translate(language, "policy.approvals-title", { file: APPROVALS_FILE }), ...record]
      : []),
  ].join("\n");
}

/** How a version stands to its recorded approvals, in words. */
function stateText(
  { version }: Policy,
  hash: string,
  all: readonly Approval[],
  deployment: Deployment,
  language: Language,
): string {
  const { state, approvals } = approvalState(version, hash, all);
  const shown = state === "approved" ? approvals : approvals.slice(-1);
  if (shown.length === 0) return translate(language, "policy.state.none");
  return shown
    .map((approval) =>
      translate(language, `policy.state.${state}`, {
        by: approval.by,
        on: approvalDay(approval, deployment),
      }),
    )
    .join(translate(language, "list.reasons"));
}
