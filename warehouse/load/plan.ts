import type { FactTable } from "../engine/fact-tables.ts";

/** How the text of a cell is converted to a value. */
export type CellReading =
  | { readonly as: "text" | "flag" }
  /** Figures are multiplied by `times` to be in the contract's unit; `unit` is what a unit behind a figure may be. */
  | {
      readonly as: "count" | "amount";
      readonly times: number;
      readonly unit: "count" | "money" | "percent" | null;
      /** The file states the unit of the column: one behind a figure must be the same. */
      readonly isStated: boolean;
    }
  | { readonly as: "date"; readonly formats: readonly string[] }
  | { readonly as: "period"; readonly kind: string; readonly formats: readonly string[] }
  | { readonly as: "area"; readonly by: "code" | "name" | "alias" }
  | { readonly as: "word"; readonly words: Readonly<Record<string, readonly string[]>> };

/** One column of the contract, with the source of its text. */
export interface PlannedCell {
  readonly column: string;
  readonly from:
    | { readonly position: number; readonly header: string }
    | { readonly constant: string }
    | null;
  readonly reading: CellReading;
  readonly required: boolean;
  readonly example: string;
}

/** A condition between columns, in SQL over the contract's column names; it holds when a value is missing. */
export interface PlannedCheck {
  readonly id: string;
  readonly holds: string;
  readonly column: string;
  /** What is allowed, in words; stored with the refusal. */
  readonly message: { readonly zh: string; readonly en: string };
}

/** Selects rows by the values of their columns. */
export type RowsWhere = Readonly<Record<string, readonly (string | number)[]>>;

/** Groups of rows of one area and period whose figures must agree; `refuses` selects the rows that are refused where they do not. */
export interface PlannedBalance {
  readonly id: string;
  readonly whole: RowsWhere;
  readonly parts: RowsWhere;
  readonly refuses: RowsWhere;
  readonly figures: readonly string[];
  readonly message: { readonly zh: string; readonly en: string };
}

/** Dates of an event report that must agree with the day on which it became known, and with each other. */
export interface PlannedDates {
  /** Date of the report. */
  readonly dated: string;
  /** Date on which the event begins. */
  readonly starts: string;
  /** Column and word by which `dated` is another date than that of the report. */
  readonly unless: { readonly column: string; readonly word: string };
}

/** Everything the engine needs to accept or refuse the rows of one file. */
export interface LoadPlan {
  readonly fact: FactTable;
  readonly cells: readonly PlannedCell[];
  readonly checks: readonly PlannedCheck[];
  readonly balances: readonly PlannedBalance[];
  readonly keys: readonly (readonly string[])[];
  readonly nil: string | null;
  readonly periodKind: string | null;
  /** The period stated in the table's title; rows with another period are refused. */
  readonly statedPeriod: string | null;
  /** The year that the file's name or title states; null for none or several. */
  readonly statedYear: number | null;
  /** Dates that raise a question where they do not agree; null for none. */
  readonly dates: PlannedDates | null;
  /** Rows may name a period that has not ended; they do not count as the report of that period. */
  readonly openPeriods: boolean;
  /** The column that answers a question about its row (更正说明); null for none. */
  readonly explanation: { readonly position: number; readonly header: string } | null;
  /** The file is a table that came with a receipt: it completes the report of its area and period, and does not replace it. */
  readonly completes: boolean;
  /** When the figures became known: the instant of receipt, or a column of the file. */
  readonly known:
    | { readonly at: string }
    | {
        readonly position: number;
        readonly header: string;
        readonly formats: readonly string[];
        readonly plusDays: number;
      };
  /** Area of the sending office; rows about areas outside it are refused. Null for the operator. */
  readonly senderArea: string | null;
  /** Time zone in which a day of the known-column begins. */
  readonly zone: string;
  /** The file lists all events of its sender for the months it covers. */
  readonly completeMonths: boolean;
  /** Levels of areas that the report may cover; every level when empty. */
  readonly levels: readonly string[];
  /** A report that must sum to another's figures. */
  readonly sumsTo: { readonly contract: string; readonly columns: readonly string[] } | null;
}

/** Special characters that the text of a file contains; the engine need not look for the others. */
export interface TextTraits {
  readonly fullWidth: boolean;
  readonly spaces: boolean;
  readonly quotes: boolean;
  /** Cells that consist only of dashes. */
  readonly dashes: boolean;
  /** Runs of eleven digits or more. */
  readonly longDigits: boolean;
  /** Numbers with a unit, a sign behind them, brackets, or zeros behind the point; not searched for in files too large for memory. */
  readonly oddNumbers: boolean;
  /** Words by which databases write a missing value (`None`, `NULL`). */
  readonly absentWords: boolean;
  /** Cells of words or signs that people write for want of a number or name (`无`, `-`, `0`). */
  readonly placeholders: boolean;
  /** The words for total or subtotal. */
  readonly totals: boolean;
  /** Characters that cannot be seen. */
  readonly unseen: boolean;
  /** Texts whose normal form is not simply their lower case (`warehouse/engine/identity.ts`). */
  readonly unusual: boolean;
  /** Numbers in scientific notation (2.026E+11). */
  readonly scientific: boolean;
}

/**
 * The text that the engine reads: CSV without a header, whose records begin with their submission and line. A file too large for memory
 * has only lines, since all its records belong to one submission.
 */
export interface TextTable {
  readonly path: string;
  readonly delimiter: string;
  /** Number of cells of a record besides those two. */
  readonly width: number;
  /** The submission of all records, if the records do not name it. */
  readonly submission: number | null;
  /** Bytes of the longest line; the engine allocates many times as much for each thread. */
  readonly longestLine: number;
  readonly traits: TextTraits;
}
