/** The texts of a column's header from top to bottom: one, or several where merged cells make groups (`求职人数`, `合计`). */
export type HeaderPath = readonly string[];

/** Maximum characters of a cell that may span those below it: longer text is not a name. */
const LONGEST_SPAN = 500;

/**
 * The header paths of each column of some header rows. A blank cell above a filled one belongs to the cell to its left, as merged cells
 * are stored; equal texts one below the other count once.
 *
 * @example
 * pathsOf([["地区", "求职人数", ""], ["", "男", "合计"]]) // [["地区"], ["求职人数", "男"], ["求职人数", "合计"]]
 */
export function pathsOf(rows: readonly (readonly string[])[]): HeaderPath[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const spanning: string[] = rows.map(() => "");
  return Array.from({ length: width }, (_, column) => {
    const path: string[] = [];
    for (const [level, row] of rows.entries()) {
      const text = (row[column] ?? "").trim();
      // A group ends where one above it begins.
      if (text !== "") {
        spanning[level] = text.length > LONGEST_SPAN ? "" : text;
        spanning.fill("", level + 1);
      }
      const isAboveText = rows.slice(level + 1).some((below) => (below[column] ?? "").trim() !== "");
      const name = text === "" && isAboveText ? spanning[level]! : text;
      if (name !== "" && name !== path.at(-1)) path.push(name);
    }
    return path;
  });
}

/** A path as a receipt and the file of refused rows show it; it is read again as the same path. */
export const pathText = (path: HeaderPath): string => path.join("/");
