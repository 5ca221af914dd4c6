import type { RefusalCode } from "./refusal-code.ts";

/** File formats an answer can be written in. */
export type FileFormat = "csv" | "json" | "parquet" | "arrow";

/** One question to the readers' copy. */
export interface Question {
  readonly sql: string;
  /** Values of `$name` in the statement: bound, never pasted. */
  readonly values?: Readonly<Record<string, string>>;
  /** Who asks, for the audit. */
  readonly who: string;
  /** When, an ISO instant. */
  readonly at: string;
  /** The most rows wanted; the guard's own limit holds above it. */
  readonly rows: number;
  /** Write the answer to this file instead of returning its rows; the path is absolute. */
  readonly file?: { readonly path: string; readonly format: FileFormat } | null;
}

/** How a question ended. */
export type AnswerEnd =
  /** `cut` says that there was more than was given: more rows, or more bytes. */
  | { readonly outcome: "answered"; readonly count: number; readonly cut: "rows" | "bytes" | null }
  | {
      readonly outcome: "refused";
      readonly reason: RefusalCode;
    }
  | { readonly outcome: "failed"; readonly message: string }
  /** `ended`: its process was ended by the operating system's limits. */
  | { readonly outcome: "stopped"; readonly by: "time" | "memory" | "bytes" | "ended" };

/** What came back: values as in JSON, whole numbers and decimals beyond a double as text. */
export interface Answer {
  readonly end: AnswerEnd;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** One line of the audit (查询审计): who asked what, when, how long it took and how it ended. */
export type AuditLine = AnswerEnd & {
  readonly at: string;
  readonly who: string;
  readonly sql: string;
  readonly sha256: string;
  readonly values: Readonly<Record<string, string>>;
  readonly format: FileFormat | "rows";
  readonly milliseconds: number;
};

/** What a question may use. */
export interface Limits {
  readonly seconds: number;
  /** How long after that an interrupted question may take to stop before its process is killed. */
  readonly graceSeconds: number;
  readonly rows: number;
  /** The most text that is returned as rows. */
  readonly megabytes: number;
  readonly fileMegabytes: number;
  /** Address space of the child process: an idle one holds some 1,250 MB of it, nearly all reserved and not used. */
  readonly addressMegabytes: number;
}

/** Limits of a question asked by a person. */
export const USUAL_LIMITS: Limits = {
  seconds: 30,
  graceSeconds: 3,
  rows: 5_000_000,
  megabytes: 64,
  fileMegabytes: 2000,
  addressMegabytes: 2600,
};
