import { parse } from "csv-parse/sync";
import { decodeText } from "./encoding.ts";
import { type FoundHeader, findHeader } from "./find-header.ts";
import type { Recogniser } from "./recogniser.ts";
import { type RecordSpan, type Scan, scanRecords } from "./records.ts";
import { csvLine, type DecodedTable, type FileFault, headerCell, type LineCount } from "./table.ts";
import { traitsOf } from "./traits.ts";

/** How much of a file is looked at to find its delimiter and header. */
const HEAD_BYTES = 65_536;
const [LF, CR, SPACE] = [10, 13, 32];
/** Rows looked at for the header. */
const HEAD_ROWS = 24;

/**
 * Decode a delimited text file into records of text cells; it knows encodings, quoting and where a header stands, not what cells
 * mean.
 */
export function decodeCsv(original: Buffer, recogniser: Recogniser): DecodedTable | FileFault {
  if (original.toString("latin1", 0, Math.min(original.length, 4096)).trim() === "")
    return { code: "empty-file" };
  const text = decodeText(original);
  if (!text) return { code: "not-text" };
  const { encoding } = text;
  const bytes = withLineFeeds(text.bytes);
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { code: "nul-bytes", line: lineAt(bytes, nul) };
  const delimiter = delimiterOf(bytes, recogniser);
  const scan = scanRecords(bytes, delimiter.charCodeAt(0));
  if (scan.openQuoteLine !== null) return { code: "open-quote", line: scan.openQuoteLine };
  const filled = scan.spans.filter((span) => !span.blank);
  if (filled.length === 0) return { code: "empty-file" };
  const found = headerAmong(filled, bytes, delimiter, recogniser);
  const records = filled.slice(found.at + found.rows);
  const last = records.at(-1);
  if (!last) return { code: "no-rows" };
  const width = found.header.length;
  if (!scan.endsWithNewline && last.cells < width) return { code: "truncated", line: last.line };
  const swallowing = records.find((span) => swallows(span, bytes, width, delimiter.charCodeAt(0)));
  if (swallowing) return { code: "open-quote", line: swallowing.line };

  const isGood = (span: RecordSpan) => span.fault === null && span.cells === width;
  const good = records.filter(isGood);
  const plain =
    original === bytes &&
    found.at === 0 &&
    found.rows === 1 &&
    filled[0]!.line === 1 &&
    good.length === records.length &&
    endsAlike(bytes, scan.spans) &&
    good.every((span, index) => span.line === index + 2);
  return {
    header: found.header.map(headerCell),
    titles: found.titles,
    encoding,
    delimiter,
    bytes: plain
      ? null
      : Buffer.concat([headerLine(width, delimiter), ...good.map((span) => lineOf(bytes, span))]),
    lines: plain ? null : good.map((span) => span.line),
    misshapen: records
      .filter((span) => !isGood(span))
      .map((span) => ({
        line: span.line,
        fault: span.fault ?? (span.cells < width ? "too-few-cells" : "too-many-cells"),
        cells: rawCells(bytes, span, delimiter),
      })),
    count: countLines(scan, found, records),
    traits: traitsOf(bytes),
    endsWithoutNewline: !scan.endsWithNewline,
  };
}

/** The delimiter with which a known header stands in the file's beginning; the first of the candidates when none does. */
function delimiterOf(bytes: Buffer, recogniser: Recogniser): string {
  const head = bytes.subarray(0, HEAD_BYTES);
  const fits = (delimiter: string) => {
    const spans = scanRecords(head, delimiter.charCodeAt(0)).spans.filter((span) => !span.blank);
    return findHeader(headRows(spans, head, delimiter), recogniser.isHeader, recogniser.names) !== null;
  };
  return recogniser.delimiters.find(fits) ?? recogniser.delimiters[0]!;
}

function headerAmong(
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

function countLines(scan: Scan, found: FoundHeader, records: readonly RecordSpan[]): LineCount {
  const continued = scan.spans.reduce((sum, span) => sum + span.continued, 0);
  const blank = scan.spans.filter((span) => span.blank).length;
  return { all: scan.lines, above: found.at + found.rows, blank, continued, records: records.length };
}

function rawCells(bytes: Buffer, span: RecordSpan, delimiter: string): string[] {
  const text = bytes.subarray(span.start, span.end);
  try {
    return (parse(text, { delimiter, relax_quotes: true }) as string[][])[0] ?? [];
  } catch {
    return [text.toString("utf8")];
  }
}

/** A stand-in for the header: the engine skips the first line. */
const headerLine = (width: number, delimiter: string): Buffer =>
  Buffer.from(csvLine(Array.from({ length: width }, (_, index) => `c${index}`)).replaceAll(",", delimiter));

function lineOf(bytes: Buffer, span: RecordSpan): Buffer {
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
function swallows(span: RecordSpan, bytes: Buffer, width: number, delimiter: number): boolean {
  if (span.continued === 0) return false;
  if (span.fault !== null || span.cells !== width) return true;
  let delimiters = 0;
  for (let at = span.start; at < span.end; at++) if (bytes[at] === delimiter) delimiters++;
  return width > 2 && delimiters >= (width - 1) * (span.continued + 1);
}

/** A file whose lines end in carriage returns alone, as old Macintosh programs wrote them, gets line feeds. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.includes(LF) || !bytes.includes(CR)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === CR ? LF : byte)));
}

/** Whether all lines end in the same way and no carriage return stands elsewhere: the engine reads nothing else. */
function endsAlike(bytes: Buffer, spans: readonly RecordSpan[]): boolean {
  let returns = 0;
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) returns++;
  if (returns === 0) return true;
  const ended = spans.filter((span) => bytes[span.end] === CR).length;
  const unended = spans.at(-1)?.end === bytes.length ? 1 : 0;
  return returns === ended && ended + unended === spans.length;
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === 10) line++;
  return line;
}
