import type { Score } from "../../warehouse/register/scorecard.ts";
import { shareText } from "../language/figures.ts";
import type { Language } from "../language/index.ts";

/** Columns of a scorecard after the name, in their order. */
export const SCORE_COLUMNS = [
  "expected",
  "completeness",
  "timeliness",
  "files",
  "refusedFiles",
  "refusedRows",
  "findings",
  "answered",
] as const;

/** A scorecard row as text. A share with denominator 0 is blank, not 100 %: an office that owed nothing has no timeliness. */
export function scoreText(score: Score, language: Language): Record<(typeof SCORE_COLUMNS)[number], string> {
  const share = (part: number, whole: number) => (whole > 0 ? shareText(part / whole, language) : "");
  return {
    expected: String(score.expected),
    completeness: share(score.in, score.expected),
    timeliness: share(score.onTime, score.expected),
    files: String(score.files),
    refusedFiles: String(score.refusedFiles),
    refusedRows: `${score.refusedRows}/${score.rows}`,
    findings: String(score.findings),
    answered: String(score.answered),
  };
}
