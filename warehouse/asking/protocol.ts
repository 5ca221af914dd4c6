import type { FileFormat } from "./question.ts";
import type { RefusalCode } from "./refusal-code.ts";

/** A question as the child process reads it: one line of JSON. */
export interface AskedQuestion {
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
  readonly file: { readonly path: string; readonly format: FileFormat } | null;
  readonly milliseconds: number;
  /** The most rows, and the most bytes of text, of an answer. */
  readonly rows: number;
  readonly bytes: number;
}

/** How an answer ended: its rows, and whether there was more than was given. */
export interface DeliveredEnd {
  readonly rows: number;
  readonly cut: "rows" | "bytes" | null;
}

/** One line that the child process prints. */
export type ChildLine =
  | { readonly ready: true }
  | { readonly columns: readonly { readonly name: string; readonly type: string }[] }
  | { readonly rows: readonly (readonly unknown[])[] }
  | { readonly end: DeliveredEnd }
  | { readonly refused: RefusalCode }
  | { readonly stopped: "time" | "memory" | "bytes" }
  | { readonly failed: string };
