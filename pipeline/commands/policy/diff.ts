import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { type Language, translate } from "../../../reports/language/index.ts";
import { changeText } from "../../../reports/views/policy/change-text.ts";
import { policyChanges } from "../../../rules/policy/changes.ts";
import type { Policy } from "../../../rules/policy/policy-schema.ts";
import { dayIn } from "../../deployment/clock.ts";
import { type Deployment, loadDeployment } from "../../deployment/load.ts";
import { loadPolicyFile } from "../../deployment/policy-file.ts";
import { predecessorOf, versionOf } from "../../deployment/policy-versions.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { levelName } from "../console/level-name.ts";
import { languageOption } from "../console/options.ts";

interface DiffOptions {
  readonly from?: string;
  readonly to?: string;
  readonly policy?: string;
  readonly lang?: string;
}

/** `fengsui policy diff DIR`: every change between two versions, in words. */
export function policyDiffCommand(effects: Effects): Command {
  return new Command("diff")
    .description("name every change between two versions of the policy, or from it to a draft")
    .argument("<dir>", "folder of the deployment")
    .option("--from <version>", "the earlier version (default: the one in force)")
    .option("--to <version>", "the later version (default: the last one)")
    .option("--policy <file>", "a draft that --to is looked for in, instead of DIR/policy.yaml")
    .option("--lang <language>", "zh-CN or en")
    .action((dir: string, options: DiffOptions) => {
      const deployment = loadDeployment(dir);
      const language = languageOption(options.lang) ?? deployment.settings.language;
      const [before, after] = comparedVersions(deployment, options, effects.now());
      effects.out(diffText(before, after, deployment, language));
    });
}

/** The two versions to compare; without names the one in force and the last, or the last two where these are the same. */
function comparedVersions(deployment: Deployment, options: DiffOptions, now: Date): [Policy, Policy] {
  const { policies, settings, areas, dir } = deployment;
  const later = options.policy === undefined ? policies : loadPolicyFile(options.policy, areas).policies;
  const after = options.to === undefined ? later.versions.at(-1)! : versionOf(later, options.to);
  if (options.from !== undefined) return [versionOf(policies, options.from), after];
  const inForce = deployment.policyOn(dayIn(settings.zone, now)) ?? policies.versions.at(-1)!;
  if (inForce !== after) return [inForce, after];
  const before = predecessorOf(policies, after);
  if (before) return [before, after];
  throw new UserError(bilingual("error.nothing-to-compare", { dir }));
}

function diffText(before: Policy, after: Policy, deployment: Deployment, language: Language): string {
  const changes = policyChanges(before, after);
  const names = { from: before.version, to: after.version };
  if (changes.length === 0) return translate(language, "policy.no-change", names);
  const words = { language, levelName: (level: string) => levelName(deployment, level, language) };
  return [
    translate(language, "policy.diff-title", { ...names, count: changes.length }),
    ...changes.map((change) => `  ${changeText(change, words)}`),
  ].join("\n");
}
