/** Where something stands in a statement, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of a character of a text. */
export function placeOf(sql: string, offset: number): Place {
  const before = sql.slice(0, offset).split("\n");
  return { line: before.length, column: [...before.at(-1)!].length + 1 };
}

/** The character at a byte of a text in UTF-8, as the engine counts; null for no place, for which it has the largest number. */
export function characterOfByte(sql: string, byte: unknown): number | null {
  const bytes = Buffer.from(sql);
  if (typeof byte !== "number" || byte < 0 || byte > bytes.length) return null;
  return bytes.toString("utf8", 0, byte).length;
}
