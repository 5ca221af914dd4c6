import type { TextTraits } from "../../../warehouse/load/plan.ts";
import type { RecordFault } from "./records.ts";

/** Why a file as a whole cannot be read. `line` is where the trouble begins. */
export interface FileFault {
  readonly code:
    | "empty-file"
    | "no-rows"
    | "not-text"
    | "nul-bytes"
    | "open-quote"
    | "truncated"
    | "unreconciled"
    | "too-many-rows"
    | "too-many-columns"
    | "too-many-members"
    | "expands-too-far"
    | "bad-member-name"
    | "has-doctype"
    | "broken-archive"
    | "broken-workbook"
    | "encrypted"
    | "not-json"
    | "json-shape"
    | "no-table"
    | "reader-gave-up"
    | "too-many-refused"
    | "misshapen-too-large"
    | "too-many-cells-in-file"
    | "too-many-tags"
    | "too-much-text"
    | "too-many-worksheets"
    | "too-many-entries"
    | "too-large-for-its-kind"
    | "member-too-large"
    | "too-many-records"
    | "too-many-keys"
    | "too-wide"
    | "cell-too-long"
    | "token-too-long"
    | "line-too-long"
    | "nested-too-deep"
    | "bad-row-number"
    | "bad-cell-reference"
    | "bad-string-number"
    | "bad-style-number";
  readonly line?: number;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** A record that does not have the shape of the header, with its own cells. */
export interface MisshapenRecord {
  readonly line: number;
  readonly fault: RecordFault;
  readonly cells: readonly string[];
}

/** Lines of a file by what they are: together they are all its lines, or the file is refused. */
export interface LineCount {
  readonly all: number;
  readonly above: number;
  readonly blank: number;
  readonly continued: number;
  readonly records: number;
}

/** Where the rewritten records of a large file lie. */
export interface NumberedFile {
  readonly path: string;
  /** Bytes of the longest record. */
  readonly longest: number;
  /** The cells of lines without quotes were not counted: if the engine stumbles, the file must be read with more care. */
  readonly hasty: boolean;
}

/** A table of text cells: what the engine may read, and where each record stood in the file. */
export interface DecodedTable {
  readonly header: readonly string[];
  readonly titles: readonly string[];
  /** How the text was encoded; null where the format says it itself. */
  readonly encoding: string | null;
  readonly delimiter: string;
  /** UTF-8 CSV for the engine: one header line, then the well-shaped records only; null when the file itself will do. */
  readonly bytes: Buffer | null;
  /** Line of each record, or null when record n simply stands on line n + 1. */
  readonly lines: readonly number[] | null;
  /** A file too large to be held: written for the engine with the line of each record as its first cell, and no header. */
  readonly numbered: NumberedFile | null;
  readonly misshapen: readonly MisshapenRecord[];
  readonly count: LineCount;
  readonly traits: TextTraits;
  /** The last line has no end: the file may have been cut inside its last cell. */
  readonly endsWithoutNewline: boolean;
}

/** Characters of a header that are kept: no name of a column is longer. */
const KEPT_HEADER = 500;

/** A header as it is kept and told: a run of digits as long as a person's number is masked, for headers go into receipts. */
export const headerCell = (cell: string): string =>
  cell
    .trim()
    .replace(/([0-9０-９]{3})[0-9０-９]{5,}([0-9０-９]{2}[0-9０-９Xx])/gu, "$1****$2")
    .slice(0, KEPT_HEADER);
/** One cell of CSV. */
export const csvCell = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
/** One line of CSV. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\n`;
