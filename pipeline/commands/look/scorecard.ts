import { Command } from "commander";
import { dateText, translate } from "../../../reports/language/index.ts";
import { SCORE_COLUMNS, scoreText } from "../../../reports/views/scorecard.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { type Score, scorecard } from "../../../warehouse/register/scorecard.ts";
import { dayIn, endOfDay } from "../../deployment/clock.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { choiceOption, languageOption, monthEndOption } from "../console/options.ts";

/** `fengsui scorecard DIR`: the reporting quality of each banner and league in a month. */
export function scorecardCommand(effects: Effects): Command {
  return new Command("scorecard")
    .argument("<dir>", "folder of the deployment")
    .option("--month <month>", "month in which reports came due, such as 2026-03 (default: last month)")
    .option("--level <level>", "league or banner (default: both)")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { month?: string; level?: string; lang?: string }) => {
      const language = languageOption(options.lang);
      const level = options.level && choiceOption("--level", options.level, ["league", "banner"]);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        const today = dayIn(opened.deployment.settings.zone, effects.now());
        const end = options.month
          ? monthEndOption("--month", options.month)
          : shiftPeriod(today, "month", -1);
        const scores = await scoresOf(opened, end);
        effects.out(
          scorecardText(
            opened,
            end,
            scores.filter((score) => !level || score.level === level),
          ),
        );
      } finally {
        opened.close();
      }
    });
}

/** Every league's and banner's score for the month that ends on a day. */
export function scoresOf(opened: OpenDeployment, monthEnd: string): Promise<Score[]> {
  const { zone } = opened.deployment.settings;
  const from = `${monthEnd.slice(0, 8)}01`;
  const fromInstant = new Date(Date.parse(endOfDay(addDays(from, -1), zone)) + 1).toISOString();
  const offices = opened.deployment.offices.map(({ id, area }) => ({ id, area }));
  const asOf = endOfDay(monthEnd, zone);
  return scorecard(opened.warehouse, { from, to: monthEnd, asOf, fromInstant, offices });
}

/** The scorecard as a table: each league followed by the areas below it. */
export function scorecardText(opened: OpenDeployment, monthEnd: string, scores: readonly Score[]): string {
  const { language, directory } = opened.noticeSetting;
  const from = dateText(`${monthEnd.slice(0, 8)}01`, language);
  const heading = translate(language, "score.heading", { from, to: dateText(monthEnd, language) });
  if (scores.length === 0) return `${heading}\n${translate(language, "duties.none")}`;
  const table = terminalTable({
    head: [
      translate(language, "status.area"),
      ...SCORE_COLUMNS.map((name) => translate(language, `score.${name}`)),
    ],
    rows: scores.map((score) => {
      const text = scoreText(score, language);
      const name = directory.areaName(score.area);
      return [score.level === "league" ? name : `  ${name}`, ...SCORE_COLUMNS.map((column) => text[column])];
    }),
    alignments: ["left", ...SCORE_COLUMNS.map(() => "right" as const)],
  });
  return `${heading}\n${table}`;
}
