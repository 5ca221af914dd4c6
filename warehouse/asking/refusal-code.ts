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
  /** This system gives no way to limit what a question takes. */
  | "unguarded";
