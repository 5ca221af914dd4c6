import { mailCounts } from "../../reports/delivery/mail-counts.ts";
import { sessionTrouble } from "../../reports/delivery/mail-session.ts";
import { undelivered } from "../../reports/delivery/undelivered.ts";
import { troubleText, undeliveredLines } from "../../reports/delivery/undelivered-text.ts";
import { inLanguage, translate } from "../../reports/language/index.ts";
import { summaryText } from "../../reports/views/summary.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { eventsOfNight } from "../../rules/cases/case-log.ts";
import { openCases } from "../../rules/judge/open-cases.ts";
import { dutyBoard } from "../../warehouse/register/obligations.ts";
import { mapNotes } from "../deployment/map-notes.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightResult } from "./steps.ts";
import { unreachedNotes, vacancyNotes } from "./unreached-notes.ts";

/** Most messages that did not arrive that a summary lists. */
const MOST_LISTED = 10;

/**
 * Lines on messages that were refused or given up, with the numbers to call where the tier is Ⅰ or Ⅱ, and on a mail server that takes
 * nothing; none where every message arrived or waits.
 */
export async function mailLines(
  { warehouse, mail: { followUp } }: Pick<OpenDeployment, "warehouse" | "mail">,
  most = MOST_LISTED,
): Promise<string[]> {
  const trouble = await sessionTrouble(warehouse);
  const messages = await undelivered(warehouse);
  const { language } = followUp;
  const lines = [
    ...(trouble ? [troubleText(trouble, followUp)] : []),
    ...(messages.length > 0 ? [translate(language, "undelivered.count", { count: messages.length })] : []),
    ...undeliveredLines(messages, followUp, most),
  ];
  return lines.map((text) => translate(language, "warning.line", { text }));
}

/** Lines on areas and tiers of which nobody would hear, today or within 30 days, and on seats that nobody holds. */
function unreachedLines({ deployment, noticeSetting: { language } }: OpenDeployment, date: string): string[] {
  const notes = [
    ...unreachedNotes(deployment, date),
    ...vacancyNotes(deployment, date),
    ...mapNotes(deployment),
  ];
  return notes
    .slice(0, MOST_LISTED)
    .map(({ message }) => translate(language, "warning.line", { text: inLanguage(message, language) }));
}

/** The summary of a night for the operator on duty; without exercises, where it stands beside what is real. */
export async function summaryOf(
  opened: OpenDeployment,
  result: Pick<NightResult, "record" | "repeated">,
  { withDrills = true } = {},
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
  const events = (await eventsOfNight(opened.warehouse, result.record.id)).filter(
    ({ drill }) => withDrills || !drill,
  );
  const input = {
    ...{ record: result.record, repeated: result.repeated, events },
    name: language === "en" ? name.en : name.zh,
    mail,
    receipts,
    reminders,
    duties,
    open,
    undelivered: [...unreachedLines(opened, date), ...(await mailLines(opened))],
  };
  return summaryText(input, language, directory);
}
