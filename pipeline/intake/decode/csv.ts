import { parse } from "csv-parse/sync";
import { type RecordFault, type RecordSpan, scanRecords } from "./records.ts";

/** Why a file as a whole cannot be read. `line` is where the trouble begins. */
export interface FileFault {
  readonly code: "empty-file" | "no-rows" | "not-utf8" | "nul-bytes" | "open-quote" | "truncated";
  readonly line?: number;
}

/** A record that does not have the shape of the header, with its own bytes. */
export interface MisshapenRecord {
  readonly line: number;
  readonly fault: RecordFault;
  readonly cells: readonly string[];
}

/** A table of text cells: what the engine may read, and where each record stood in the file. */
export interface DecodedTable {
  readonly header: readonly string[];
  /** Bytes for the engine: the header line first, then the well-shaped records only. */
  readonly bytes: Buffer;
  /** Line of each record in `bytes`, or null when record n simply stands on line n + 1. */
  readonly lines: readonly number[] | null;
  readonly records: number;
  readonly misshapen: readonly MisshapenRecord[];
  readonly physicalLines: number;
  readonly blankLines: number;
  /** The last line has no end: the file may have been cut inside its last cell. */
  readonly endsWithoutNewline: boolean;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Decode a UTF-8 CSV file into records of text cells; it knows quoting and shape, not meanings. */
export function decodeCsv(original: Buffer, delimiter = ","): DecodedTable | FileFault {
  const bytes = original.subarray(0, 3).equals(BOM) ? original.subarray(3) : original;
  if (bytes.toString("latin1").trim() === "") return { code: "empty-file" };
  if (bytes.includes(0)) return { code: "nul-bytes", line: lineAt(bytes, bytes.indexOf(0)) };
  if (!isUtf8(bytes)) return { code: "not-utf8" };

  const scan = scanRecords(bytes, delimiter.charCodeAt(0));
  if (scan.openQuoteLine !== null) return { code: "open-quote", line: scan.openQuoteLine };
  const [first, ...records] = scan.spans.filter((span) => !span.blank);
  if (!first) return { code: "empty-file" };
  const header = cellsOf(bytes, first, delimiter).map((cell) => cell.trim());
  const last = records.at(-1);
  if (!last) return { code: "no-rows" };
  if (!scan.endsWithNewline && last.cells < header.length) return { code: "truncated", line: last.line };

  const good = records.filter((span) => span.fault === null && span.cells === header.length);
  const misshapen = records
    .filter((span) => !good.includes(span))
    .map((span) => ({
      line: span.line,
      fault: span.fault ?? (span.cells < header.length ? "too-few-cells" : "too-many-cells"),
      cells: rawCells(bytes, span, delimiter),
    }));
  const plain =
    first.line === 1 && good.every((span, index) => span.line === index + 2) && misshapen.length === 0;
  return {
    header,
    bytes: plain ? bytes : Buffer.concat([first, ...good].map((span) => lineOf(bytes, span))),
    lines: plain ? null : good.map((span) => span.line),
    records: good.length,
    misshapen,
    physicalLines: scan.lines,
    blankLines: scan.spans.filter((span) => span.blank).length,
    endsWithoutNewline: !scan.endsWithNewline,
  };
}

function cellsOf(bytes: Buffer, span: RecordSpan, delimiter: string): string[] {
  return (
    (parse(bytes.subarray(span.start, span.end), { delimiter, relax_quotes: true }) as string[][])[0] ?? []
  );
}

function rawCells(bytes: Buffer, span: RecordSpan, delimiter: string): string[] {
  try {
    return cellsOf(bytes, span, delimiter);
  } catch {
    return [bytes.toString("utf8", span.start, span.end)];
  }
}

const lineOf = (bytes: Buffer, span: RecordSpan) =>
  Buffer.concat([bytes.subarray(span.start, span.end), Buffer.from("\n")]);

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === 10) line++;
  return line;
}
