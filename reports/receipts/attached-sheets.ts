import type { ReturnedSheet } from "./returned-sheets.ts";
import { sheet } from "./sheet.ts";

/** Most lines of one attached table, header included; the file in the office's receipts folder is complete. */
export const MOST_ATTACHED = 2001;
/** Most bytes of all attached tables: encoded they are a third larger, and the message stays below 450 KB. */
const MOST_BYTES = 160_000;

/** The tables of a letter as far as they go with it. */
export interface AttachedSheets {
  readonly sheets: readonly ReturnedSheet[];
  /** Whether a table lost lines to the limit of lines, and whether tables or lines are left out for their size. */
  readonly isLong: boolean;
  readonly isLarge: boolean;
}

/**
 * The tables that go with a letter: the first 2,000 rows of each, in their order while all together have room in a mail. A table of which not even a
 * row has room is left out.
 */
export function attachedSheets(all: readonly ReturnedSheet[]): AttachedSheets {
  let left = MOST_BYTES;
  let isLarge = false;
  const sheets = all.flatMap((each): ReturnedSheet[] => {
    const first = each.lines.slice(0, MOST_ATTACHED);
    const lines = Buffer.byteLength(sheet(first)) <= left ? first : linesWithin(first, left);
    if (lines.length < first.length) isLarge = true;
    if (lines.length < 2 && first.length > lines.length) return [];
    left -= Buffer.byteLength(sheet(lines));
    return [{ ...each, lines }];
  });
  return { sheets, isLong: all.some(({ lines }) => lines.length > MOST_ATTACHED), isLarge };
}

/** The first lines that have room. */
function linesWithin(lines: readonly string[], room: number): string[] {
  let left = room - Buffer.byteLength(sheet([]));
  const rest = lines.findIndex((line) => {
    left -= Buffer.byteLength(line) + 2;
    return left < 0;
  });
  return lines.slice(0, rest < 0 ? lines.length : rest);
}
