import { csvLine } from "../../../warehouse/engine/csv-line.ts";
import { identityOf } from "../../../warehouse/engine/identity.ts";
import type { LoadPlan } from "../../../warehouse/load/plan.ts";
import type { DecodedTable } from "../decode/table.ts";
import { rowCells } from "../row-cells.ts";

/** The rows of a table that the decoder wrote for the engine, with the line of each. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a decoded table. @throws when the decoder has left the rows in the file */
export function rowsOf({ bytes, lines, delimiter }: DecodedTable): TableRow[] {
  if (!bytes) throw new Error("the rows of this table stand in the file");
  const [, ...rows] = rowCells(bytes, delimiter);
  return rows.map((cells, at) => ({ line: lines?.[at] ?? at + 2, cells }));
}

/** The table with other rows. */
export function withRows(table: DecodedTable, rows: readonly TableRow[]): DecodedTable {
  const text = [table.header, ...rows.map(({ cells }) => cells)]
    .map((cells) => `${csvLine(cells, table.delimiter)}\n`)
    .join("");
  return { ...table, bytes: Buffer.from(text), lines: rows.map(({ line }) => line) };
}

/** The text of a contract's column in a row, as keys are compared: blank where the file has no such column. */
export function textAt(plan: LoadPlan, column: string, cells: readonly string[]): string {
  const cell = plan.cells.find((planned) => planned.column === column);
  if (!cell?.from) return "";
  const text = "constant" in cell.from ? cell.from.constant : (cells[cell.from.position] ?? "");
  return cell.reading.as === "period" || cell.reading.as === "date" ? dayText(text) : identityOf(text);
}

/** A period or date with the year first, however it is written (`2026-02`, `2026年2月`, `202602`), as `2026-2` or `2026-2-1`. */
function dayText(text: string): string {
  const plain = text
    .normalize("NFKC")
    .replace(/[\p{Cf}]+/gu, "")
    .trim();
  const match =
    /^(\d{4})\s*\D\s*(\d{1,2})(?:\s*\D\s*(\d{1,2}))?(?!\d)/u.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})?$/u.exec(plain);
  if (!match) return identityOf(text);
  const [, year, month, day] = match;
  return `${year}-${Number(month)}${day === undefined ? "" : `-${Number(day)}`}`;
}

/** What a row is about: its area, period, and the first key of the contract that is filled; null for a row without an area. */
export function subjectOf(plan: LoadPlan, cells: readonly string[]): string | null {
  const area = textAt(plan, "area", cells);
  if (area === "") return null;
  const key = plan.keys.find((names) => textAt(plan, names[0] ?? "area", cells) !== "") ?? plan.keys[0] ?? [];
  const names = ["period", ...key.filter((name) => name !== "period")];
  return [area, ...names.map((name) => subjectText(plan, name, cells))].join("\u001f");
}

/** A period counts without its day: a month may be written as its first. */
const subjectText = (plan: LoadPlan, name: string, cells: readonly string[]): string => {
  const text = textAt(plan, name, cells);
  return name === "period" && plan.periodKind !== "week" && plan.periodKind !== "day"
    ? (monthOf(text) ?? text)
    : text;
};

/** The month of a period or date with the year first, however it is written; null for any other text. */
export function monthOf(text: string): string | null {
  const [, year, month] = /^(\d{4})\D?(\d{1,2})(?!\d)/u.exec(text) ?? /^(\d{4})(\d{2})/u.exec(text) ?? [];
  return year === undefined ? null : `${year}-${month!.padStart(2, "0")}`;
}

/** Columns of a text are compared up to this size. */
const LARGEST_COMPARED = 4_000_000;

/**
 * Whether columns of a table have the same cells in every row; false where they cannot be compared.
 *
 * @param original bytes of the file, which hold the rows where the decoder did not rewrite them
 */
export function haveSameCells(
  table: DecodedTable,
  original: Buffer | null,
  positions: readonly number[],
): boolean {
  const bytes = table.bytes ?? (table.numbered ? null : original);
  if (!bytes || bytes.length > LARGEST_COMPARED) return false;
  const [first = 0, ...others] = positions;
  return rowsOf({ ...table, bytes }).every(({ cells }) =>
    others.every((at) => (cells[at] ?? "").trim() === (cells[first] ?? "").trim()),
  );
}
