import { delimiterOf, headerAmong, isGood, lineAt, lineOf, misshapenOf, swallows } from "./csv-records.ts";
import { decodeText } from "./encoding.ts";
import type { FoundHeader } from "./find-header.ts";
import type { Recogniser } from "./recogniser.ts";
import { type RecordSpan, type Scan, scanRecords } from "./records.ts";
import { csvLine, type DecodedTable, type FileFault, headerCell, type LineCount } from "./table.ts";
import { traitsOf } from "./traits.ts";

const [LF, CR] = [10, 13];

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

  const good = records.filter((span) => isGood(span, width));
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
    numbered: null,
    misshapen: records
      .filter((span) => !isGood(span, width))
      .map((span) => misshapenOf(span, bytes, width, delimiter)),
    count: countLines(scan, found, records),
    traits: traitsOf(bytes),
    endsWithoutNewline: !scan.endsWithNewline,
  };
}

function countLines(scan: Scan, found: FoundHeader, records: readonly RecordSpan[]): LineCount {
  const continued = scan.spans.reduce((sum, span) => sum + span.continued, 0);
  const blank = scan.spans.filter((span) => span.blank).length;
  return { all: scan.lines, above: found.at + found.rows, blank, continued, records: records.length };
}

/** A stand-in for the header: the engine skips the first line. */
const headerLine = (width: number, delimiter: string): Buffer =>
  Buffer.from(csvLine(Array.from({ length: width }, (_, index) => `c${index}`)).replaceAll(",", delimiter));

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
