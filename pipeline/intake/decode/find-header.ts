/** Where the header of a table stands among its first rows, and what stands above it. */
export interface FoundHeader {
  readonly header: readonly string[];
  /** Index of the header's first row; two rows when merged cells make one header of two. */
  readonly at: number;
  readonly rows: 1 | 2;
  readonly titles: readonly string[];
}

/** Says for a header line whether it is complete: all columns that must stand are there. */
export type IsHeader = (header: readonly string[]) => boolean;

/** Characters of a title that are kept, and of a cell that may span those below it: what is longer is no name of anything. */
const [LONGEST_TITLE, LONGEST_SPAN] = [2000, 500];
/** A table may have this many rows above its header: titles, units, who filled it in. */
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
    // Two rows are one header only when they name more together than the one that could stand alone: a title names nothing.
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

/** Two header rows as one: of the cell below, both together, or the cell above, the first that is a known name. */
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
