import { indicators } from "../../rules/indicators/index.ts";
import type { AnsweredColumn } from "../../warehouse/asking/question.ts";
import { type Language, translate } from "../language/index.ts";
import { clockOf } from "../language/instant-text.ts";
import { answerTable } from "./answer-table.ts";
import { shortTitle } from "./short-title.ts";

/** An answer as it came, and for whom it is printed. */
export interface PeopleAnswer {
  readonly columns: readonly AnsweredColumn[];
  readonly rows: readonly (readonly unknown[])[];
  readonly language: Language;
  /** IANA name of the deployment's time zone. */
  readonly zone: string;
}

/**
 * An answer as people read it on a terminal: figures with the decimals of their indicator, times on the clocks of the deployment, headings in
 * the reader's language. Exports have the values and names as they are.
 */
export function peopleTable({ columns, rows, language, zone }: PeopleAnswer): string {
  const decimals = decimalsOf(columns);
  const local = columns.map(({ type }, at) => isInstant(type) && !isDays(rows, at));
  const heads = headings(columns, language);
  const summarized = summaryColumns(columns);
  const shown = rows.map((row) =>
    row.map((cell, at) => {
      const { name, type } = columns[at]!;
      if (local[at]) return localTime(cell, zone);
      if (summarized.has(at))
        return isSummaryFigure(name, row[summarized.get(at)!]) ? figureText(cell, null) : cell;
      if (!FLOATING.test(type)) return cell;
      // What is pivoted on indicators has their ids as its columns.
      return figureText(cell, INDICATOR_FIGURES.has(name) ? decimals(row) : (DECIMALS.get(name) ?? null));
    }),
  );
  const table = answerTable(
    columns.map(({ type }, at) => ({ name: heads[at]!, type })),
    shown,
  );
  const times = [...new Set(heads.filter((_, at) => local[at]))];
  if (times.length === 0) return table;
  return `${table}\n${translate(language, "ask.zone", { columns: times.join(translate(language, "list.separator")), zone })}`;
}

/**
 * A heading for each column: in Chinese its title, where it has a short title that no other column of the answer has; else its name, which is
 * an English word.
 */
function headings(columns: readonly AnsweredColumn[], language: Language): string[] {
  const titles = columns.map(({ name, meaning }) =>
    meaning && language === "zh-CN" ? (shortTitle(meaning.zh) ?? name) : name,
  );
  return titles.map((title, at) =>
    titles.some((other, place) => place !== at && other === title) ? columns[at]!.name : title,
  );
}

const FLOATING = /^(?:FLOAT|DOUBLE|DECIMAL)/;

/** Columns of the copy that hold a value of the row's indicator, in its unit. */
const INDICATOR_FIGURES = new Set([
  ...["value", "last_year", "change", "expected", "first_value", "latest_value", "first_published", "latest"],
  ...Array.from({ length: 12 }, (_, month) => `m${String(month + 1).padStart(2, "0")}`),
]);
const INDICATOR_NAMES = ["indicator", "indicator_zh", "indicator_en"];

const DECIMALS = new Map(
  indicators.flatMap(({ id, title, decimals }) =>
    [id, title.zh, title.en].map((name): [string, number] => [name, decimals]),
  ),
);

/** The decimals of a row's indicator; null where the answer does not say which indicator it is. */
function decimalsOf(columns: readonly AnsweredColumn[]): (row: readonly unknown[]) => number | null {
  const at = columns.findIndex(({ name }) => INDICATOR_NAMES.includes(name));
  return (row) => (at < 0 ? null : (DECIMALS.get(String(row[at])) ?? null));
}

/** Columns of a SUMMARIZE that are figures though the engine gives texts, each with the place of the column that names their type. */
function summaryColumns(columns: readonly AnsweredColumn[]): ReadonlyMap<number, number> {
  const names = columns.map(({ name }) => name);
  const typed = names.indexOf("column_type");
  const isSummary = typed >= 0 && ["avg", "std", "null_percentage"].every((name) => names.includes(name));
  const figures = ["min", "max", "avg", "std", "q25", "q50", "q75"].map((name) => names.indexOf(name));
  return new Map(isSummary ? figures.filter((at) => at >= 0).map((at) => [at, typed]) : []);
}

/** Least and greatest of a text are texts, also where they look like a number. */
const isSummaryFigure = (name: string, type: unknown): boolean =>
  FLOATING.test(String(type)) || !["min", "max"].includes(name);

/** Most decimals of a figure that no indicator is known of. */
const MOST = 6;

/**
 * A figure with so many decimals; without a number of decimals at most six, below 1 at most six that are not leading zeros, and none that say
 * nothing.
 *
 * @example
 * figureText(0.30000000000000004, null) // "0.3"
 */
export function figureText(cell: unknown, decimals: number | null): unknown {
  const figure = typeof cell === "number" || typeof cell === "string" ? Number(cell) : Number.NaN;
  // Beyond 15 digits a double no longer has what a decimal says.
  if (cell === "" || !Number.isFinite(figure) || Math.abs(figure) >= 1e15) return cell;
  if (decimals !== null) return positiveZero(figure.toFixed(decimals));
  if (figure === 0) return "0";
  const leading = Math.abs(figure) < 1 ? -Math.floor(Math.log10(Math.abs(figure))) - 1 : 0;
  const text = figure.toFixed(Math.min(MOST + leading, 100));
  return positiveZero(text.replace(/\.?0+$/, ""));
}

const positiveZero = (text: string): string => (/^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text);

const isInstant = (type: string): boolean => /^TIMESTAMP/.test(type);
const INSTANT = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:\+00(?::00)?)?$/;

/** Whether a column of instants holds days: each value at midnight, and none on a clock. */
const isDays = (rows: readonly (readonly unknown[])[], at: number): boolean => {
  const there = rows.map((row) => row[at]).filter((cell) => cell !== null);
  return there.every((cell) => / 00:00:00$/.test(String(cell)));
};

/** An instant of the copy (UTC) as the deployment's clocks show it; what is none, such as infinity, as it is. */
function localTime(cell: unknown, zone: string): unknown {
  const [, day, time] = INSTANT.exec(String(cell)) ?? [];
  if (day === undefined || time === undefined) return cell;
  const { date, time: clock } = clockOf(`${day}T${time}Z`, zone);
  return `${date} ${clock}:${time.slice(6)}`;
}
