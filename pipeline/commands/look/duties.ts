import Table from "cli-table3";
import { Command } from "commander";
import { dateText, inLanguage, say } from "../../../reports/language/index.ts";
import { tallyText, totalOf } from "../../../reports/views/duty-board.ts";
import { BOARD_BY, type DutyTally, dutyBoard } from "../../../warehouse/register/obligations.ts";
import { dayIn, endOfDay } from "../../deployment/clock.ts";
import { UserError } from "../../deployment/user-error.ts";
import { contractById } from "../../intake/contracts/index.ts";
import { type House, openHouse } from "../../night/open-deployment.ts";
import type { World } from "../console/effects.ts";
import { dayOption, languageOption } from "../night/open-for-night.ts";

type By = Exclude<keyof typeof BOARD_BY, "all">;

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly by: string;
  readonly lang?: string;
}

/** `fengsui duties DIR`: who owes what, and what is in, on time, late, missing. */
export function dutiesCommand(world: World): Command {
  return new Command("duties")
    .description(
      "show who owed which reports and how they came in (报送情况): expected, on time, late, missing",
    )
    .argument("<dir>", "folder of the deployment")
    .option("--from <day>", "first due date (default: the first of January of the last one's year)")
    .option("--to <day>", "last due date, and the day at whose end it is judged (default: today)")
    .option("--by <what>", "office, league or report", "office")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: Options) => {
      const language = languageOption(options.lang);
      const by = options.by as By;
      if (!(by in BOARD_BY) || options.by === "all")
        throw new UserError(`--by ${options.by}: office, league or report.`);
      const house = await openHouse(dir, language ? { language } : {});
      try {
        const { zone } = house.deployment.settings;
        const to = options.to ? dayOption("--to", options.to) : dayIn(zone, world.now());
        const from = options.from ? dayOption("--from", options.from) : `${to.slice(0, 4)}-01-01`;
        world.out(await dutiesText(house, { from, to, asOf: endOfDay(to, zone), by }));
      } finally {
        house.close();
      }
    });
}

/** The board of duties as one text. */
export async function dutiesText(
  house: House,
  request: { readonly from: string; readonly to: string; readonly asOf: string; readonly by: By },
): Promise<string> {
  const { language } = house.noticeSetting;
  const rows = await dutyBoard(house.warehouse, request);
  const heading = say(language, "duties.heading", {
    from: dateText(request.from, language),
    to: dateText(request.to, language),
  });
  return `${heading}\n${boardTable(house, rows, request.by)}`;
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

/** A board of duties as a table, its total last. */
export function boardTable(house: House, rows: readonly DutyTally[], by: By): string {
  const { language, directory } = house.noticeSetting;
  if (rows.length === 0) return say(language, "duties.none");
  const nameOf = (name: string) => {
    if (by === "office") return directory.office(name)?.name ?? name;
    if (by === "league") return directory.areaName(name);
    const title = contractById(name)?.title;
    return title ? inLanguage(title, language) : name;
  };
  const heads = FIGURES.map((name) => say(language, `duties.${name === "onTime" ? "on-time" : name}`));
  const drawn = new Table({
    head: [say(language, `duties.${by}`), ...heads],
    colAligns: ["left", ...FIGURES.map(() => "right" as const)],
    style: { head: [], border: [] },
  });
  const cells = (name: string, tally: DutyTally) => {
    const text = tallyText(tally, language);
    return [name, ...FIGURES.map((figure) => String(text[figure]))];
  };
  for (const row of rows) drawn.push(cells(nameOf(row.name), row));
  drawn.push(cells(say(language, "duties.total"), totalOf(rows)));
  return drawn.toString();
}
