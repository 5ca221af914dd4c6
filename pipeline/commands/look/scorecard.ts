import Table from "cli-table3";
import { Command } from "commander";
import { dateText, translate } from "../../../reports/language/index.ts";
import { SCORE_COLUMNS, scoreText } from "../../../reports/views/scorecard.ts";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { type Score, scorecard } from "../../../warehouse/register/scorecard.ts";
import { dayIn, endOfDay } from "../../deployment/clock.ts";
import { UserError } from "../../deployment/user-error.ts";
import { type OpenDeployment, openDeployment } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../night/open-for-night.ts";

/** `fengsui scorecard DIR`: the reporting quality of each banner and league in a month. */
export function scorecardCommand(effects: Effects): Command {
  return new Command("scorecard")
    .argument("<dir>", "folder of the deployment")
    .option("--month <month>", "month in which reports came due, such as 2026-03 (default: last month)")
    .option("--level <level>", "league or banner (default: both)")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { month?: string; level?: string; lang?: string }) => {
      const language = languageOption(options.lang);
      if (options.level && !["league", "banner"].includes(options.level))
        throw new UserError(`--level ${options.level}: league or banner.`);
      const opened = await openDeployment(dir, language ? { language } : {});
      try {
        const today = dayIn(opened.deployment.settings.zone, effects.now());
        const end = options.month ? monthEndOption(options.month) : shiftPeriod(today, "month", -1);
        const scores = await scoresOf(opened, end);
        effects.out(
          scorecardText(
            opened,
            end,
            scores.filter(({ level }) => !options.level || level === options.level),
          ),
        );
      } finally {
        opened.close();
      }
    });
}

function monthEndOption(month: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return shiftPeriod(`${month}-01`, "month", 0);
  throw new UserError(`--month ${month}: give a month as 2026-03.`);
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
  const drawn = new Table({
    head: [
      translate(language, "status.area"),
      ...SCORE_COLUMNS.map((name) => translate(language, `score.${name}`)),
    ],
    colAligns: ["left", ...SCORE_COLUMNS.map(() => "right" as const)],
    style: { head: [], border: [] },
  });
  for (const score of scores) {
    const text = scoreText(score, language);
    const name = directory.areaName(score.area);
    drawn.push([
      score.level === "league" ? name : `  ${name}`,
      ...SCORE_COLUMNS.map((column) => text[column]),
    ]);
  }
  return `${heading}\n${drawn.toString()}`;
}
