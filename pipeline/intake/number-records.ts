import { Unreconciled } from "../../warehouse/load/reading.ts";
import type { DecodedTable } from "./decode/table.ts";

const [LF, CR, QUOTE] = [10, 13, 34];

/** Records as the engine reads them: each preceded by its submission and line. */
export interface NumberedText {
  readonly bytes: Buffer;
  /** Bytes of the longest line. */
  readonly longest: number;
}

/**
 * Write the well-shaped records of a table, each preceded by its submission and line: `17,2,990101,2026-02,…`.
 *
 * @param original the file's bytes, which hold the records where the decoder did not rewrite them
 * @throws Unreconciled when the records are not those that the decoder counted
 */
export function numberRecords(
  submission: number,
  { bytes, lines, count, misshapen, delimiter }: DecodedTable,
  original: Buffer,
): NumberedText {
  const source = bytes ?? original;
  const wanted = count.records - misshapen.length;
  const pieces: Buffer[] = [];
  let longest = 0;
  let at = endOfRecord(source, 0) + 1;
  for (let record = 0; record < wanted; record++) {
    if (at >= source.length)
      throw new Unreconciled(`the file has ${wanted} records, ${record} were written for the engine`);
    const end = endOfRecord(source, at);
    const text = source.subarray(at, end > at && source[end - 1] === CR ? end - 1 : end);
    const number = Buffer.from(`${submission}${delimiter}${lines?.[record] ?? record + 2}${delimiter}`);
    pieces.push(number, text, LINE_FEED);
    longest = Math.max(longest, number.length + text.length + 1);
    at = end + 1;
  }
  return { bytes: Buffer.concat(pieces), longest };
}

const LINE_FEED = Buffer.from("\n");

/** The end of a record: a line feed outside quotes, or the end of the text. */
function endOfRecord(bytes: Buffer, from: number): number {
  let end = bytes.indexOf(LF, from);
  let quote = bytes.indexOf(QUOTE, from);
  if (end < 0) end = bytes.length;
  while (quote >= 0 && quote < end) {
    const closing = bytes.indexOf(QUOTE, quote + 1);
    if (closing < 0) return bytes.length;
    if (closing > end) {
      const next = bytes.indexOf(LF, closing);
      end = next < 0 ? bytes.length : next;
    }
    quote = bytes.indexOf(QUOTE, closing + 1);
  }
  return end;
}
