import { Command } from "commander";
import { inLanguage, translate } from "../../../reports/language/index.ts";
import { loadPolicyFile } from "../../deployment/policy-file.ts";
import { problemLine } from "../../deployment/problems.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";

/** `fengsui policy check FILE`: explain every mistake in a policy that is no deployment's yet. */
export function policyCheckCommand(effects: Effects): Command {
  return new Command("check")
    .description("explain every mistake in a policy's file, all at once, before it is put in place")
    .argument("<file>", "a policy as in policy.yaml")
    .option("--lang <language>", "zh-CN or en")
    .action((file: string, options: { lang?: string }) => {
      const language = languageOption(options.lang) ?? "zh-CN";
      const { policies, notes } = loadPolicyFile(file);
      const names = policies.versions.map(({ version }) => version);
      effects.out(
        translate(language, "policy.right", {
          ...{ file, versions: names.length },
          names: names.join(translate(language, "list.separator")),
        }),
      );
      for (const note of notes) effects.out(inLanguage(problemLine(note), language));
    });
}
