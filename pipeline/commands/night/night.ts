import { Command } from "commander";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { runNight } from "../../night/night.ts";
import { nightByClock, nightOf } from "../../night/request.ts";
import { deliverArrivals } from "../../night/steps.ts";
import { summaryOf } from "../../night/summary.ts";
import type { Effects } from "../console/effects.ts";
import { dayOption, languageOption, SECONDS, wholeOption } from "../console/options.ts";
import { openForNight } from "./open-for-night.ts";

interface Options {
  readonly date?: string;
  readonly wait: string;
  readonly lang?: string;
}

/** `fengsui night DIR --date D`: one run of all steps for a date. */
export function nightCommand(effects: Effects): Command {
  return new Command("night")
    .argument("<dir>", "folder of the deployment")
    .option(
      "--date <day>",
      "the day the night looks back on; its clock is then the end of that day (default: yesterday, by the real clock)",
    )
    .option("--wait <seconds>", "how long to wait for another process that holds the database", "60")
    .option("--lang <language>", "language of the summary: zh-CN or en")
    .action(async (dir: string, options: Options) => {
      const patience = wholeOption("--wait", options.wait, SECONDS);
      const opened = await openForNight(dir, effects, languageOption(options.lang), { patience });
      try {
        const last = (await lastNight(opened.warehouse))?.date ?? null;
        const { deployment } = opened;
        const request =
          options.date === undefined
            ? nightByClock(deployment, last, effects.now())
            : nightOf(deployment, dayOption("--date", options.date), last, effects.now());
        deliverArrivals(opened, request.date);
        effects.out(await summaryOf(opened, await runNight(opened, request)));
      } finally {
        opened.close();
      }
    });
}
