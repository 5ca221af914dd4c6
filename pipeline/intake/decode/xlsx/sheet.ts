import type { Limits } from "../limits.ts";
import { ArchiveFault, type Member } from "../zip.ts";
import type { WorkbookParts } from "./parts.ts";
import { readXml } from "./xml.ts";

/** Read one worksheet row by row as text cells: dates as `2026-03-15`, numbers as plainly as they can be written. */
export async function readSheet(
  member: Member,
  parts: WorkbookParts,
  limits: Limits,
  onRow: (line: number, cells: string[]) => void,
): Promise<void> {
  let cells: string[] = [];
  let [line, column] = [0, -1];
  let [type, style, value] = ["", 0, ""];
  let [inValue, phonetic] = [false, false];
  await readXml(member, {
    open(tag, attributes) {
      if (tag === "row") {
        cells = [];
        column = -1;
        line = attributes.r === undefined ? line + 1 : Number(attributes.r);
        if (line > limits.rows)
          throw new ArchiveFault({ code: "too-many-rows", line, details: { most: limits.rows } });
      } else if (tag === "c") {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        if (column >= limits.columns)
          throw new ArchiveFault({ code: "too-many-columns", line, details: { most: limits.columns } });
        type = attributes.t ?? "n";
        style = Number(attributes.s ?? 0);
        value = "";
      } else if (tag === "rPh") phonetic = true;
      inValue = tag === "v" || tag === "t";
    },
    text(piece) {
      if (inValue && !phonetic) value += piece;
    },
    close(tag) {
      inValue = false;
      if (tag === "rPh") phonetic = false;
      if (tag === "c") {
        while (cells.length < column) cells.push("");
        cells[column] = cellText(value, type, style, parts);
      } else if (tag === "row") onRow(line, cells);
    },
  });
}

function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function cellText(value: string, type: string, style: number, parts: WorkbookParts): string {
  if (type === "s") return parts.strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "true" : "false";
  if (type !== "n" || value === "") return value;
  if (parts.dateStyles.has(style)) return dateText(Number(value), parts.from1904);
  return /^-?\d{1,15}$/.test(value) ? value : numberText(value);
}

/** A number as stored, without the digits that binary fractions add: `0.30000000000000004` is `0.3`. */
function numberText(value: string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return Number.isInteger(number) && Math.abs(number) < 1e15
    ? String(number)
    : String(Number(number.toPrecision(15)));
}

const DAY = 86_400_000;

/** A serial day: day 60 is a 29 February 1900 that never was, kept by the format for its ancestor's sake. */
function dateText(serial: number, from1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return String(serial);
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const time = new Date(Math.round((days - 25_569) * 86_400) * 1000);
  const iso = time.toISOString();
  return time.getTime() % DAY === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
