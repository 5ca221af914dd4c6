/** What can be wrong with the shape of one record. */
export type RecordFault = "too-few-cells" | "too-many-cells" | "stray-quote";

/** One record of a CSV file: where its bytes stand, on which line it begins, how many cells it has. */
export interface RecordSpan {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Lines it runs over besides its first, inside quotes. */
  readonly continued: number;
  readonly cells: number;
  readonly fault: RecordFault | null;
  /** Nothing but delimiters and spaces. */
  readonly blank: boolean;
}

/** How the records of some bytes end. */
export interface ScanEnd {
  readonly lines: number;
  readonly endsWithNewline: boolean;
  /** Line on which a quotation begins that never ends, or that runs over more lines than any cell should. */
  readonly openQuoteLine: number | null;
  /** Where the record begins whose quotation has no end in these bytes, but may have one in those that follow. */
  readonly unfinishedFrom: number | null;
}

export interface Scan extends ScanEnd {
  readonly spans: readonly RecordSpan[];
}

const [QUOTE, CR, LF, SPACE] = [34, 13, 10, 32];
/** A cell over more lines than this is a stray quote that swallows its neighbours. */
const MOST_LINES_IN_A_CELL = 100;

/** The records of some bytes, all held: of a block or the beginning of a file only. */
export function scanRecords(bytes: Buffer, delimiter: number, first = 1): Scan {
  const spans: RecordSpan[] = [];
  const end = eachRecord(bytes, delimiter, (span) => spans.push(span) > 0, first);
  return { ...end, spans };
}

/**
 * Find the records of a CSV file by its quotes and line ends, without reading what the cells mean. None is held, for a file may have as
 * many as it has bytes.
 *
 * @param onSpan takes each record; where it answers false, no more are looked for
 * @param first line on which the bytes begin
 */
export function eachRecord(
  bytes: Buffer,
  delimiter: number,
  onSpan: (span: RecordSpan) => boolean,
  first = 1,
): ScanEnd {
  let line = first;
  let at = 0;
  while (at < bytes.length) {
    const record = readRecord(bytes, at, line, delimiter);
    if (record.openQuoteLine !== null) {
      const unfinishedFrom = record.unfinished ? at : null;
      const { openQuoteLine } = record;
      return { lines: line - 1, endsWithNewline: false, openQuoteLine, unfinishedFrom };
    }
    line = record.nextLine;
    at = record.next;
    if (!onSpan(record.span)) break;
  }
  const endsWithNewline = bytes[bytes.length - 1] === LF;
  return { lines: line - 1, endsWithNewline, openQuoteLine: null, unfinishedFrom: null };
}

/** A record cut off behind the last column that a table may have, and whether anything stands in the cells cut off. */
export interface NarrowRecord {
  readonly record: RecordSpan;
  readonly tooWide: boolean;
}

/** Cut a record off behind so many columns. */
export function narrowRecord(
  record: RecordSpan,
  bytes: Buffer,
  delimiter: number,
  columns: number,
): NarrowRecord {
  if (record.cells <= columns) return { record, tooWide: false };
  let [cells, end] = [1, record.end];
  for (let at = record.start; at < record.end; at++) {
    const byte = bytes[at];
    const opens = byte === QUOTE && (at === record.start || bytes[at - 1] === delimiter);
    const behind = opens ? (skipQuoted(bytes, at).end ?? record.end) : at + 1;
    if (byte === delimiter) {
      if (cells++ === columns) end = at;
    } else if (cells > columns && byte !== SPACE && byte !== CR && !(opens && behind === at + 2))
      return { record: { ...record, end, cells: columns }, tooWide: true };
    at = behind - 1;
  }
  return { record: { ...record, end, cells: columns }, tooWide: false };
}

function readRecord(bytes: Buffer, start: number, line: number, delimiter: number) {
  let cells = 1;
  let fault: RecordFault | null = null;
  let blank = true;
  let lines = 0;
  let at = start;
  let cellStart = true;
  while (at < bytes.length && bytes[at] !== LF) {
    const byte = bytes[at]!;
    if (byte === QUOTE && cellStart) {
      const quoted = skipQuoted(bytes, at);
      lines += quoted.lines;
      if (quoted.end === null || quoted.lines > MOST_LINES_IN_A_CELL) {
        const unfinished = quoted.lines <= MOST_LINES_IN_A_CELL;
        return {
          openQuoteLine: line + lines - quoted.lines,
          unfinished,
          span: null as never,
          next: 0,
          nextLine: 0,
        };
      }
      blank = false;
      at = quoted.end;
      const next = bytes[at];
      if (next !== undefined && next !== delimiter && next !== LF && next !== CR) fault = "stray-quote";
      cellStart = false;
      continue;
    }
    if (byte === delimiter) cells++;
    else if (byte === QUOTE) fault = "stray-quote";
    if (byte !== delimiter && byte !== CR && byte !== SPACE) blank = false;
    cellStart = byte === delimiter;
    at++;
  }
  const end = bytes[at - 1] === CR && at > start ? at - 1 : at;
  const span: RecordSpan = { start, end, line, continued: lines, cells, fault, blank };
  return { openQuoteLine: null, unfinished: false, span, next: at + 1, nextLine: line + lines + 1 };
}

/** From an opening quote to just behind its closing one. */
function skipQuoted(bytes: Buffer, open: number): { end: number | null; lines: number } {
  let lines = 0;
  for (let at = open + 1; at < bytes.length; at++) {
    if (bytes[at] === LF) lines++;
    if (bytes[at] !== QUOTE) continue;
    if (bytes[at + 1] === QUOTE) at++;
    else return { end: at + 1, lines };
  }
  return { end: null, lines };
}
