import type { LetterBlock } from "../delivery/letter-text.ts";
import type { Cell } from "../documents/content.ts";
import type { TextKey } from "../language/catalogue.ts";
import { inLanguage, type Language, numberText, periodText, translate } from "../language/index.ts";
import type { ReportTitles } from "../views/report-titles.ts";
import type { StatusRefusal } from "../views/status.ts";
import { shownName } from "./remark-lines.ts";
import type { ReportFacts } from "./report-facts.ts";

/** A submission with what is known of its report. */
export interface ReceivedFile {
  readonly submission: StatusRefusal;
  readonly facts: ReportFacts | undefined;
}

/** Most files with a row each, and most others that are named under the table. */
const [MOST_FILES, MOST_NAMED] = [20, 40];

const GRAVEST: readonly StatusRefusal["state"][] = ["refused", "partial", "duplicate", "accepted"];

/** The files of a letter in a table: report and period, what became of each, rows accepted and refused; what is to be mended first. */
export function receivedFiles(
  files: readonly ReceivedFile[],
  titles: ReportTitles,
  language: Language,
): LetterBlock {
  const ordered = [...files].sort(
    (a, b) => GRAVEST.indexOf(a.submission.state) - GRAVEST.indexOf(b.submission.state),
  );
  const isHeld = files.some(({ submission }) => submission.held > 0);
  const rest = ordered.slice(MOST_FILES).map(({ submission }) => submission);
  return {
    title: translate(language, "receipt.files"),
    lines: [],
    table: {
      ...{ form: "list" as const, title: "" },
      head: [
        ...(["receipt.file", "receipt.result", "receipt.rows-accepted", "receipt.rows-refused"] as const),
        ...(isHeld ? (["receipt.rows-held"] as const) : []),
      ].map((key) => translate(language, key)),
      rows: ordered.slice(0, MOST_FILES).map((file) => fileRow(file, titles, isHeld, language)),
      notes: rest.length === 0 ? [] : [restText(rest, language)],
    },
  };
}

/** The files without a row in a sentence: the first by name, and how many more there are. */
function restText(rest: readonly StatusRefusal[], language: Language): string {
  const list = rest
    .slice(0, MOST_NAMED)
    .map((submission) => shortText(submission, language))
    .join(translate(language, "list.separator"));
  const more = rest.length - MOST_NAMED;
  return translate(language, more > 0 ? "receipt.files-more-kept" : "receipt.files-more", {
    ...{ count: rest.length, list, more },
  });
}

function fileRow(
  { submission, facts }: ReceivedFile,
  titles: ReportTitles,
  isHeld: boolean,
  language: Language,
): Cell[] {
  const { id, file, state, accepted, refused, held, contract } = submission;
  const title = contract === null ? undefined : titles[contract];
  const about = [
    ...(title ? [inLanguage(title, language)] : []),
    ...periodsText(facts, language),
    translate(language, "receipt.number", { id }),
  ].join("　");
  const rows = (value: number): Cell => ({ text: numberText(value, language), value });
  const isMarked = state === "refused" || state === "partial";
  return [
    { text: `${shownName(file)}\n${about}` },
    { text: stateText(state, language), ...(isMarked ? { isMarked } : {}) },
    rows(accepted),
    rows(refused),
    ...(isHeld ? [rows(held)] : []),
  ];
}

const stateText = (state: StatusRefusal["state"], language: Language): string =>
  translate(language, `receipt.${state}` as TextKey);

const shortText = ({ id, file, state, accepted, refused }: StatusRefusal, language: Language): string =>
  translate(language, "receipt.file-short", {
    ...{ id, file: shownName(file), accepted, refused, state: stateText(state, language) },
  });

/** The period of a report, or the first and the last of several. */
function periodsText(facts: ReportFacts | undefined, language: Language): string[] {
  if (!facts || facts.first === null || facts.last === null || facts.periodKind === null) return [];
  const [first, last] = [facts.first, facts.last].map((period) =>
    periodText(period, facts.periodKind!, language),
  );
  return [first === last ? first! : translate(language, "receipt.periods", { first: first!, last: last! })];
}
