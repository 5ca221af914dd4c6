/** Why a text is not asked at all. */
export type RefusalCode =
  | "empty"
  | "too-long"
  | "several"
  | "not-a-select"
  /** It calls a function that is not among the permitted. */
  | "function"
  /** It reads a table of the engine that is not among the permitted. */
  | "table"
  /** What it pivots on has no values, so that there would be no columns. */
  | "pivot-empty"
  /** What it pivots on has more values than an answer may have columns. */
  | "pivot-many"
  /** The query of the values to pivot on is no SELECT of a single column. */
  | "pivot-query"
  /** Its answer goes to a file, and it is none that has rows to write: an EXPLAIN. */
  | "not-for-a-file"
  /** A workbook's sheet has fewer columns than the answer. */
  | "sheet-columns"
  /** A text is longer than what a cell of a workbook holds; the place is its row and column. */
  | "sheet-cell"
  /** This system gives no way to limit what a question takes. */
  | "unguarded";
