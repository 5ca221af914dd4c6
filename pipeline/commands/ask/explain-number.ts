import { existsSync } from "node:fs";
import { Command } from "commander";
import { asItStands, bilingual } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { shareText } from "../../../reports/language/figures.ts";
import {
  inLanguage,
  type Language,
  numberText,
  periodText,
  translate,
} from "../../../reports/language/index.ts";
import {
  type NumberAsked,
  type NumberVersion,
  numberSql,
  periodsOf,
  versionsOf,
} from "../../../reports/views/explain/explained-number.ts";
import { type PeriodKind, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { indicatorById, indicators } from "../../../rules/indicators/index.ts";
import { indicatorSql } from "../../../warehouse/measure/observation-sql.ts";
import { endOfDay } from "../../deployment/clock.ts";
import { UserError } from "../../deployment/user-error.ts";
import { openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { dayOption, languageOption, ROWS, wholeOption } from "../console/options.ts";
import { isOperator } from "./ask.ts";
import { contributionTable, instantText, reportTable, revisionTable } from "./explain-tables.ts";
import { type ExplainedSource, operatorSource, readerSource } from "./explained-source.ts";

interface ExplainOptions {
  readonly indicator: string;
  readonly area: string;
  readonly period: string;
  readonly asOf?: string;
  readonly rows: string;
  readonly lang?: string;
}

/** `fengsui explain-number DIR`: where one number comes from. */
export function explainNumberCommand(effects: Effects): Command {
  return new Command("explain-number")
    .argument("<dir>", "folder of the deployment")
    .requiredOption("--indicator <id>", "indicator, such as new-claims")
    .requiredOption("--area <area>", "code or name of an area")
    .requiredOption("--period <period>", "2026-03, 2026-Q1, 2026, or the last day of the period")
    .option("--as-of <day>", "as known at the end of a day (default: now)")
    .option("--rows <count>", "most rows of each list", "20")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: ExplainOptions) => {
      const language = languageOption(options.lang);
      const most = wholeOption("--rows", options.rows, ROWS);
      const source = await sourceOf(dir, effects, language);
      try {
        const asked = askedNumber(source, options, effects);
        effects.out(await explainedText(source, asked, most));
      } finally {
        source.close();
      }
    });
}

/** The warehouse for the service's account, the published copy for a reader's. */
async function sourceOf(
  dir: string,
  effects: Effects,
  language: Language | undefined,
): Promise<ExplainedSource> {
  if (existsSync(dir) && !isOperator(dir)) return readerSource(dir, effects, language);
  return operatorSource(await openForLook(dir, lookOptions(effects, language)));
}

/** One indicator, area and instant; how the period is written determines the possible kinds of period. */
type Asked = Omit<NumberAsked, "periodKind"> & { readonly kinds: readonly PeriodKind[] };

function askedNumber(source: ExplainedSource, options: ExplainOptions, effects: Effects): Asked {
  const indicator = indicatorById(options.indicator);
  if (!indicator) {
    const known = indicators.map(({ id }) => id);
    throw new UserError(bilingual("error.indicator-option", { value: options.indicator, known }));
  }
  const area = source.areaCode(options.area);
  if (!area) throw new UserError(bilingual("error.area-option", { value: options.area }));
  const asOf = options.asOf
    ? endOfDay(dayOption("--as-of", options.asOf), source.zone)
    : effects.now().toISOString();
  return { indicator, area, asOf, ...periodOption(options.period, indicator.periods) };
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
export async function explainedText(
  source: ExplainedSource,
  { kinds, ...figure }: Asked,
  most: number,
): Promise<string> {
  for (const periodKind of kinds) {
    const asked = { ...figure, periodKind };
    const versions = await versionsOf(source.numbers, asked);
    if (versions.length > 0) return textOf(source, asked, versions, most);
  }
  const { language } = source;
  const there = await periodsOf(source.numbers, figure.indicator.id, figure.area);
  const periods = there
    .map(({ period, periodKind }) => periodText(period, periodKind, language))
    .join(translate(language, "list.separator"));
  const text = translate(language, "explain.none", {
    indicator: inLanguage(figure.indicator.title, language),
    area: source.areaName(figure.area),
    period: figure.period,
    hint: translate(language, periods ? "explain.hint-periods" : "explain.hint-nothing", { periods }),
  });
  throw new UserError(asItStands(text));
}

async function textOf(
  source: ExplainedSource,
  asked: NumberAsked,
  versions: readonly NumberVersion[],
  most: number,
): Promise<string> {
  const { language } = source;
  const heading = (key: TextKey) => `\n== ${translate(language, key)} ==`;
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
      ...(more > 0 ? [translate(language, "explain.more", { count: more })] : []),
    ];
  };
  return [
    ...headLines(source, asked, versions.at(-1)!),
    ...list("explain.contributions", await source.contributions(asked), (rows) =>
      contributionTable(source, rows),
    ),
    ...list("explain.revisions", versions.toReversed(), (rows) => revisionTable(source, rows, versions)),
    ...(source.behind === null
      ? [`\n${translate(language, "explain.of-the-operator")}`]
      : [
          ...list("explain.reports", await source.behind.reports(asked), (rows) => reportTable(source, rows)),
          ...list("explain.absent", await source.behind.absent(asked), (rows) =>
            rows.map(({ area }) => source.areaName(area)).join(translate(language, "list.separator")),
          ),
        ]),
    heading("explain.sql-of-copy"),
    numberSql(asked),
    heading("explain.sql"),
    indicatorSql(asked.indicator.id).trimEnd(),
  ].join("\n");
}

function headLines(source: ExplainedSource, asked: NumberAsked, version: NumberVersion): string[] {
  const { language } = source;
  const { indicator } = asked;
  const { numerator, denominator, value, partsIn, partsExpected, coverage, knownAt, night } = version;
  const figure = (number: number | null) => (number === null ? "—" : numberText(number, language, 4));
  const shown =
    value === null
      ? translate(language, "explain.unpublished")
      : `${numberText(value, language, indicator.decimals)}${inLanguage(indicator.unit, language)}`;
  return [
    translate(language, "explain.heading", {
      title: inLanguage(indicator.title, language),
      area: source.areaName(asked.area),
      period: periodText(asked.period, asked.periodKind, language),
      value: shown,
    }),
    ...(indicator.definition
      ? [
          translate(language, "explain.definition", {
            definition: inLanguage(indicator.definition, language),
          }),
        ]
      : []),
    translate(language, "explain.parts", {
      numerator: figure(numerator),
      numeratorMeaning: indicator.numerator,
    }),
    ...(indicator.denominator === null
      ? [translate(language, "explain.count")]
      : [
          translate(language, "explain.denominator", {
            denominator: figure(denominator),
            denominatorMeaning: indicator.denominator,
          }),
          translate(language, "explain.scale", { scale: indicator.scale }),
        ]),
    translate(language, "explain.coverage", {
      expected: partsExpected,
      in: partsIn,
      share: shareText(coverage, language),
    }),
    translate(language, "explain.known", { known: instantText(knownAt), night: night ?? "—" }),
    translate(language, "explain.missing", { text: indicator.whenMissing }),
    translate(language, "explain.source", { text: indicator.source }),
  ];
}
