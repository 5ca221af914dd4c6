/** The longest title that may stand over a column, in characters. */
const LONGEST = 12;

/**
 * The title of a column within its Chinese description: what stands before the first stop or bracket, if it is short enough to head a
 * column. A description that begins with a code of the column's values has no title.
 *
 * @example
 * shortTitle("数据完整性：按规模加权的上报率，0 至 1") // "数据完整性"
 */
export function shortTitle(description: string): string | null {
  const title = description.split(/[，。；：（]/u)[0]!.trim();
  return title !== "" && [...title].length <= LONGEST && !/[a-z]/.test(title) ? title : null;
}
