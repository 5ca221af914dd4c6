/**
 * The child process that reads one legacy workbook; its memory is limited. Arguments: PATH LIMITS (JSON). Prints rows as JSON lines
 * (`XlsLine`).
 */
import { readFileSync } from "node:fs";
import { type CellObject, read, utils, type WorkSheet } from "@e965/xlsx";
import type { CellMark, FileFault } from "../table.ts";
import { numberCell } from "../xlsx/number-cell.ts";
import { displayOf, type NumberDisplay } from "../xlsx/number-format.ts";

/** One line that the child prints: a sheet begins, a row of it, or why the workbook was given up. */
export type XlsLine =
  | { readonly sheet: string; readonly isHidden: boolean; readonly hiddenColumns: readonly number[] }
  | {
      readonly line: number;
      readonly cells: readonly string[];
      readonly isHidden?: true;
      readonly marks?: readonly CellMark[];
    }
  | { readonly fault: FileFault };

/** The most rows and columns of a sheet, characters of a cell and of a row, and cells of all sheets together. */
export interface XlsLimits {
  readonly rows: number;
  readonly columns: number;
  readonly cell: number;
  readonly recordBytes: number;
  readonly cells: number;
}

/** A workbook beyond its limits. */
class BeyondLimits extends Error {
  readonly fault: FileFault;

  constructor(code: FileFault["code"], line: number, most: number) {
    super(code);
    this.fault = { code, line, details: { most } };
  }
}

/** Error values by their code, as the workbook shows them. */
const ERRORS: ReadonlyMap<unknown, string> = new Map([
  [0, "#NULL!"],
  [7, "#DIV/0!"],
  [15, "#VALUE!"],
  [23, "#REF!"],
  [29, "#NAME?"],
  [36, "#NUM!"],
  [42, "#N/A"],
]);

/** Rows among which the header stands: these have the width of the sheet, as if its empty cells were there. */
const HEAD_ROWS = 24;

const print = (line: XlsLine): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);

/** Displays by the code of their number format, since most cells of a workbook share a few. */
const displays = new Map<string, NumberDisplay>();

function displayFor(format: string): NumberDisplay {
  const display = displays.get(format) ?? displayOf(format);
  if (displays.size < 1000) displays.set(format, display);
  return display;
}

function textOf(cell: CellObject | undefined, onMark: (mark: NonNullable<CellMarkPart>) => void): string {
  if (!cell || cell.v === undefined || cell.v === null) return "";
  if (cell.v instanceof Date) {
    const iso = cell.v.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  }
  if (cell.t === "n" && typeof cell.v === "number") {
    const format = typeof cell.z === "string" ? cell.z : "";
    const { text, mark } = numberCell(String(cell.v), format === "" ? undefined : displayFor(format));
    if (mark) onMark(mark);
    return text;
  }
  return String(cell.t === "e" ? (ERRORS.get(cell.v) ?? "#ERROR") : cell.v);
}

type CellMarkPart = ReturnType<typeof numberCell>["mark"];

/** Reads the cells of rows, and counts them over all sheets. */
class RowReader {
  #cells = 0;
  readonly #limits: XlsLimits;

  constructor(limits: XlsLimits) {
    this.#limits = limits;
  }

  /** The cells of a row up to the last that is there. @throws BeyondLimits */
  cellsOf(row: readonly (CellObject | undefined)[], line: number, marks: CellMark[]): string[] {
    const most = this.#limits;
    const cells: string[] = [];
    let characters = 0;
    // Of a list with holes only what is in it is gone through.
    for (const key of Object.keys(row)) {
      const column = Number(key);
      const text = textOf(row[column], (mark) => marks.push({ line, column, ...mark }));
      if (++this.#cells > most.cells) throw new BeyondLimits("too-many-cells-in-file", line, most.cells);
      if (text.length > most.cell) throw new BeyondLimits("cell-too-long", line, most.cell);
      characters += text.length;
      if (characters > most.recordBytes) throw new BeyondLimits("line-too-long", line, most.recordBytes);
      if (column >= most.columns) {
        if (text.trim() !== "") throw new BeyondLimits("too-many-columns", line, most.columns);
        continue;
      }
      while (cells.length < column) cells.push("");
      cells[column] = text;
    }
    return cells;
  }
}

const hiddenColumnsOf = (sheet: WorkSheet): number[] =>
  Object.entries(sheet["!cols"] ?? {}).flatMap(([at, column]) => (column?.hidden ? [Number(at)] : []));

function printRows(path: string, limits: XlsLimits): void {
  // Rows are lists of the cells that are really there: a sheet may declare any range around a single cell.
  const book = read(readFileSync(path), {
    type: "buffer",
    dense: true,
    sheetRows: limits.rows + 1,
    cellDates: true,
    UTC: true,
    cellFormula: false,
    cellHTML: false,
    cellNF: true,
    // Whether rows and columns are hidden.
    cellStyles: true,
    // How a cell is shown is not asked for: it would take half of the memory.
    cellText: false,
  });
  const reader = new RowReader(limits);
  for (const [at, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    const rows = sheet?.["!data"] as readonly (readonly (CellObject | undefined)[] | undefined)[] | undefined;
    if (!rows) continue;
    print({
      sheet: name,
      isHidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0,
      hiddenColumns: hiddenColumnsOf(sheet!),
    });
    const states = sheet!["!rows"] ?? [];
    const range = sheet!["!ref"];
    const width = range ? Math.min(utils.decode_range(range).e.c + 1, limits.columns) : 0;
    let printed = 0;
    for (const key of Object.keys(rows)) {
      const line = Number(key) + 1;
      if (line > limits.rows) throw new BeyondLimits("too-many-rows", line, limits.rows);
      const row = rows[Number(key)];
      if (!row) continue;
      const marks: CellMark[] = [];
      const cells = reader.cellsOf(row, line, marks);
      if (printed++ < HEAD_ROWS) while (cells.length < width) cells.push("");
      const isHidden = states[Number(key)]?.hidden === true;
      print({ line, cells, ...(isHidden ? { isHidden } : {}), ...(marks.length > 0 ? { marks } : {}) });
    }
  }
}

try {
  printRows(process.argv[2]!, JSON.parse(process.argv[3]!) as XlsLimits);
} catch (error) {
  if (!(error instanceof BeyondLimits)) throw error;
  print({ fault: error.fault });
}
