import { parse } from "csv-parse/sync";
import { type FoundHeader, findHeader } from "./find-header.ts";
import type { Recogniser } from "./recogniser.ts";
import { type RecordSpan, scanRecords } from "./records.ts";
import type { MisshapenRecord } from "./table.ts";

/** How much of a file is looked at to find its delimiter and header. */
export const HEAD_BYTES = 65_536;
/** Rows looked at for the header. */
const HEAD_ROWS = 24;
const [LF, CR, SPACE] = [10, 13, 32];

/** The delimiter with which a known header stands in the file's beginning; the first of the candidates when none does. */
export function delimiterOf(bytes: Buffer, recogniser: Recogniser): string {
  const head = bytes.subarray(0, HEAD_BYTES);
  const fits = (delimiter: string) => {
    const spans = scanRecords(head, delimiter.charCodeAt(0)).spans.filter((span) => !span.blank);
    return findHeader(headRows(spans, head, delimiter), recogniser.isHeader, recogniser.names) !== null;
  };
  return recogniser.delimiters.find(fits) ?? recogniser.delimiters[0]!;
}

/** The header among the filled records of a file's beginning; without a known one the first stands for it. */
export function headerAmong(
  filled: readonly RecordSpan[],
  bytes: Buffer,
  delimiter: string,
  recogniser: Recogniser,
): FoundHeader {
  const rows = headRows(filled, bytes, delimiter);
  return (
    findHeader(rows, recogniser.isHeader, recogniser.names) ?? {
      header: rows[0] ?? [],
      at: 0,
      rows: 1,
      titles: [],
    }
  );
}

const headRows = (spans: readonly RecordSpan[], bytes: Buffer, delimiter: string): string[][] =>
  spans.slice(0, HEAD_ROWS).map((span) => rawCells(bytes, span, delimiter));

/** The cells of one record, as text. */
function rawCells(bytes: Buffer, span: RecordSpan, delimiter: string): string[] {
  const text = bytes.subarray(span.start, span.end);
  try {
    return (parse(text, { delimiter, relax_quotes: true }) as string[][])[0] ?? [];
  } catch {
    return [text.toString("utf8")];
  }
}

/** A record's bytes as the engine must read them, with a line end. */
export function lineOf(bytes: Buffer, span: RecordSpan): Buffer {
  const line = Buffer.concat([bytes.subarray(span.start, span.end), Buffer.from("\n")]);
  // The engine takes a carriage return outside quotes for the end of a line.
  if (span.continued === 0)
    for (let at = line.indexOf(CR); at >= 0; at = line.indexOf(CR, at + 1)) line[at] = SPACE;
  return line;
}

/**
 * Whether a quotation runs over whole rows of the table: it ends where no quotation should, the cells are not those of one row, or
 * there are as many delimiters as its lines would have as rows.
 */
export function swallows(span: RecordSpan, bytes: Buffer, width: number, delimiter: number): boolean {
  if (span.continued === 0) return false;
  if (span.fault !== null || span.cells !== width) return true;
  let delimiters = 0;
  for (let at = span.start; at < span.end; at++) if (bytes[at] === delimiter) delimiters++;
  return width > 2 && delimiters >= (width - 1) * (span.continued + 1);
}

/** Whether a record has the shape of the header. */
export const isGood = (span: RecordSpan, width: number): boolean =>
  span.fault === null && span.cells === width;

/** A record that has not, with its cells. */
export const misshapenOf = (
  span: RecordSpan,
  bytes: Buffer,
  width: number,
  delimiter: string,
): MisshapenRecord => ({
  line: span.line,
  fault: span.fault ?? (span.cells < width ? "too-few-cells" : "too-many-cells"),
  cells: rawCells(bytes, span, delimiter),
});

/** The line on which a byte stands. */
export function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === LF) line++;
  return line;
}
