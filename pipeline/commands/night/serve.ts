import { Command } from "commander";
import cron from "node-cron";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { dayIn } from "../../deployment/clock.ts";
import { loadDeployment } from "../../deployment/load.ts";
import { UserError } from "../../deployment/user-error.ts";
import { runNight } from "../../night/night.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import { nightsDue } from "../../night/schedule.ts";
import { deliverArrivals } from "../../night/steps.ts";
import type { Effects } from "../console/effects.ts";
import { errorText } from "../console/operator-language.ts";
import { nightRequest } from "./night.ts";
import { openForNight, summaryOf } from "./open-for-night.ts";

/** `fengsui serve DIR`: run each night at its time in the deployment's zone, and catch up missed nights. */
export function serveCommand(effects: Effects): Command {
  return new Command("serve").argument("<dir>", "folder of the deployment").action(async (dir: string) => {
    const { settings } = loadDeployment(dir);
    const ring = () => ringBell(dir, effects);
    await ring();
    const bell = cron.schedule(settings.night, ring, {
      timezone: settings.zone,
      noOverlap: true,
      name: "night",
    });
    effects.err(`waiting for ${settings.night} (${settings.zone}); stop with Ctrl-C`);
    await untilStopped();
    await bell.destroy();
  });
}

/** Run the nights that are due. A night that fails is logged and retried at the next run; it never ends the service. */
export async function ringBell(dir: string, effects: Effects): Promise<void> {
  let opened: OpenDeployment | undefined;
  try {
    opened = await openForNight(dir, effects, undefined);
    const last = await lastNight(opened.warehouse);
    const { missed, due } = nightsDue(
      last?.date ?? null,
      dayIn(opened.deployment.settings.zone, effects.now()),
    );
    for (const date of missed) {
      await runNight(opened, {
        ...nightRequest(opened, date, effects.now()),
        publish: false,
        leaveInbox: true,
      });
    }
    if (due === null) return;
    deliverArrivals(opened, due);
    effects.out(
      await summaryOf(opened, await runNight(opened, nightRequest(opened, undefined, effects.now()))),
    );
  } catch (error) {
    effects.err(
      error instanceof UserError
        ? errorText(error, [], effects)
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error),
    );
  } finally {
    opened?.close();
  }
}

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
