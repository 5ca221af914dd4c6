import type { RefusalCode } from "./refusal-code.ts";

/** File formats an answer can be written in. */
export type FileFormat = "csv" | "json" | "parquet" | "arrow" | "xlsx";

/** A file that an answer is written to, and what people find in it besides the answer. */
export interface AnswerFile {
  readonly descriptor: number;
  readonly format: FileFormat;
  /** Begin a CSV file with a byte-order mark, by which spreadsheet programs know UTF-8. */
  readonly byteOrderMark?: boolean;
  /** Language of the notes on the head of a workbook, and of its sheets' names; Chinese if absent. */
  readonly language?: "zh-CN" | "en";
}

/** One question to the readers' copy. */
export interface Question {
  readonly sql: string;
  /** Values of `$name` in the statement: bound, never pasted. */
  readonly values?: Readonly<Record<string, string>>;
  /** Who asks, for the audit. */
  readonly who: string;
  /** When, an ISO instant. */
  readonly at: string;
  /** Maximum number of rows; the guard's limit also applies. */
  readonly rows: number;
  /** Write the answer to this empty file, opened for writing, instead of returning its rows (see `createOutFile`). */
  readonly file?: AnswerFile | null;
}

/** How a question ended. */
export type AnswerEnd =
  /** `cut` is set when the answer was truncated, by rows or by bytes. */
  | {
      readonly outcome: "answered";
      readonly count: number;
      readonly cut: "rows" | "bytes" | null;
      /** Sheets of the workbook that was written, where there are several. */
      readonly sheets?: number;
    }
  | {
      readonly outcome: "refused";
      readonly reason: RefusalCode;
      /** The function or table that is not permitted, or the word with which the statement begins that is not run. */
      readonly name?: string;
      /** Where that stands in the statement, both from 1. */
      readonly line?: number;
      readonly column?: number;
    }
  | { readonly outcome: "failed"; readonly message: string }
  /** `ended`: the limits of the operating system ended its process. */
  | { readonly outcome: "stopped"; readonly by: "time" | "memory" | "bytes" | "ended" | "person" };

/** A column of an answer: its name, the engine's name of its type, and what it means if it is a documented column of the copy. */
export interface AnsweredColumn {
  readonly name: string;
  readonly type: string;
  readonly meaning?: { readonly zh: string; readonly en: string } | null;
}

/** The answer to a question: values as in JSON, with whole numbers and decimals beyond a double as text. */
export interface Answer {
  readonly end: AnswerEnd;
  readonly columns: readonly AnsweredColumn[];
  readonly rows: readonly (readonly unknown[])[];
}

/** The line that the audit (查询审计) has before a question is asked: the person, the statement, the time. */
export interface BegunLine {
  readonly event: "begun";
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly sql: string;
  readonly sha256: string;
  readonly values: Readonly<Record<string, string>>;
  readonly format: FileFormat | "rows";
}

/** The line that it has after the question: the duration and the result. A question without it was cut off. */
export type EndedLine = AnswerEnd & {
  readonly event: "ended";
  readonly id: string;
  readonly milliseconds: number;
};

export type AuditLine = BegunLine | EndedLine;

/** Where questions are noted: before each, and by what it returns after it. */
export type Audit = (line: BegunLine) => (line: EndedLine) => void;

/** Resources that a question may use. */
export interface Limits {
  readonly seconds: number;
  /** Further seconds that an interrupted question has to stop before its process is killed. */
  readonly graceSeconds: number;
  readonly rows: number;
  /** Maximum text returned as rows. */
  readonly megabytes: number;
  readonly fileMegabytes: number;
  /** Address space of the child process: an idle one takes about 1,250 MB, nearly all reserved and unused. */
  readonly addressMegabytes: number;
  /** Memory that it may hold where the system does not limit its address space; an idle one holds about 150 MB. */
  readonly residentMegabytes: number;
}

/** Limits of a question asked by a person. */
export const USUAL_LIMITS: Limits = {
  seconds: 30,
  graceSeconds: 3,
  rows: 5_000_000,
  megabytes: 64,
  fileMegabytes: 2000,
  addressMegabytes: 2600,
  residentMegabytes: 1000,
};
