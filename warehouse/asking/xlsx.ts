import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { DuckDBResult, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import ExcelJS, { type Worksheet } from "exceljs";
import type { DeliveredEnd } from "./protocol.ts";
import { Refused } from "./refused.ts";
import {
  breadthOf,
  CELL_CHARACTERS,
  type CellValue,
  cellOf,
  formOf,
  SHEET_ROWS,
  textCell,
} from "./xlsx-cells.ts";

/** Widths of columns in characters. */
const [NARROWEST, WIDEST] = [8, 60];
const HEAD_FILL = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE4E9ED" } } as const;

/** A column of the answer: its name, what the head notes on it, and how its cells are shown. */
interface Column {
  readonly name: string;
  readonly note: string | null;
  readonly type: DuckDBType;
  readonly form: string | null;
}

/** What a workbook is written to and how. */
export interface Workbook {
  readonly path: string;
  /** The most rows; further sheets take what the first cannot hold. */
  readonly rows: number;
  /** Name of the sheets; those behind the first have a number too. */
  readonly sheet: string;
  /** What is noted on the head of each column; null for none. */
  readonly notes: readonly (string | null)[];
}

/**
 * Write a guarded answer as a workbook, row by row: typed cells, a head that stays in sight, a filter. What a sheet cannot hold goes to a
 * further one, and what a cell cannot hold is refused with its place, for nothing is cut in silence.
 *
 * @throws Refused where a text is longer than a cell
 */
export async function writeXlsx(
  result: DuckDBResult,
  { path, rows: most, sheet, notes }: Workbook,
  isLate: () => boolean,
): Promise<DeliveredEnd> {
  const columns = result.columnNames().map((name, index): Column => {
    const type = result.columnType(index);
    return { name, note: notes[index] ?? null, type, form: formOf(type.toString()) };
  });
  const out = createWriteStream(path);
  const failed = once(out, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  workbook.creator = "Fengsui";
  let written: Worksheet | null = null;
  let [rows, sheets] = [0, 0];
  const open = (first: readonly (readonly CellValue[])[]): Worksheet => {
    written?.commit();
    sheets++;
    return headedSheet(workbook, sheets === 1 ? sheet : `${sheet} ${sheets}`, columns, first);
  };
  for (;;) {
    const chunk = await result.fetchChunk();
    if (isLate()) throw new Error("late");
    const count = Math.min(chunk?.rowCount ?? 0, most - rows);
    const cells = chunk
      ? cellsOf(chunk.convertRows((value) => value as DuckDBValue).slice(0, count), columns, rows)
      : [];
    for (const row of cells) {
      if (written === null || rows === sheets * (SHEET_ROWS - 1)) written = open(cells);
      writeRow(written, row, columns);
      rows++;
    }
    // The writer compresses between two turns of the event loop: without a pause everything would wait in memory.
    await Promise.race([new Promise((resume) => setImmediate(resume)), failed]);
    if (chunk && chunk.rowCount > 0 && chunk.rowCount === count) continue;
    (written ?? open([])).commit();
    await Promise.race([workbook.commit(), failed]);
    return { rows, cut: chunk && chunk.rowCount > count ? "rows" : null, sheets };
  }
}

/** Typed cells of some rows; `before` rows came before them. */
const cellsOf = (
  rows: readonly (readonly DuckDBValue[])[],
  columns: readonly Column[],
  before: number,
): CellValue[][] =>
  rows.map((row, place) =>
    row.map((value, at) => {
      const { name, type } = columns[at]!;
      const cell = cellOf(value, type);
      if (typeof cell === "string" && cell.length > CELL_CHARACTERS)
        throw new Refused("sheet-cell", name, { line: before + place + 1, column: at + 1 });
      return cell;
    }),
  );

function headedSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  columns: readonly Column[],
  first: readonly (readonly CellValue[])[],
): Worksheet {
  const sheet = workbook.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1 }] });
  columns.forEach(({ name: title, form }, at) => {
    const breadths = first.map((row) => breadthOf(row[at] ?? null, form));
    const width = breadths.reduce((most, each) => Math.max(most, each), breadthOf(title, form) + 3);
    sheet.getColumn(at + 1).width = Math.min(Math.max(width + 2, NARROWEST), WIDEST);
  });
  const head = sheet.addRow(columns.map(({ name: title }) => textCell(title)));
  columns.forEach(({ note }, at) => {
    const cell = head.getCell(at + 1);
    cell.font = { bold: true };
    cell.fill = HEAD_FILL;
    if (note !== null) cell.note = note;
  });
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  head.commit();
  return sheet;
}

function writeRow(sheet: Worksheet, row: readonly CellValue[], columns: readonly Column[]): void {
  const line = sheet.addRow(row);
  row.forEach((cell, at) => {
    const { form } = columns[at]!;
    if (form !== null && cell instanceof Date) line.getCell(at + 1).numFmt = form;
  });
  line.commit();
}
