import type { OnBrokenText } from "../delivery/compose-or-plain.ts";
import type { Directory } from "../delivery/directory.ts";
import type { LetterBlock } from "../delivery/letter-text.ts";
import type { Aside } from "../delivery/night-letters.ts";
import type { ReportTitles } from "../views/report-titles.ts";
import type { StatusRefusal } from "../views/status.ts";
import type { RowProblem } from "./problems.ts";
import type { ReportFacts } from "./report-facts.ts";
import type { ReturnedSheet } from "./returned-sheets.ts";

/** A submission with its receipt, and the tables of its refused rows and of those asked about, if any. */
export interface Answered {
  readonly submission: StatusRefusal;
  readonly lines: readonly string[];
  /** The different problems of its refused rows; undefined where they could not be told apart. */
  readonly problems?: readonly RowProblem[];
  /** The rows that wait for an explanation, a line each. */
  readonly held?: readonly string[];
  /** How many questions there are about its figures, which were loaded all the same, and the questions as sections. */
  readonly questions?: number;
  readonly asked?: readonly LetterBlock[];
  readonly sheets: readonly ReturnedSheet[];
}

/** The night of the letters. */
export interface ReceiptNight {
  readonly night: number;
  readonly date: string;
  readonly directory: Directory;
  readonly titles?: ReportTitles;
  /** What is known of each submission's report. */
  readonly facts?: ReadonlyMap<number, ReportFacts>;
  /** Receipts of earlier nights that waited for a letter. */
  readonly earlier?: readonly Aside[];
  /** Called for a text that cannot be composed: it goes out in the plain form. */
  readonly onBroken?: OnBrokenText;
}
