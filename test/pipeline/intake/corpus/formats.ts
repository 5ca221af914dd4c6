import ExcelJS from "exceljs";
import { gb18030, utf16 } from "./gb18030.ts";
import { zipOf } from "./zip.ts";

export type Table = readonly (readonly string[])[];

/** One way to write a table, and the line on which each of its rows then begins. */
export interface Format {
  readonly name: string;
  readonly ending: string;
  write(table: Table): Buffer | Promise<Buffer>;
  lineOf(table: Table, row: number): number;
}

const delimited = (table: Table, delimiter: string): string =>
  table.map((row) => `${row.map((cell) => quoted(cell, delimiter)).join(delimiter)}\n`).join("");
const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** In text a row begins after the line breaks of the rows above it; in other formats rows are counted. */
const physical = (table: Table, row: number): number =>
  1 + table.slice(0, row).reduce((sum, cells) => sum + 1 + (cells.join("").match(/\n/g)?.length ?? 0), 0);
const counted = (_: Table, row: number): number => row + 1;

const inText = (name: string, ending: string, write: (text: string) => Buffer, delimiter = ","): Format => ({
  name,
  ending,
  write: (table) => write(delimited(table, delimiter)),
  lineOf: physical,
});

/** Every format and encoding; the same table must be taken in identically in each. */
export const FORMATS: readonly Format[] = [
  inText("csv, utf-8", "csv", (text) => Buffer.from(text)),
  inText("csv, utf-8 with mark", "csv", (text) => Buffer.from(`\ufeff${text}`)),
  inText("csv, utf-16 little endian", "csv", (text) => utf16(text, "le")),
  inText("csv, utf-16 big endian", "csv", (text) => utf16(text, "be")),
  inText("csv, gb18030", "csv", gb18030),
  inText("csv, windows line ends", "csv", (text) => Buffer.from(text.replaceAll("\n", "\r\n"))),
  inText("tsv, utf-8", "tsv", (text) => Buffer.from(text), "\t"),
  { name: "xlsx", ending: "xlsx", write: workbook, lineOf: counted },
  { name: "json", ending: "json", write: json, lineOf: counted },
  inText("zip with a csv", "zip", (text) =>
    zipOf([{ name: gb18030("裁减人员报告.csv"), content: Buffer.from(text) }]),
  ),
];

async function workbook(table: Table): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("报告");
  for (const row of table) sheet.addRow(row.map(cellOf));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** As a person types it: numbers become numbers, dates dates. */
function cellOf(cell: string): string | number | Date | null {
  if (cell === "") return null;
  if (/^(0|[1-9]\d{0,8})$/.test(cell)) return Number(cell);
  const date = new Date(cell);
  // A day that does not exist stays text.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(cell) && !Number.isNaN(date.getTime());
  return isDay && date.toISOString().startsWith(cell) ? date : cell;
}

function json([header = [], ...rows]: Table): Buffer {
  return Buffer.from(
    JSON.stringify(rows.map((row) => Object.fromEntries(header.map((key, at) => [key, row[at]])))),
  );
}
