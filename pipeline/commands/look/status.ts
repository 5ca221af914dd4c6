import { Command } from "commander";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { inLanguage, type Language, periodText, translate } from "../../../reports/language/index.ts";
import { receiptLines } from "../../../reports/receipts/receipt-lines.ts";
import { findingText } from "../../../reports/views/finding-text.ts";
import { statusCases, statusRefusals } from "../../../reports/views/status.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { listFindings } from "../../../rules/findings/finding-log.ts";
import { lastNight, missingReports } from "../../../warehouse/measure/nights.ts";
import { dutyBoard } from "../../../warehouse/register/obligations.ts";
import { dueDate, lastDue } from "../../deployment/duties.ts";
import { contractById } from "../../intake/contracts/index.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import { openForLook } from "../../night/open-deployment.ts";
import { mailLines, summaryOf } from "../../night/summary.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption, ROWS, wholeOption } from "../console/options.ts";
import { boardTable } from "./duties.ts";
import { statusHead } from "./status-head.ts";

/** `fengsui status DIR`: what the service did last and what is due, open cases, missing reports, refused reports, last night. */
export function statusCommand(effects: Effects): Command {
  return new Command("status")
    .argument("<dir>", "folder of the deployment")
    .option("--lang <language>", "zh-CN or en")
    .option("--rows <count>", "how many refused files and rows to show", "10")
    .action(async (dir: string, options: { lang?: string; rows: string }) => {
      const language = languageOption(options.lang);
      const most = wholeOption("--rows", options.rows, ROWS);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        effects.out(`${await statusHead(opened, effects.now())}\n${await statusText(opened, most)}`);
      } finally {
        opened.close();
      }
    });
}

/** The status of a deployment as one text. */
export async function statusText(opened: OpenDeployment, most: number): Promise<string> {
  const { language } = opened.noticeSetting;
  const last = await lastNight(opened.warehouse);
  const parts = [heading("status.open", language), await casesText(opened)];
  if (last) {
    const { date, asOf } = last;
    const due = { from: addDays(date, -30), to: date, asOf, by: "report" } as const;
    parts.push(heading("status.missing", language), await missingText(opened, date, asOf));
    parts.push(
      heading("status.duties", language),
      boardTable(opened, await dutyBoard(opened.warehouse, due), "report"),
    );
  }
  parts.push(heading("status.findings", language), await openFindingsText(opened, most));
  const mail = await mailLines(opened, most);
  parts.push(
    heading("undelivered.heading", language),
    ...(mail.length > 0 ? mail : [translate(language, "undelivered.none")]),
    heading("status.refused", language),
    await refusedText(opened, most),
    heading("status.last-night", language),
  );
  const result = last && { record: last, repeated: false };
  parts.push(
    result ? await summaryOf(opened, result, { withDrills: false }) : translate(language, "status.never"),
  );
  return parts.join("\n");
}

const heading = (key: TextKey, language: Language): string => `\n== ${translate(language, key)} ==`;

async function casesText(opened: OpenDeployment): Promise<string> {
  const { language, directory } = opened.noticeSetting;
  const rows = (await statusCases(opened.warehouse)).map((openCase) => [
    openCase.id,
    directory.areaName(openCase.area),
    translate(language, `tier.${openCase.tier}`),
    inLanguage(openCase.title, language),
    openCase.opened,
  ]);
  return table(["status.case", "status.area", "status.tier", "status.risk", "status.since"], rows, language);
}

async function missingText(opened: OpenDeployment, date: string, asOf: string): Promise<string> {
  const { language, directory } = opened.noticeSetting;
  const { settings, calendar } = opened.deployment;
  const rows: string[][] = [];
  for (const duty of settings.duties) {
    const period = lastDue(duty, date, calendar);
    const missing = await missingReports(opened.warehouse, duty.report, period, asOf);
    if (missing.length === 0) continue;
    const names = missing.slice(0, 6).map(({ area }) => directory.areaName(area));
    const more = missing.length - names.length;
    rows.push([
      inLanguage(contractById(duty.report)!.title, language),
      periodText(period, duty.period, language),
      dueDate(duty, period, calendar),
      [...names, ...(more > 0 ? [translate(language, "status.more", { count: more })] : [])].join(
        translate(language, "list.separator"),
      ),
    ]);
  }
  return table(["status.report", "status.period", "status.due", "status.areas"], rows, language);
}

async function openFindingsText(opened: OpenDeployment, most: number): Promise<string> {
  const { language, directory } = opened.noticeSetting;
  const open = await listFindings(opened.warehouse, false);
  const shown = open.slice(-most).map((finding) => {
    const { title, message } = findingText(finding, directory, language);
    return `${title}  ${finding.date}\n    ${message}`;
  });
  const more = open.length - shown.length;
  if (more > 0) shown.push(translate(language, "status.more", { count: more }));
  return shown.length > 0 ? shown.join("\n") : translate(language, "status.none");
}

async function refusedText(opened: OpenDeployment, most: number): Promise<string> {
  const { language } = opened.noticeSetting;
  const blocks: string[] = [];
  for (const submission of await statusRefusals(opened.warehouse, most)) {
    blocks.push(...(await receiptLines(opened.warehouse, submission, language, most)));
  }
  return blocks.length > 0 ? blocks.join("\n") : translate(language, "status.none");
}

function table(head: readonly TextKey[], rows: readonly string[][], language: Language): string {
  if (rows.length === 0) return translate(language, "status.none");
  return terminalTable({ head: head.map((key) => translate(language, key)), rows });
}
