import { readFileSync } from "node:fs";
import { bilingual } from "../../../../reports/language/bilingual.ts";
import { dayNumber, isDay } from "../../../../warehouse/engine/days.ts";
import { UserError } from "../../../deployment/user-error.ts";
import { type CsvTable, parseCsv } from "./csv.ts";

/** One series as read from a file; NaN is missing. */
export interface SeriesTable {
  readonly file: string;
  readonly value: Float64Array;
  /** ISO dates as written; empty if the file has no dates. */
  readonly date: readonly string[];
  /** Days since 1970-01-01 when every row has a date. */
  readonly days: readonly number[] | null;
  readonly population: Float64Array | null;
}

/** Read a text file. @throws UserError naming the file that could not be read */
export function readText(
  file: string,
  unreadable: "error.unreadable-cases" | "error.unreadable-series",
): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UserError(bilingual(unreadable, { file, reason }));
  }
}

/** A column by name, or undefined when the table has none. */
export function columnOf(table: CsvTable, name: string): string[] | undefined {
  const at = table.names.indexOf(name);
  return at < 0 ? undefined : table.rows.map((row) => row[at]?.trim() ?? "");
}

function numbers(cells: readonly string[], file: string, name: string): Float64Array {
  return Float64Array.from(cells, (cell, i) => {
    if (cell === "" || cell === "NA" || cell === "NaN") return Number.NaN;
    const value = Number(cell);
    if (Number.isFinite(value)) return value;
    throw new UserError(
      bilingual("error.cell-not-a-number", { file, line: i + 2, column: name, found: cell }),
    );
  });
}

function daysOf(date: readonly string[], file: string): readonly number[] | null {
  const dated = date.flatMap((text, i) => (text === "" ? [] : [{ line: i + 2, text }]));
  const days = dated.map(({ line, text }) => {
    if (isDay(text)) return dayNumber(text);
    throw new UserError(bilingual("error.cell-not-a-date", { file, line, found: text }));
  });
  for (let at = 1; at < days.length; at++) {
    const { line, text } = dated[at]!;
    const before = dated[at - 1]!;
    const where = { file, line, found: text, before: before.text };
    if (days[at] === days[at - 1]) throw new UserError(bilingual("error.date-twice", where));
    if (days[at]! < days[at - 1]!) throw new UserError(bilingual("error.dates-unsorted", where));
  }
  if (dated.length < date.length || date.length === 0) return null;
  refuseSkippedPeriods(days, date, file);
  return days;
}

/** Steps between the dates of weeks and of months, in days. */
const STEPS = [
  { least: 7, most: 7 },
  { least: 28, most: 31 },
] as const;

/** A week or month without a row would shift all seasons after it: it must be written, with an empty value. */
function refuseSkippedPeriods(days: readonly number[], date: readonly string[], file: string): void {
  const steps = days.slice(1).map((day, at) => day - days[at]!);
  const usual = STEPS.find(({ least, most }) => least <= (steps[0] ?? 0) && (steps[0] ?? 0) <= most);
  const at = usual ? steps.findIndex((step) => step > usual.most) : -1;
  if (at < 0) return;
  const where = { file, line: at + 3, found: date[at + 1]!, before: date[at]! };
  throw new UserError(bilingual("error.period-skipped", where));
}

/** The lines of the file on which a series has no value. */
const linesWithout = (values: Float64Array): number[] =>
  Array.from(values).flatMap((value, at) => (Number.isNaN(value) ? [at + 2] : []));

/** Most lines that a refusal names. */
const MOST_NAMED = 5;

/** Refuse a series with missing values, for methods that carry a sum or a level from one value to the next. `from` counts from one. */
export function refuseGaps(series: SeriesTable, values: Float64Array, method: string, from = 1): void {
  const lines = linesWithout(values).map((line) => line + from - 1);
  if (lines.length === 0) return;
  const named = lines.slice(0, MOST_NAMED);
  throw new UserError(
    bilingual("error.series-with-gaps", { method, file: series.file, count: lines.length, lines: named }),
  );
}

/** Refuse a series whose values are all alike, for methods that measure in its spread. */
export function refuseConstant(series: SeriesTable, values: ArrayLike<number>, method: string): void {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  if (known.length < 2 || known.some((value) => value !== known[0])) return;
  throw new UserError(bilingual("error.series-constant", { method, file: series.file, found: known[0]! }));
}

/** Read a series: column `value`, and `date` and `population` if present. */
export function readSeries(file: string): SeriesTable {
  const table = parseCsv(readText(file, "error.unreadable-series"));
  const value = columnOf(table, "value");
  if (value === undefined) {
    const known = ["t", "date", "value", "population"];
    throw new UserError(bilingual("error.no-column-value", { file, found: table.names, known }));
  }
  if (value.length === 0) throw new UserError(bilingual("error.series-without-rows", { file }));
  const values = numbers(value, file, "value");
  if (values.every(Number.isNaN)) throw new UserError(bilingual("error.series-without-values", { file }));
  const date = columnOf(table, "date") ?? value.map(() => "");
  const population = columnOf(table, "population");
  return {
    file,
    value: values,
    date,
    days: daysOf(date, file),
    population: population === undefined ? null : numbers(population, file, "population"),
  };
}
