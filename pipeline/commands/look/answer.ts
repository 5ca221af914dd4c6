import { Command } from "commander";
import { VERDICTS } from "../../../rules/findings/finding-log.ts";
import { loadDeployment } from "../../deployment/load.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { performAct, WAIT_OPTION } from "../console/perform-act.ts";

interface AnswerOptions {
  readonly by: string;
  readonly text: string;
  readonly wait?: string;
  readonly lang?: string;
}

/** `fengsui answer DIR ID VERDICT`: close a finding. */
export function answerCommand(effects: Effects): Command {
  return new Command("answer")
    .argument("<dir>", "folder of the deployment")
    .argument("<finding>", "number of the finding")
    .argument("<verdict>", VERDICTS.join(", "))
    .requiredOption("--by <name>", "who answers")
    .option("--text <words>", "the answer in words", "")
    .option(...WAIT_OPTION)
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, id: string, verdict: string, options: AnswerOptions) => {
      const language = languageOption(options.lang) ?? loadDeployment(dir).settings.language;
      // What is no number is no finding, and answered as such.
      const finding = /^\d{1,15}$/.test(id) ? Number(id) : 0;
      const { by, text, wait } = options;
      const at = effects.now().toISOString();
      await performAct(dir, { kind: "answer", at, by, finding, verdict, text }, effects, { language, wait });
    });
}
