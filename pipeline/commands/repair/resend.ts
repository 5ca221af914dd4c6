import { Command } from "commander";
import { loadDeployment } from "../../deployment/load.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { performAct, WAIT_OPTION } from "../console/perform-act.ts";

interface ResendOptions {
  readonly by?: string;
  readonly wait?: string;
  readonly lang?: string;
}

/** `fengsui resend DIR DELIVERY|CASE`: let messages that were given up or refused wait again. */
export function resendCommand(effects: Effects): Command {
  return new Command("resend")
    .argument("<dir>", "folder of the deployment")
    .argument("<what>", "number of a message, or of a case for all its messages that did not arrive")
    .option("--by <name>", "who has them sent again")
    .option(...WAIT_OPTION)
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, what: string, options: ResendOptions) => {
      const language = languageOption(options.lang) ?? loadDeployment(dir).settings.language;
      const { by = null, wait } = options;
      const at = effects.now().toISOString();
      await performAct(dir, { kind: "resend", at, by, what }, effects, { language, wait });
    });
}
