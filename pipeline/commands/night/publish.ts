import { Command } from "commander";
import { translate } from "../../../reports/language/index.ts";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { copyState, publishAll } from "../../night/publish.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption, SECONDS, wholeOption } from "../console/options.ts";
import { openForNight } from "./open-for-night.ts";

/** `fengsui publish DIR`: replace a readers' copy that does not have the last night. */
export function publishCommand(effects: Effects): Command {
  return new Command("publish")
    .argument("<dir>", "folder of the deployment")
    .option("--force", "replace it although it has the last night")
    .option("--wait <seconds>", "how long to wait for another process that holds the database", "60")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { force?: boolean; wait: string; lang?: string }) => {
      const patience = wholeOption("--wait", options.wait, SECONDS);
      const opened = await openForNight(dir, effects, languageOption(options.lang), {
        patience,
        work: "publish",
      });
      try {
        const { language } = opened.noticeSetting;
        const { state } = await copyState(opened);
        const last = await lastNight(opened.warehouse);
        if (!last || state === "no-night") effects.out(translate(language, "status.never"));
        else if (state === "current" && !options.force)
          effects.out(translate(language, "publish.current", { date: last.date }));
        else {
          await publishAll(opened, last.asOf);
          effects.out(translate(language, "round.published"));
        }
      } finally {
        opened.close();
      }
    });
}
