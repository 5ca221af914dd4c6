import { type Language, translate } from "../language/index.ts";
import type { StatusRefusal } from "../views/status.ts";
import { fileProblemTitle, rowProblemTitle } from "./problem-words.ts";
import type { FileProblem, RowProblem } from "./problems.ts";

/** Most problems that the title names, and its characters. */
const [MOST_NAMED, TITLE] = [2, 60];

/** The problems of a letter: of whole files, and of rows. */
export interface Problems {
  readonly files: readonly FileProblem[];
  readonly rows: readonly RowProblem[];
}

/** What came back, in a sentence: files, rows, and the problems by their names; null where nothing did. */
export function receiptTitle(
  submissions: readonly StatusRefusal[],
  { files, rows }: Problems,
  language: Language,
): string | null {
  const titles = [
    ...files.map((problem) => fileProblemTitle(problem, language)),
    ...rows.map((problem) => rowProblemTitle(problem, language)),
  ];
  if (titles.length === 0) return null;
  const partial = submissions.filter(({ state }) => state === "partial");
  const counts = {
    files: submissions.filter(({ state }) => state === "refused").length,
    ...{ reports: partial.length, problems: titles.length },
    rows: partial.reduce((sum, { refused }) => sum + refused, 0),
    named: namedTitles(titles, language),
  };
  if (counts.files > 0)
    return translate(language, counts.rows > 0 ? "receipt.title-both" : "receipt.title-files", counts);
  if (counts.rows === 1) return translate(language, "receipt.title-row", counts);
  const isFew = counts.problems <= MOST_NAMED && counts.rows > counts.problems;
  return translate(language, isFew ? "receipt.title-rows" : "receipt.title-rows-many", counts);
}

/** The first titles, as many as a sentence holds. */
function namedTitles(titles: readonly string[], language: Language): string {
  const separator = translate(language, "list.reasons");
  const both = titles.slice(0, MOST_NAMED).join(separator);
  const named = [...both].length > TITLE ? titles[0]! : both;
  const isAll = named === titles.join(separator);
  return isAll ? named : translate(language, "receipt.named-more", { named });
}
