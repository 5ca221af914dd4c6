import { parse } from "csv-parse/sync";
import type { Budget } from "./budget.ts";
import { DecodeFault } from "./decode-fault.ts";
import { type FoundHeader, findHeader, unknownHeader } from "./find-header.ts";
import type { HeaderPath } from "./layout/header-paths.ts";
import type { Recogniser } from "./recogniser.ts";
import { eachRecord, narrowRecord, type RecordSpan } from "./records.ts";
import type { MisshapenRecord } from "./table.ts";

/** Bytes of a file that are searched for its delimiter and header. */
export const HEAD_BYTES = 65_536;
/** Rows searched for the header. */
const HEAD_ROWS = 24;
const [LF, CR, SPACE, QUOTE] = [10, 13, 32, 34];

/** A header and properties of the table below it. */
export interface TableHead extends FoundHeader {
  /** Whether some mapping reads it; rows below any other header are never read. */
  readonly known: boolean;
  /** Whether the header extends beyond the last allowed column, with empty cells. */
  readonly wide: boolean;
  /** Whether rows have empty cells beyond it as a rule, by the first of them. */
  readonly padded: boolean;
  /** The number of its columns with which it would be complete: those behind may be empty. */
  readonly least: number;
  /** How many cells its row has, with empty ones at its end, and how many columns up to the last with a name. */
  readonly extent: number;
  readonly named: number;
  /** The rows of the header as they stand. */
  readonly texts: readonly (readonly string[])[];
}

/** The delimiter with which a known header is found at the beginning of the file; the first candidate if none is found. */
export function delimiterOf(bytes: Buffer, recogniser: Recogniser, columns: number): string {
  const head = bytes.subarray(0, HEAD_BYTES);
  const fits = (delimiter: string) => {
    const rows = headRows(head, delimiter, columns).map(({ cells }) => cells);
    return findHeader(rows, recogniser) !== null;
  };
  return recogniser.delimiters.find(fits) ?? recogniser.delimiters[0]!;
}

/**
 * The header among the filled records at the beginning of a file, or the first record if no header is known. Null if no record is filled.
 *
 * @throws DecodeFault when the header has text beyond the last allowed column
 */
export function headOf(
  bytes: Buffer,
  delimiter: string,
  recogniser: Recogniser,
  columns: number,
): TableHead | null {
  const rows = headRows(bytes, delimiter, columns);
  if (rows.length === 0) return null;
  const cells = rows.map((row) => row.cells);
  const found = findHeader(cells, recogniser);
  const header = found ?? unknownHeader(cells[0]!);
  const named = rows.slice(header.at, header.at + header.headerRows);
  for (const { span, tooWide } of named) if (tooWide) throw tooWideAt(span, columns);
  const below = rows.slice(header.at + header.rows);
  const extent = header.paths.length;
  const last = header.paths.findLastIndex((path) => path.length > 0) + 1;
  // A header that ends in a delimiter makes no column where the rows have none.
  const width = below.some(({ span }) => span.cells < extent) ? Math.max(1, last) : extent;
  const paths = header.paths.slice(0, width);
  return {
    ...{ ...header, header: header.header.slice(0, width), paths, extent, named: last },
    known: found !== null,
    wide: named.some(({ span }) => span.cells > columns),
    padded: isPadded(below, width),
    least: leastWidth(paths, recogniser),
    texts: named.map((row) => row.cells),
  };
}

/** Columns tried for {@link TableHead.least}. */
const TRIED = 8;

function leastWidth(paths: readonly HeaderPath[], { isHeader }: Recogniser): number {
  let least = paths.length;
  while (paths.length - least < TRIED && isHeader(paths.slice(0, least - 1))) least--;
  return least;
}

/** Whether all rows have cells beyond the header, and not because of a comma in a number (`1,282`) in each of them. */
const isPadded = (rows: readonly HeadRow[], width: number): boolean =>
  rows.every(({ span }) => span.cells > width) &&
  !rows.every(({ cells }) => /(?:^|,)-?[1-9][0-9]?,[0-9]{3}(?:\.[0-9]+)?(?:,|$)/.test(cells.join(",")));

/** The fault of a record that has text beyond the last allowed column. */
export const tooWideAt = ({ line }: RecordSpan, most: number): DecodeFault =>
  new DecodeFault({ code: "too-wide", line, details: { most } });

/** One of a file's first records, with its cells up to the last allowed column. */
interface HeadRow {
  readonly span: RecordSpan;
  readonly tooWide: boolean;
  readonly cells: string[];
}

function headRows(bytes: Buffer, delimiter: string, columns: number): HeadRow[] {
  const rows: HeadRow[] = [];
  const code = delimiter.charCodeAt(0);
  eachRecord(bytes, code, (span) => {
    if (!span.blank) {
      const { record, tooWide } = narrowRecord(span, bytes, code, columns);
      rows.push({ span, tooWide, cells: rawCells(bytes, record, delimiter) });
    }
    return rows.length < HEAD_ROWS;
  });
  return rows;
}

/** The cells of one record, as text. */
export function rawCells(bytes: Buffer, span: RecordSpan, delimiter: string): string[] {
  const text = bytes.subarray(span.start, span.end);
  if (text.length > 0 && !text.includes(QUOTE) && !text.includes(CR))
    return text.toString("utf8").split(delimiter);
  try {
    return (parse(text, { delimiter, relax_quotes: true }) as string[][])[0] ?? [];
  } catch {
    return [text.toString("utf8")];
  }
}

/** A record's bytes in the form the engine reads, with a line end. */
export function lineOf(bytes: Buffer, span: RecordSpan): Buffer {
  const line = Buffer.allocUnsafe(span.end - span.start + 1);
  copyLine(bytes, span, line, 0);
  return line;
}

/** Copy a record in the form the engine reads, with a line end; returns the offset for the next record. */
export function copyLine(bytes: Buffer, span: RecordSpan, target: Buffer, at: number): number {
  const end = at + bytes.copy(target, at, span.start, span.end);
  // The engine takes a carriage return outside quotes for the end of a line.
  if (span.continued === 0)
    for (let place = at; place < end; place++) if (target[place] === CR) target[place] = SPACE;
  target[end] = LF;
  return end + 1;
}

/**
 * Whether a quotation swallows whole rows of the table: it ends in a wrong place, the cells do not fit one row, or it has as many
 * delimiters as its lines would have as separate rows.
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

/** A misshapen record with its cells, charged to the file's budget before it is split. */
export function misshapenOf(
  span: RecordSpan,
  bytes: Buffer,
  width: number,
  delimiter: string,
  budget: Budget,
): MisshapenRecord {
  budget.chargeMisshapen(span.cells, span.end - span.start, span.line);
  const fault = span.fault ?? (span.cells < width ? "too-few-cells" : "too-many-cells");
  return { line: span.line, fault, cells: rawCells(bytes, span, delimiter) };
}

/** The line number of a byte. */
export function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === LF) line++;
  return line;
}
