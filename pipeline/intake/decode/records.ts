/** Faults in the shape of one record. */
export type RecordFault = "too-few-cells" | "too-many-cells" | "stray-quote";

/** One record of a CSV file: its byte range, first line and number of cells. */
export interface RecordSpan {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Further lines inside quotes, besides its first line. */
  readonly continued: number;
  readonly cells: number;
  readonly fault: RecordFault | null;
  /** Whether it has only delimiters and spaces. */
  readonly blank: boolean;
}

/** The state at the end of a scan. */
export interface ScanEnd {
  readonly lines: number;
  readonly endsWithNewline: boolean;
  /** Line of a quotation that never ends, or that has more lines than a cell may have. */
  readonly openQuoteLine: number | null;
  /** Offset of a record whose quotation does not end in these bytes but may end in the following ones. */
  readonly unfinishedFrom: number | null;
}

export interface Scan extends ScanEnd {
  readonly spans: readonly RecordSpan[];
}

const [QUOTE, CR, LF, SPACE] = [34, 13, 10, 32];
/** A cell of more lines than this is caused by a stray quote. */
const MOST_LINES_IN_A_CELL = 100;

/** All records of some bytes, held in memory; only for a block or the beginning of a file. */
export function scanRecords(bytes: Buffer, delimiter: number, first = 1): Scan {
  const spans: RecordSpan[] = [];
  const end = eachRecord(bytes, delimiter, (span) => spans.push(span) > 0, first);
  return { ...end, spans };
}

/**
 * Find the records of a CSV file by its quotes and line ends, without interpreting cells. No record is held, because a file may have as
 * many as it has bytes.
 *
 * @param onSpan receives each record; the scan stops when it returns false
 * @param first line number at which the bytes begin
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

/** A record cut after the last allowed column, and whether the cells cut off have text. */
export interface NarrowRecord {
  readonly record: RecordSpan;
  readonly tooWide: boolean;
}

/** Cut a record after a number of columns. */
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
  // Text written in text mode twice ends its lines in CR CR LF.
  let end = at;
  while (end > start && bytes[end - 1] === CR) end--;
  const span: RecordSpan = { start, end, line, continued: lines, cells, fault, blank };
  return { openQuoteLine: null, unfinished: false, span, next: at + 1, nextLine: line + lines + 1 };
}

/** Skip from an opening quote to just after its closing one. */
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
