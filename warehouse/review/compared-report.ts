import type { Remark } from "../load/remarks.ts";

/** A report kind whose figures are held against each other and against the past. */
export interface ComparedReport {
  readonly contract: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly grain: "period" | "event";
  /** What makes a row unique within its area. */
  readonly key: readonly string[];
  /** All columns, for saying what a later report changed. */
  readonly columns: readonly {
    readonly name: string;
    readonly title: { readonly zh: string; readonly en: string };
  }[];
  /** Conditions between the columns of one row, in SQL, whose breach is worth a remark. */
  readonly doubts: readonly {
    readonly holds: string;
    readonly column: string;
    readonly message: { readonly zh: string; readonly en: string };
  }[];
  readonly figures: readonly {
    readonly name: string;
    readonly title: { readonly zh: string; readonly en: string };
    /** A count of persons or posts, no money and no rate. */
    readonly whole: boolean;
    /** It counts from January: the median of its own past says nothing about it. */
    readonly grows: boolean;
  }[];
  /** Detail reports that must sum to it. */
  readonly details: readonly { readonly contract: string; readonly columns: readonly string[] }[];
}

export interface QuestionRequest {
  readonly since: number;
  readonly asOf: string;
  /** The earliest period that something new speaks of. */
  readonly first: string;
  /** Those of the kinds whose new reports have details that are in. */
  readonly withDetails: readonly ComparedReport[];
}

/** A remark and the submission on whose receipt it stands. */
export interface Placed {
  readonly submission: number;
  readonly remark: Remark;
}
