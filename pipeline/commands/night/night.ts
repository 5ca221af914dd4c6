import { Command } from "commander";
import { addDays } from "../../../rules/calendar/periods.ts";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { dayIn, endOfDay } from "../../deployment/clock.ts";
import { UserError } from "../../deployment/user-error.ts";
import { runNight } from "../../night/night.ts";
import type { House } from "../../night/open-deployment.ts";
import { deliverArrivals, type NightRequest } from "../../night/steps.ts";
import type { World } from "../console/effects.ts";
import { dayOption, languageOption, openForNight, summaryOf } from "./open-for-night.ts";

/** `fengsui night DIR --date D`: one run of the whole road. */
export function nightCommand(world: World): Command {
  return new Command("night")
    .description("run one night: take in reports, measure, judge, tell")
    .argument("<dir>", "folder of the deployment")
    .option(
      "--date <day>",
      "the day the night looks back on; its clock is then the end of that day (default: yesterday, by the real clock)",
    )
    .option("--lang <language>", "language of the summary: zh-CN or en")
    .action(async (dir: string, options: { date?: string; lang?: string }) => {
      const house = await openForNight(dir, world, languageOption(options.lang));
      try {
        const request = nightRequest(house, options.date && dayOption("--date", options.date), world.now());
        await refuseThePast(house, request.date);
        deliverArrivals(house, request.date);
        world.out(await summaryOf(house, await runNight(house, request)));
      } finally {
        house.close();
      }
    });
}

/** A night for a given date has that day's end for a clock; one without looks back on yesterday, knowing all that is here now. */
export function nightRequest(house: House, date: string | undefined | "", now: Date): NightRequest {
  const { zone } = house.deployment.settings;
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

/** Nights run forward: what a past night knew is recorded and is not made anew. */
export async function refuseThePast(house: House, date: string): Promise<void> {
  const last = await lastNight(house.warehouse);
  if (last && date < last.date) {
    throw new UserError(
      `the last night was ${last.date}; nights run forward, so ${date} cannot be run any more.`,
    );
  }
}
