import { isFigureType } from "../documents/figure-type.ts";
import { terminalTable } from "./terminal-table.ts";

/** A column of a query result, with the engine's type name. */
export interface AnswerColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * A query result as a terminal table: figures right-aligned, Chinese characters counted as two columns, blank for no value. Control
 * characters are replaced, so that data cannot steer the terminal.
 */
export function answerTable(columns: readonly AnswerColumn[], rows: readonly (readonly unknown[])[]): string {
  return terminalTable({
    head: columns.map(({ name }) => visible(name)),
    rows: rows.map((row) => row.map(cellText)),
    alignments: columns.map(({ type }) => (isFigureType(type) ? "right" : "left")),
    compact: rows.length > 0,
  });
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return visible(typeof value === "object" ? JSON.stringify(value) : String(value));
}

/** Line breaks stay; every other control character is shown as its picture. */
const visible = (text: string): string =>
  [...text.replaceAll("\t", "    ")]
    .map((character) => {
      const code = character.codePointAt(0)!;
      if (character === "\n") return character;
      if (code < 0x20) return String.fromCodePoint(0x2400 + code);
      return (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ? "\ufffd" : character;
    })
    .join("");
