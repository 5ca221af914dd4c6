import { inertText } from "./inert.ts";

/** What makes quotes necessary in a cell between commas. */
const SPECIAL = /[",\r\n]/;

/**
 * Cells as one line of a CSV, without its end; a cell is quoted where it must be (RFC 4180).
 *
 * `csvLine(["a", "b,c", 'd"e'])` is `'a,"b,c","d""e"'`.
 */
export const csvLine = (cells: readonly string[], delimiter = ","): string =>
  cells
    .map((cell) =>
      SPECIAL.test(cell) || (delimiter !== "," && cell.includes(delimiter))
        ? `"${cell.replaceAll('"', '""')}"`
        : cell,
    )
    .join(delimiter);

/** What a spreadsheet program of another language takes for the end of a cell. */
const OTHER_ENDS = /[;\t]/;

/**
 * The same for a file that people open: a cell that a spreadsheet program would compute is made inert, and what is one cell here stays one
 * where semicolons or tabs separate the cells.
 */
export const inertLine = (cells: readonly string[], delimiter = ","): string =>
  cells
    .map((cell) => {
      const line = csvLine([inertText(cell)], delimiter);
      return OTHER_ENDS.test(line) && !line.startsWith('"') ? `"${line}"` : line;
    })
    .join(delimiter);
