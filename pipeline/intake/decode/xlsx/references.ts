import { DecodeFault } from "../decode-fault.ts";

/** Maximum columns of a worksheet; the last is XFD. */
const MOST_COLUMNS = 16_384;
const LONGEST_NUMBER = 9;
const [ZERO, NINE, A, Z] = [48, 57, 65, 90];

/**
 * A whole number from 0 on in the plain form that office software writes; -1 for any other text. Parsed digit by digit for speed, because
 * every cell has two such numbers.
 */
export function numberOf(text: string): number {
  if (text === "" || text.length > LONGEST_NUMBER) return -1;
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/**
 * The number of a row by its reference, which must be after the previous row; without a reference, the next number.
 *
 * @throws DecodeFault when the reference is not a number or rows go backwards, since the line of the row is then unknown
 */
export function rowAfter(before: number, reference: string | undefined): number {
  if (reference === undefined) return before + 1;
  const row = numberOf(reference);
  if (row > before) return row;
  throw new DecodeFault({
    code: "bad-row-number",
    details: { found: reference.slice(0, 40), after: before, next: before + 1 },
  });
}

/**
 * The column of a cell by its reference (`C12` is 2), which must belong to its row and come after the previous cell; without a reference,
 * the next column.
 *
 * @throws DecodeFault when the reference is invalid, belongs to another row, or is not to the right of the previous cell
 */
export function columnOf(reference: string | undefined, line: number, before: number): number {
  if (reference === undefined) return before + 1;
  let [column, row, at] = [0, 0, 0];
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < A || letter > Z || column > MOST_COLUMNS) break;
    column = column * 26 + letter - A + 1;
  }
  for (; at < reference.length; at++) {
    const digit = reference.charCodeAt(at);
    if (digit < ZERO || digit > NINE || row > line) break;
    row = row * 10 + digit - ZERO;
  }
  if (at === reference.length && row === line && column - 1 > before && column <= MOST_COLUMNS)
    return column - 1;
  throw new DecodeFault({ code: "bad-cell-reference", line, details: { found: reference.slice(0, 40) } });
}
