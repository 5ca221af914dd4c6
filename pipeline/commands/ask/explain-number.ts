import { Command } from "commander";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { shareText } from "../../../reports/language/figures.ts";
import { inLanguage, numberText, periodText, say } from "../../../reports/language/index.ts";
import {
  contributionsTo,
  type NumberAsked,
  type NumberVersion,
  periodsOf,
  versionsOf,
} from "../../../reports/views/explain/explained-number.ts";
import { absentParts, reportsBehind } from "../../../reports/views/explain/reports-behind.ts";
import { type PeriodKind, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { indicatorById, indicators } from "../../../rules/indicators/index.ts";
import { indicatorSql } from "../../../warehouse/measure/observation-sql.ts";
import { endOfDay } from "../../deployment/clock.ts";
import { UserError } from "../../deployment/user-error.ts";
import { type House, openHouse } from "../../night/open-deployment.ts";
import type { World } from "../console/effects.ts";
import { dayOption, languageOption } from "../night/open-for-night.ts";
import { contributionTable, instantText, reportTable, revisionTable } from "./explain-tables.ts";

interface ExplainOptions {
  readonly indicator: string;
  readonly area: string;
  readonly period: string;
  readonly asOf?: string;
  readonly rows: string;
  readonly lang?: string;
}

/** `fengsui explain-number DIR`: where one number comes from. */
export function explainNumberCommand(world: World): Command {
  return new Command("explain-number")
    .description("explain a number: value, parts, the reports it rests on, its revisions, coverage and SQL")
    .argument("<dir>", "folder of the deployment")
    .requiredOption("--indicator <id>", "indicator, such as new-claims")
    .requiredOption("--area <area>", "code or name of an area")
    .requiredOption("--period <period>", "2026-03, 2026-Q1, 2026, or the last day of the period")
    .option("--as-of <day>", "as known at the end of a day (default: now)")
    .option("--rows <count>", "most rows of each list", "20")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: ExplainOptions) => {
      const language = languageOption(options.lang);
      const house = await openHouse(dir, language ? { language } : {});
      try {
        const asked = askedNumber(house, options, world);
        world.out(await explainedText(house, asked, Math.max(1, Number(options.rows) || 20)));
      } finally {
        house.close();
      }
    });
}

/** One indicator, area and instant; the kind of the period follows from how it is written. */
type Asked = Omit<NumberAsked, "periodKind"> & { readonly kinds: readonly PeriodKind[] };

function askedNumber(house: House, options: ExplainOptions, world: World): Asked {
  const indicator = indicatorById(options.indicator);
  if (!indicator) {
    const known = indicators.map(({ id }) => id).join(", ");
    throw new UserError(`--indicator ${options.indicator}: the indicators are ${known}.`);
  }
  const { areas, settings } = house.deployment;
  const area = areas.find((own) => [own.code, own.name, own.nameEn, own.alias].includes(options.area));
  if (!area) throw new UserError(`--area ${options.area}: areas.csv has no area of that code or name.`);
  const asOf = options.asOf
    ? endOfDay(dayOption("--as-of", options.asOf), settings.zone)
    : world.now().toISOString();
  return { indicator, area: area.code, asOf, ...periodOption(options.period, indicator.periods) };
}

function periodOption(
  text: string,
  periods: readonly PeriodKind[],
): { period: string; kinds: readonly PeriodKind[] } {
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month) return { period: shiftPeriod(`${text}-01`, "month", 0), kinds: ["month"] };
  const quarter = /^(\d{4})-?Q([1-4])$/i.exec(text);
  if (quarter) {
    const last = `${quarter[1]}-${String(3 * Number(quarter[2])).padStart(2, "0")}-01`;
    return { period: shiftPeriod(last, "month", 0), kinds: ["quarter"] };
  }
  if (/^\d{4}$/.test(text)) return { period: `${text}-12-31`, kinds: ["year"] };
  return { period: dayOption("--period", text), kinds: periods };
}

/** The explanation as one text. */
export async function explainedText(house: House, { kinds, ...own }: Asked, most: number): Promise<string> {
  for (const periodKind of kinds) {
    const asked = { ...own, periodKind };
    const versions = await versionsOf(house.warehouse, asked);
    if (versions.length > 0) return textOf(house, asked, versions, most);
  }
  const { language, directory } = house.noticeSetting;
  const there = await periodsOf(house.warehouse, own.indicator.id, own.area);
  const periods = there
    .map(({ period, periodKind }) => periodText(period, periodKind, language))
    .join(say(language, "list.separator"));
  throw new UserError(
    say(language, "explain.none", {
      indicator: inLanguage(own.indicator.title, language),
      area: directory.areaName(own.area),
      period: own.period,
      hint: say(language, periods ? "explain.hint-periods" : "explain.hint-nothing", { periods }),
    }),
  );
}

async function textOf(
  house: House,
  asked: NumberAsked,
  versions: readonly NumberVersion[],
  most: number,
): Promise<string> {
  const { language } = house.noticeSetting;
  const heading = (key: TextKey) => `\n== ${say(language, key)} ==`;
  const list = <Row>(
    key: TextKey,
    rows: readonly Row[],
    drawn: (rows: readonly Row[]) => string,
  ): string[] => {
    if (rows.length === 0) return [];
    const more = rows.length - most;
    return [
      heading(key),
      drawn(rows.slice(0, most)),
      ...(more > 0 ? [say(language, "explain.more", { count: more })] : []),
    ];
  };
  const absent = await absentParts(house.warehouse, asked);
  return [
    ...headLines(house, asked, versions.at(-1)!),
    ...list("explain.contributions", await contributionsTo(house.warehouse, asked), (rows) =>
      contributionTable(house, rows),
    ),
    ...list("explain.revisions", versions.toReversed(), (rows) => revisionTable(house, rows, versions)),
    ...list("explain.reports", await reportsBehind(house.warehouse, asked), (rows) =>
      reportTable(house, rows),
    ),
    ...list("explain.absent", absent, (rows) =>
      rows
        .map(({ area }) => house.noticeSetting.directory.areaName(area))
        .join(say(language, "list.separator")),
    ),
    heading("explain.sql"),
    indicatorSql(asked.indicator.id).trimEnd(),
  ].join("\n");
}

function headLines(house: House, asked: NumberAsked, version: NumberVersion): string[] {
  const { language, directory } = house.noticeSetting;
  const { indicator } = asked;
  const { numerator, denominator, value, partsIn, partsExpected, coverage, knownAt, night } = version;
  const figure = (number: number | null) => (number === null ? "—" : numberText(number, language, 4));
  const shown =
    value === null
      ? say(language, "explain.unpublished")
      : `${numberText(value, language, indicator.decimals)}${inLanguage(indicator.unit, language)}`;
  return [
    say(language, "explain.heading", {
      title: inLanguage(indicator.title, language),
      area: directory.areaName(asked.area),
      period: periodText(asked.period, asked.periodKind, language),
      value: shown,
    }),
    ...(indicator.definition
      ? [say(language, "explain.definition", { definition: inLanguage(indicator.definition, language) })]
      : []),
    say(language, "explain.parts", { numerator: figure(numerator), numeratorMeaning: indicator.numerator }),
    ...(indicator.denominator === null
      ? [say(language, "explain.count")]
      : [
          say(language, "explain.denominator", {
            denominator: figure(denominator),
            denominatorMeaning: indicator.denominator,
          }),
          say(language, "explain.scale", { scale: indicator.scale }),
        ]),
    say(language, "explain.coverage", {
      expected: partsExpected,
      in: partsIn,
      share: shareText(coverage, language),
    }),
    say(language, "explain.known", { known: instantText(knownAt), night: night ?? "—" }),
    say(language, "explain.missing", { text: indicator.whenMissing }),
    say(language, "explain.source", { text: indicator.source }),
  ];
}
