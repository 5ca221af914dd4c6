import { mailCounts } from "../../reports/delivery/mail-counts.ts";
import { summaryText } from "../../reports/views/summary.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { eventsOfNight } from "../../rules/cases/case-log.ts";
import { openCases } from "../../rules/judge/open-cases.ts";
import { dutyBoard } from "../../warehouse/register/obligations.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightResult } from "./steps.ts";

/** The summary of a night for the operator on duty. */
export async function summaryOf(
  opened: OpenDeployment,
  result: Pick<NightResult, "record" | "repeated">,
): Promise<string> {
  const { language, directory } = opened.noticeSetting;
  const { name } = opened.deployment.settings;
  const mail = await mailCounts(opened.warehouse, result.record.id);
  const receipts = await mailCounts(opened.warehouse, result.record.id, "receipt");
  const reminders = await mailCounts(opened.warehouse, result.record.id, "reminder");
  const { date, asOf } = result.record;
  const [duties = null] = await dutyBoard(opened.warehouse, {
    from: addDays(date, -30),
    to: date,
    asOf,
    by: "all",
  });
  const open = await openCases(opened.warehouse);
  const events = await eventsOfNight(opened.warehouse, result.record.id);
  const input = {
    ...{ record: result.record, repeated: result.repeated, events },
    name: language === "en" ? name.en : name.zh,
    mail,
    receipts,
    reminders,
    duties,
    open,
  };
  return summaryText(input, language, directory);
}
