import { Command } from "commander";
import { loadDeployment } from "../../deployment/load.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { performAct, WAIT_OPTION } from "../console/perform-act.ts";

interface LiftOptions {
  readonly by: string;
  readonly note: string;
  readonly wait?: string;
  readonly lang?: string;
}

/** `fengsui lift DIR CASE --by WHO`: lift a case that the night proposed to lift, or that is held for a person. */
export function liftCommand(effects: Effects): Command {
  return new Command("lift")
    .argument("<dir>", "folder of the deployment")
    .argument("<case>", "number of the case, such as 2026-0001")
    .requiredOption("--by <name>", "who lifts it, for the office that issued it")
    .option("--note <words>", "what it rests on", "")
    .option(...WAIT_OPTION)
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, id: string, { by, note, wait, lang }: LiftOptions) => {
      const language = languageOption(lang) ?? loadDeployment(dir).settings.language;
      const at = effects.now().toISOString();
      await performAct(dir, { kind: "lift", at, by, case: id, note }, effects, { language, wait });
    });
}
