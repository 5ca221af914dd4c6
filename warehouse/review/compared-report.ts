import type { PlannedDates } from "../load/plan.ts";
import type { Remark } from "../load/remarks.ts";

/** A report kind whose figures are compared with each other and with the past. */
export interface ComparedReport {
  readonly contract: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly grain: "period" | "event";
  /** The flag column of a nil report; null for none. */
  readonly nil: string | null;
  /** Dates of an event that must agree; null for none. */
  readonly dates: PlannedDates | null;
  /** Columns that make a row unique within its area. */
  readonly key: readonly string[];
  /** All columns, for describing what a later report changed. */
  readonly columns: readonly {
    readonly name: string;
    readonly title: { readonly zh: string; readonly en: string };
    /** It holds figures, dates, flags or words of a list, and no text of the sender. */
    readonly closed: boolean;
  }[];
  /** Conditions between the columns of one row, in SQL, whose breach gives a remark. */
  readonly doubts: readonly {
    readonly holds: string;
    readonly column: string;
    readonly message: { readonly zh: string; readonly en: string };
  }[];
  readonly figures: readonly {
    readonly name: string;
    readonly title: { readonly zh: string; readonly en: string };
    /** Its unit, where it is neither a count nor money. */
    readonly unit?: "percent";
    /** A count of persons or posts, not money or a rate. */
    readonly whole: boolean;
    /** It counts from January, so its past median is no reference. */
    readonly grows: boolean;
    /** It counts what there is at the end of the period (存量). */
    readonly stock: boolean;
    /** The stock of the period before that it repeats at the beginning of its own (期初数); null for none. */
    readonly opens: string | null;
  }[];
  /** Detail reports that must sum to it. */
  readonly details: readonly { readonly contract: string; readonly columns: readonly string[] }[];
}

export interface QuestionRequest {
  readonly since: number;
  readonly asOf: string;
  /** The earliest period of the new submissions. */
  readonly first: string;
  /** The kinds whose new reports have received details. */
  readonly withDetails: readonly ComparedReport[];
}

/** A remark and the submission whose receipt shows it. */
export interface Placed {
  readonly submission: number;
  readonly remark: Remark;
}
