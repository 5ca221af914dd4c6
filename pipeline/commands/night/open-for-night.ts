import { performance } from "node:perf_hooks";
import { mailCounts } from "../../../reports/delivery/mail-counts.ts";
import { sessionTrouble } from "../../../reports/delivery/mail-session.ts";
import { undelivered } from "../../../reports/delivery/undelivered.ts";
import { troubleText, undeliveredLines } from "../../../reports/delivery/undelivered-text.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { summaryText } from "../../../reports/views/summary.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { openCases } from "../../../rules/judge/open-cases.ts";
import { dutyBoard } from "../../../warehouse/register/obligations.ts";
import { inspectDeployment } from "../../deployment/load.ts";
import { weakSettings } from "../../deployment/weak-settings.ts";
import { type OpenDeployment, openDeployment, type Progress } from "../../night/open-deployment.ts";
import type { NightResult } from "../../night/steps.ts";
import type { Effects } from "../console/effects.ts";

/** Most messages that did not arrive that a summary lists. */
const MOST_LISTED = 10;

/** Open a deployment for a night that prints its steps as they run, and first what its settings weaken. */
export async function openForNight(
  dir: string,
  effects: Effects,
  lang: Language | undefined,
  quiet = false,
): Promise<OpenDeployment> {
  const language = lang ?? inspectDeployment(dir).language ?? "en";
  const opened = await openDeployment(dir, {
    ...(lang ? { language: lang } : {}),
    environment: effects.environment ?? {},
    log: (text) => effects.err(text),
    ...(effects.wait ? { wait: effects.wait } : {}),
    progress: quiet ? (_step, _unit, work) => work() : printProgress(effects, language),
  });
  for (const text of weakSettings(opened.deployment, effects.environment))
    effects.err(translate(language, "warning.line", { text: inLanguage(text, language) }));
  return opened;
}

/** Print each step with its count and time: `接收报送 12份 0.4s`. */
function printProgress(effects: Effects, language: Language): Progress {
  return async (step, unit, work, count) => {
    if (unit === null) return work();
    const began = performance.now();
    const result = await work();
    const figure = count ? count(result) : Number(result);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const counted = translate(language, `count.${unit}` as TextKey, { count: figure });
    effects.err(`${translate(language, `step.${step}` as TextKey)} ${counted} ${seconds}s`);
    return result;
  };
}

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

/** The summary of a night for the operator on duty. */
export async function summaryOf(opened: OpenDeployment, result: NightResult): Promise<string> {
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
  const input = {
    ...result,
    name: language === "en" ? name.en : name.zh,
    mail,
    receipts,
    reminders,
    duties,
    open,
    undelivered: await mailLines(opened),
  };
  return summaryText(input, language, directory);
}
