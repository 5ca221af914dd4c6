import { parse } from "csv-parse/sync";
import { inertLine } from "../../../../warehouse/engine/csv-line.ts";

/** A CSV table: column names and rows of text cells. */
export interface CsvTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Read a CSV (RFC 4180): quoted cells may hold commas, doubled quotes and line breaks; rows may differ in length. */
export function parseCsv(text: string): CsvTable {
  const [names = [], ...rows] = parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as string[][];
  return { names: names.map((name) => name.trim()), rows };
}

/** One cell as text; numbers with 15 significant digits, missing numbers empty. */
export function formatCell(cell: number | string): string {
  if (typeof cell === "string") return inertLine([cell]);
  if (Number.isNaN(cell)) return "";
  if (cell === Number.POSITIVE_INFINITY) return "Inf";
  if (cell === Number.NEGATIVE_INFINITY) return "-Inf";
  return String(Number(cell.toPrecision(15)));
}

/** Columns of equal length as CSV text. */
export function formatCsv(columns: Readonly<Record<string, ArrayLike<number | string>>>): string {
  const names = Object.keys(columns);
  const length = Math.max(0, ...names.map((name) => columns[name]!.length));
  const lines = [names.join(",")];
  for (let i = 0; i < length; i++)
    lines.push(names.map((name) => formatCell(columns[name]![i] ?? "")).join(","));
  return `${lines.join("\n")}\n`;
}
