import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  type Json,
  JsonDuckDBValueConverter,
} from "@duckdb/node-api";
import { inertText } from "../engine/inert.ts";

/** What Excel holds: rows of a sheet with its head, columns, characters of a cell, digits of a number (Excel specifications and limits). */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;
export const CELL_CHARACTERS = 32_767;
const DIGITS = 15;

/** What a cell of a workbook holds. */
export type CellValue = string | number | boolean | Date | null;

/** The form in which cells of a type of the engine show days and times; null for other types. */
export function formOf(type: string): string | null {
  if (type === "DATE") return "yyyy-mm-dd";
  return /^TIMESTAMP(?: WITH TIME ZONE)?$/.test(type) ? "yyyy-mm-dd hh:mm:ss" : null;
}

/** Before March 1900 spreadsheet programs disagree about days, and after 9999 they know none. */
const [FIRST, LAST] = [Date.UTC(1900, 2, 1), Date.UTC(9999, 11, 31, 23, 59, 59, 999)];
const DAY = 86_400_000;

/**
 * A value of the engine as a cell: numbers, days, instants (UTC) and yes or no as themselves, where a workbook can hold them to the last
 * digit; anything else as its text, inert.
 */
export function cellOf(value: DuckDBValue, type: DuckDBType): CellValue {
  if (value === null) return null;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return textCell(value);
  const typed = typedCell(value);
  if (typed !== null) return typed;
  const json: Json = JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter);
  return textCell(typeof json === "string" ? json : JSON.stringify(json));
}

function typedCell(value: DuckDBValue): number | Date | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return digitsOf(value) <= DIGITS ? Number(value) : null;
  if (value instanceof DuckDBDecimalValue)
    return digitsOf(value.value) <= DIGITS ? Number(value.toString()) : null;
  if (value instanceof DuckDBDateValue) return dayCell(value.days * DAY);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return dayCell(Number(value.micros / 1000n));
  return null;
}

const digitsOf = (whole: bigint): number => String(whole < 0n ? -whole : whole).length;

const dayCell = (milliseconds: number): Date | null =>
  milliseconds >= FIRST && milliseconds <= LAST ? new Date(milliseconds) : null;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot hold.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** What the format reads as a character by its number (ECMA-376, ST_Xstring). */
const ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** The picture of a character that XML has not: `␇`, or the sign for what is unknown. */
const pictureOf = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code === 0x7f) return "\u2421";
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\ufffd";
};

/** A text as a cell: inert, lines ended as a workbook ends them, and pictures in the place of characters that XML cannot hold. */
export const textCell = (text: string): string =>
  inertText(text)
    .replace(/\r\n?/g, "\n")
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(NOT_IN_XML, pictureOf)
    .replace(ESCAPE, "_x005F_");

/** Breadth of a cell's longest line in Latin letters, for the width of its column. */
export function breadthOf(cell: CellValue, form: string | null): number {
  if (cell instanceof Date) return form?.length ?? 10;
  return Math.max(
    ...String(cell ?? "")
      .split("\n")
      .map((line) => [...line].reduce((sum, each) => sum + (each > "\u2e80" ? 2 : 1), 0)),
  );
}
