/** The place of the header among the first rows of a table, and the rows above it. */
export interface FoundHeader {
  readonly header: readonly string[];
  /** Index of the header's first row; two rows when merged cells make one header of two. */
  readonly at: number;
  readonly rows: 1 | 2;
  readonly titles: readonly string[];
}

/** Whether a header line is complete, that is, has all required columns. */
export type IsHeader = (header: readonly string[]) => boolean;

/** Maximum characters kept of a title, and of a cell that may span those below it: longer text is not a name. */
const [LONGEST_TITLE, LONGEST_SPAN] = [2000, 500];
/** Maximum number of rows above a header: titles, units, the person who filled it in. */
const ROWS_ABOVE = 20;

/**
 * Find the header line: the first row that names every required column, alone or together with the row below it, where a merged
 * cell above spans several below.
 */
export function findHeader(
  rows: readonly (readonly string[])[],
  isHeader: IsHeader,
  names: (cell: string) => boolean,
): FoundHeader | null {
  for (let at = 0; at < Math.min(rows.length, ROWS_ABOVE); at++) {
    const row = rows[at]!;
    const below = rows[at + 1];
    const merged = below ? mergeRows(row, below, names) : row;
    // Two rows form one header only if together they name more columns than the single row would: a title names none.
    const known = (cells: readonly string[]) => cells.filter((cell) => cell !== "" && names(cell)).length;
    const alone = isHeader(row) ? row : below && isHeader(below) ? below : [];
    if (below && isHeader(merged) && known(merged) > known(alone))
      return { header: merged, at, rows: 2, titles: titlesAbove(rows, at) };
    if (isHeader(row)) return { header: row, at, rows: 1, titles: titlesAbove(rows, at) };
  }
  return null;
}

const titlesAbove = (rows: readonly (readonly string[])[], at: number): string[] =>
  rows.slice(0, at).map(titleOf);

const titleOf = (cells: readonly string[]): string =>
  cells
    .filter((cell) => cell.trim() !== "")
    .map((cell) => cell.slice(0, LONGEST_TITLE))
    .join(" ")
    .slice(0, LONGEST_TITLE);

/** Merge two header rows: per column, the first known name among the lower cell, both joined, and the upper cell. */
function mergeRows(
  above: readonly string[],
  below: readonly string[],
  names: (cell: string) => boolean,
): string[] {
  let spanning = "";
  return Array.from({ length: Math.max(above.length, below.length) }, (_, index) => {
    const over = (above[index] ?? "").trim();
    if (over !== "") spanning = over.length > LONGEST_SPAN ? "" : over;
    const under = (below[index] ?? "").trim();
    if (under === "") return over;
    const options = [under, `${spanning}${under}`, `${spanning}/${under}`, `${spanning}-${under}`, over];
    return options.find((option) => option !== "" && names(option)) ?? `${spanning}${under}`;
  });
}
