import { maskedBeginning } from "../../../warehouse/engine/personal-numbers.ts";
import type { TextTraits } from "../../../warehouse/load/plan.ts";
import type { HeaderPath } from "./layout/header-paths.ts";
import type { FurnitureRole } from "./layout/row-roles.ts";
import type { Unit } from "./layout/units.ts";
import type { RecordFault } from "./records.ts";

/** Why a file as a whole cannot be read; `line` is where the fault begins. */
export interface FileFault {
  readonly code:
    | "empty-file"
    | "no-rows"
    | "header-too-deep"
    | "header-changes"
    | "units-change"
    | "unit-unread"
    | "no-data-rows"
    | "struck-out"
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
    | "workbook-password"
    | "spreadsheet-format"
    | "document-format"
    | "picture-format"
    | "archive-format"
    | "not-json"
    | "json-shape"
    | "json-several-lists"
    | "json-duplicate-key"
    | "duplicate-key"
    | "no-table"
    | "no-sheet-left"
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

/** A record that does not have the header's columns, with its cells. */
export interface MisshapenRecord {
  readonly line: number;
  readonly fault: RecordFault;
  readonly cells: readonly string[];
}

/** Lines of a file by kind. They must add up to all its lines, else the file is refused. */
export interface LineCount {
  readonly all: number;
  readonly above: number;
  readonly blank: number;
  readonly continued: number;
  readonly records: number;
  /** Rows below the header that were passed over. */
  readonly passed: number;
}

/** The file with the rewritten records of a large file. */
export interface NumberedFile {
  readonly path: string;
  /** Bytes of the longest record. */
  readonly longest: number;
  /** The cells of lines without quotes were not counted: if the engine fails, the file must be decoded again with counting. */
  readonly hasty: boolean;
}

/** A row below the header that is no data and was passed over. */
export interface PassedRow {
  readonly line: number;
  readonly role: FurnitureRole;
}

/** A number of a workbook whose display hides digits of it or scales it. */
export interface CellMark {
  readonly line: number;
  readonly column: number;
  /** Decimals that are shown. */
  readonly places: number;
  /** Power of ten by which the display divides the number; negative for per cent. */
  readonly power: number;
}

/** What a table says besides its cells: the groups of its header, units, rows that are no data, what is hidden. */
export interface TableLayout {
  /** The header texts of each column, from top to bottom. */
  readonly paths: readonly HeaderPath[];
  /** Units of a row below the header, by column. */
  readonly units: readonly (Unit | null)[] | null;
  /** Units that notes below the table state. */
  readonly notedUnits: readonly Unit[];
  readonly passed: readonly PassedRow[];
  /** The kinds of rows directly below the header that were passed over with it. */
  readonly below: readonly FurnitureRole[];
  /** How many rows have text beside the table. */
  readonly besideTable: number;
  /** Lines of hidden rows, and positions of hidden columns. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly marks: readonly CellMark[];
}

/** The layout of a table that says nothing besides its header and cells. */
export const plainLayout = ({
  paths,
  units,
  below,
}: Pick<TableLayout, "paths" | "units" | "below">): TableLayout => ({
  ...{ paths, units, below, notedUnits: [], passed: [], besideTable: 0 },
  ...{ hiddenRows: [], hiddenColumns: [], marks: [] },
});

/** A table of text cells: the text for the engine, and the line of each record in the file. */
export interface DecodedTable {
  readonly header: readonly string[];
  readonly titles: readonly string[];
  readonly layout: TableLayout;
  /** Encoding of the text; null where the format defines it. */
  readonly encoding: string | null;
  readonly delimiter: string;
  /** UTF-8 CSV for the engine: one header line, then only the well-shaped records; null when the engine can read the file itself. */
  readonly bytes: Buffer | null;
  /** Line of each record, or null when record n is on line n + 1. */
  readonly lines: readonly number[] | null;
  /** For a file too large for memory: its records written for the engine, each with its line as the first cell, without a header. */
  readonly numbered: NumberedFile | null;
  readonly misshapen: readonly MisshapenRecord[];
  readonly count: LineCount;
  readonly traits: TextTraits;
  /** The last line has no line end: the file may have been cut inside its last cell. */
  readonly endsWithoutNewline: boolean;
}

/** Maximum characters kept of a header. */
const KEPT_HEADER = 500;

/** A header as stored and reported: a run of digits as long as a personal number is masked, because headers appear in receipts. */
export const headerCell = (cell: string): string =>
  maskedBeginning(
    cell.trim().replace(/([0-9０-９]{3})[0-9０-９]{5,}([0-9０-９]{2}[0-9０-９Xx])/gu, "$1****$2"),
    KEPT_HEADER,
  );
