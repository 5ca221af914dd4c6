import { existsSync } from "node:fs";
import { Command } from "commander";
import { inspectDeployment } from "../../deployment/load.ts";
import { problemLine } from "../../deployment/problems.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { storedBudgetText } from "../judge/budget.ts";

/** `fengsui check DIR`: explain every mistake in a deployment, all at once. */
export function checkCommand(effects: Effects): Command {
  return new Command("check").argument("<dir>", "folder of the deployment").action((dir: string) => {
    if (!existsSync(dir))
      throw new UserError(`${dir} does not exist; fengsui init ${dir} --example NAME makes one.`);
    const { deployment, problems } = inspectDeployment(dir);
    if (!deployment || problems.length > 0) {
      throw new UserError([...problems.map(problemLine), `${problems.length} mistake(s).`].join("\n"), 1);
    }
    const { areas, offices, policy, mappings } = deployment;
    effects.out(
      `${dir} is in order: ${areas.length} areas, ${offices.length} offices, ${mappings.length} mappings, ` +
        `policy “${policy.version}” with ${Object.keys(policy.rules).length} rules.`,
    );
    const { texts, broken } = storedBudgetText(deployment, "en");
    effects.out(texts.join("\n"));
    if (broken) throw new UserError("The lines break the budget that policy.yaml declares.", 1);
  });
}
