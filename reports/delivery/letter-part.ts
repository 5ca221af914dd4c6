import type { LetterText } from "./letter-text.ts";
import type { NewLetter } from "./outbox.ts";

/** What a part is about; the most urgent first, as the daily letter has them. */
export const MATTERS = [
  "urged",
  "changes",
  "law",
  "reminder",
  "question",
  "finding",
  "plan",
  "blues",
  "life",
] as const;
export type Matter = (typeof MATTERS)[number];

/** A change of a case that a part speaks of: in full, or as a line among those below an office. */
export interface ChangeRead {
  readonly caseId: string;
  readonly seq: number;
  readonly inFull: boolean;
}

/** What an office is to read of a night on some matter: a letter where it stands alone, else a section of the daily letter (每日汇总). */
export interface LetterPart {
  /** Id of the letter where it stands alone. */
  readonly id: string;
  readonly kind: NewLetter["kind"];
  readonly matter: Matter;
  readonly office: { readonly id: string; readonly name: string };
  readonly text: LetterText;
  readonly recipients: readonly string[];
  readonly changes?: readonly ChangeRead[];
}

/** Lines that go with the next letter to an office, and make none: receipts of reports in which nothing is to be mended. */
export interface Aside {
  readonly office: string;
  readonly submission: number;
  readonly line: string;
}
