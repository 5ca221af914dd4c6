import type { Place } from "./place.ts";
import type { AnsweredColumn, FileFormat } from "./question.ts";
import type { RefusalCode } from "./refusal-code.ts";

/**
 * The descriptors of the child process: it is asked on standard input and answers on a descriptor of its own, for the engine prints to
 * standard output what a statement makes it print. The file that it may write comes to it opened; its name is never looked up again.
 */
export const ANSWERS = 3;
export const FILE = 4;
/** The path under which the child's engine opens that file: the same file, whatever now stands under its name. */
export const FILE_PATH = `/dev/fd/${FILE}`;

/** A question as the child process reads it: one line of JSON. */
export interface AskedQuestion {
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
  /** The format of the file that the answer is written to; null where rows are answered. */
  readonly format: FileFormat | null;
  /** Whether that file begins with a byte-order mark. */
  readonly byteOrderMark: boolean;
  /** Language of what a workbook notes. */
  readonly language: "zh-CN" | "en";
  readonly milliseconds: number;
  /** The most rows, and the most bytes of text, of an answer. */
  readonly rows: number;
  readonly bytes: number;
}

/** How an answer ended: its rows, and whether there was more than was given. */
export interface DeliveredEnd {
  readonly rows: number;
  readonly cut: "rows" | "bytes" | null;
  /** Sheets of the workbook that was written. */
  readonly sheets?: number;
}

/** One line that the child process answers. */
export type ChildLine =
  /** `watched`: the system limits no memory, so that the child measures itself. */
  | { readonly ready: true; readonly watched: boolean }
  | { readonly columns: readonly AnsweredColumn[] }
  | { readonly rows: readonly (readonly unknown[])[] }
  | { readonly end: DeliveredEnd }
  | { readonly refused: RefusalCode; readonly name: string | null; readonly place: Place | null }
  | { readonly stopped: "time" | "memory" | "bytes" }
  | { readonly failed: string };
