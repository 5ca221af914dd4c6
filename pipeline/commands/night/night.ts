import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { dayIn, endOfDay } from "../../deployment/clock.ts";
import { UserError } from "../../deployment/user-error.ts";
import { runNight } from "../../night/night.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import { deliverArrivals, type NightRequest } from "../../night/steps.ts";
import type { Effects } from "../console/effects.ts";
import { dayOption, languageOption } from "../console/options.ts";
import { openForNight, summaryOf } from "./open-for-night.ts";

/** `fengsui night DIR --date D`: one run of all steps for a date. */
export function nightCommand(effects: Effects): Command {
  return new Command("night")
    .argument("<dir>", "folder of the deployment")
    .option(
      "--date <day>",
      "the day the night looks back on; its clock is then the end of that day (default: yesterday, by the real clock)",
    )
    .option("--lang <language>", "language of the summary: zh-CN or en")
    .action(async (dir: string, options: { date?: string; lang?: string }) => {
      const opened = await openForNight(dir, effects, languageOption(options.lang));
      try {
        const request = nightRequest(
          opened,
          options.date && dayOption("--date", options.date),
          effects.now(),
        );
        await refuseThePast(opened, request.date);
        deliverArrivals(opened, request.date);
        effects.out(await summaryOf(opened, await runNight(opened, request)));
      } finally {
        opened.close();
      }
    });
}

/** The request of a night. With a date, its clock is the end of that day; without, it covers yesterday with everything known now. */
export function nightRequest(opened: OpenDeployment, date: string | undefined | "", now: Date): NightRequest {
  const { zone } = opened.deployment.settings;
  if (!date) {
    const instant = now.toISOString();
    return {
      date: addDays(dayIn(zone, now), -1),
      asOf: instant,
      now: instant,
      publish: true,
      realClock: true,
    };
  }
  const end = endOfDay(date, zone);
  return { date, asOf: end, now: end, publish: true };
}

/** Refuse a date before the last night: nights run forward, and the record of a past night is not rewritten. */
export async function refuseThePast(opened: OpenDeployment, date: string): Promise<void> {
  const last = await lastNight(opened.warehouse);
  if (last && date < last.date) {
    throw new UserError(bilingual("error.night-in-the-past", { last: last.date, date }));
  }
}
