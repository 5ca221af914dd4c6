import { Command } from "commander";
import { OUTCOMES } from "../../acts/apply-case-act.ts";
import { loadDeployment } from "../../deployment/load.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { performAct, WAIT_OPTION } from "../console/perform-act.ts";

interface CloseOptions {
  readonly by: string;
  readonly outcome: string;
  readonly note: string;
  readonly wait?: string;
  readonly lang?: string;
}

/** `fengsui close DIR CASE --outcome O --note N --by WHO`: write down what a lifted case was. */
export function closeCommand(effects: Effects): Command {
  return new Command("close")
    .argument("<dir>", "folder of the deployment")
    .argument("<case>", "number of the case, such as 2026-0001")
    .requiredOption("--outcome <outcome>", OUTCOMES.join(", "))
    .requiredOption("--note <words>", "what it rests on")
    .requiredOption("--by <name>", "who closes it")
    .option(...WAIT_OPTION)
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, id: string, { by, outcome, note, wait, lang }: CloseOptions) => {
      const language = languageOption(lang) ?? loadDeployment(dir).settings.language;
      const at = effects.now().toISOString();
      const act = { kind: "close", at, by, case: id, outcome, note } as const;
      await performAct(dir, act, effects, { language, wait });
    });
}
