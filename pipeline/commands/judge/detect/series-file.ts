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
  if (date.length === 0 || date.some((d) => d === "")) return null;
  return date.map((text, i) => {
    if (isDay(text)) return dayNumber(text);
    throw new UserError(bilingual("error.cell-not-a-date", { file, line: i + 2, found: text }));
  });
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
  const date = columnOf(table, "date") ?? value.map(() => "");
  const population = columnOf(table, "population");
  return {
    file,
    value: numbers(value, file, "value"),
    date,
    days: daysOf(date, file),
    population: population === undefined ? null : numbers(population, file, "population"),
  };
}
