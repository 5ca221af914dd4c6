import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { instantOfClock } from "../../deployment/clock.ts";
import { loadDeployment } from "../../deployment/load.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { performAct, WAIT_OPTION } from "../console/perform-act.ts";

interface CallOptions {
  readonly by: string;
  readonly to: string;
  readonly at: string;
  readonly note?: string;
  readonly wait?: string;
  readonly lang?: string;
}

/** `fengsui told DIR CASE`: record that somebody was called about a case. */
export function callCommand(effects: Effects): Command {
  return new Command("told")
    .argument("<dir>", "folder of the deployment")
    .argument("<case>", "number of the case")
    .requiredOption("--by <name>", "who called")
    .requiredOption("--to <name>", "who was called")
    .requiredOption("--at <time>", "when, as 2026-03-11T09:30 in the deployment's zone")
    .option("--note <words>", "what was said")
    .option(...WAIT_OPTION)
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, caseId: string, options: CallOptions) => {
      const { settings } = loadDeployment(dir);
      const language = languageOption(options.lang) ?? settings.language;
      const { by, to, note = null, wait } = options;
      const calledAt = instantOfClock(settings.zone, options.at);
      if (calledAt === null) throw new UserError(bilingual("error.told-time", { at: options.at }));
      const at = effects.now().toISOString();
      const act = { kind: "told", at, by, case: caseId, to, calledAt, note } as const;
      await performAct(dir, act, effects, { language, wait });
    });
}
