import { Command } from "commander";
import { sessionTrouble } from "../../../reports/delivery/mail-session.ts";
import { undelivered } from "../../../reports/delivery/undelivered.ts";
import { bilingual } from "../../../reports/language/bilingual.ts";
import type { Language } from "../../../reports/language/index.ts";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { noteJobs } from "../../../warehouse/operation/job-runs.ts";
import { takeActs } from "../../acts/take-acts.ts";
import { UserError } from "../../deployment/user-error.ts";
import { runNight } from "../../night/night.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import { nightByClock, nightOf } from "../../night/request.ts";
import { deliverArrivals, type NightResult } from "../../night/steps.ts";
import { summaryOf } from "../../night/summary.ts";
import { refuseFullDisk } from "../../service/disk.ts";
import { sendDue } from "../../service/send-due.ts";
import type { Effects } from "../console/effects.ts";
import { TROUBLE } from "../console/exit-codes.ts";
import { lookOptions } from "../console/look-options.ts";
import { dayOption, languageOption, SECONDS, wholeOption } from "../console/options.ts";
import { serviceEffects } from "../console/service-effects.ts";
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
      const date = options.date === undefined ? null : dayOption("--date", options.date);
      const language = languageOption(options.lang);
      refuseFullDisk(dir);
      const opened = await openForNight(dir, effects, language, { patience, thorough: true });
      let result: NightResult;
      try {
        result = await nightByHand(opened, date, effects);
      } finally {
        opened.close();
      }
      if (result.sent === null) await sendDue({ dir, effects: serviceEffects(effects) });
      await concludeNight(dir, result, effects, language);
    });
}

/** Run a night that somebody calls for: acts first, so that it knows them, and again at its end. */
async function nightByHand(
  opened: OpenDeployment,
  date: string | null,
  effects: Effects,
): Promise<NightResult> {
  const { deployment, warehouse } = opened;
  await takeActs(opened, effects.now().toISOString());
  const last = (await lastNight(warehouse))?.date ?? null;
  const request =
    date === null
      ? nightByClock(deployment, last, effects.now())
      : nightOf(deployment, date, last, effects.now());
  deliverArrivals(opened, request.date);
  const result = await runNight(opened, request);
  const now = effects.now().toISOString();
  await noteJobs(warehouse, "night", [now], { state: "done", now, detail: request.date });
  await takeActs(opened, effects.now().toISOString());
  return result;
}

/**
 * Print the summary of a night that is done and sent.
 *
 * @throws UserError with exit code 3 where something needs a person: the readers' copy was not replaced, mail did not arrive
 */
export async function concludeNight(
  dir: string,
  result: NightResult,
  effects: Effects,
  language: Language | undefined,
): Promise<void> {
  const opened = await openForLook(dir, lookOptions(effects, language));
  try {
    effects.out(await summaryOf(opened, result));
    const { length: lost } = await undelivered(opened.warehouse);
    const kept = await sessionTrouble(opened.warehouse);
    if (kept !== null) throw new UserError(bilingual("error.mail-kept", { cause: kept.detail }), TROUBLE);
    if (lost > 0) throw new UserError(bilingual("error.mail-undelivered", { count: lost }), TROUBLE);
  } finally {
    opened.close();
  }
  if (result.copy === "failed") throw new UserError(bilingual("error.copy-failed"), TROUBLE);
}
