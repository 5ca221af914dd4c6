import { Command } from "commander";
import { dateText, inLanguage, translate } from "../../../reports/language/index.ts";
import { tallyText, totalOf } from "../../../reports/views/duty-board.ts";
import { terminalTable } from "../../../reports/views/terminal-table.ts";
import { type BOARD_BY, type DutyTally, dutyBoard } from "../../../warehouse/register/obligations.ts";
import { dayIn, endOfDay } from "../../deployment/clock.ts";
import { contractById } from "../../intake/contracts/index.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { choiceOption, dayOption, languageOption } from "../console/options.ts";

type By = Exclude<keyof typeof BOARD_BY, "all">;
const BY: readonly By[] = ["office", "league", "report"];

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly by: string;
  readonly lang?: string;
}

/** `fengsui duties DIR`: which reports are owed, received, on time, late or missing, by area. */
export function dutiesCommand(effects: Effects): Command {
  return new Command("duties")
    .argument("<dir>", "folder of the deployment")
    .option("--from <day>", "first due date (default: the first of January of the last one's year)")
    .option("--to <day>", "last due date, and the day at whose end it is judged (default: today)")
    .option("--by <what>", "office, league or report", "office")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: Options) => {
      const language = languageOption(options.lang);
      const by = choiceOption("--by", options.by, BY);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        const { zone } = opened.deployment.settings;
        const to = options.to ? dayOption("--to", options.to) : dayIn(zone, effects.now());
        const from = options.from ? dayOption("--from", options.from) : `${to.slice(0, 4)}-01-01`;
        effects.out(await dutiesText(opened, { from, to, asOf: endOfDay(to, zone), by }));
      } finally {
        opened.close();
      }
    });
}

/** The table of duties as text. */
export async function dutiesText(
  opened: OpenDeployment,
  request: { readonly from: string; readonly to: string; readonly asOf: string; readonly by: By },
): Promise<string> {
  const { language } = opened.noticeSetting;
  const rows = await dutyBoard(opened.warehouse, request);
  const heading = translate(language, "duties.heading", {
    from: dateText(request.from, language),
    to: dateText(request.to, language),
  });
  return `${heading}\n${boardTable(opened, rows, request.by)}`;
}

const FIGURES = [
  "expected",
  "in",
  "onTime",
  "late",
  "missing",
  "nil",
  "corrected",
  "completeness",
  "timeliness",
] as const;

/** Tallies of duties as a table, with the total last. */
export function boardTable(opened: OpenDeployment, rows: readonly DutyTally[], by: By): string {
  const { language, directory } = opened.noticeSetting;
  if (rows.length === 0) return translate(language, "duties.none");
  const nameOf = (name: string) => {
    if (by === "office") return directory.office(name)?.name ?? name;
    if (by === "league") return directory.areaName(name);
    const title = contractById(name)?.title;
    return title ? inLanguage(title, language) : name;
  };
  const heads = FIGURES.map((name) => translate(language, `duties.${name === "onTime" ? "on-time" : name}`));
  const cells = (name: string, tally: DutyTally) => {
    const text = tallyText(tally, language);
    return [name, ...FIGURES.map((figure) => String(text[figure]))];
  };
  return terminalTable({
    head: [translate(language, `duties.${by}`), ...heads],
    rows: [
      ...rows.map((row) => cells(nameOf(row.name), row)),
      cells(translate(language, "duties.total"), totalOf(rows)),
    ],
    alignments: ["left", ...FIGURES.map(() => "right" as const)],
  });
}
