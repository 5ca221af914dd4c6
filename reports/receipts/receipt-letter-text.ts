import type { DirectoryOffice } from "../delivery/directory.ts";
import type { LetterBlock, LetterText } from "../delivery/letter-text.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import { visibleText } from "../language/visible-text.ts";
import type { StatusRefusal } from "../views/status.ts";
import type { Answered, ReceiptNight } from "./answered.ts";
import {
  fileProblemBlock,
  fileProblemTitle,
  rowProblemBlock,
  rowProblemLine,
  rowProblemTitle,
} from "./problem-words.ts";
import { type FileProblem, fileProblems, mergedProblems, type RowProblem, remarksOf } from "./problems.ts";
import { receivedFiles } from "./receipt-overview.ts";
import { fileRefusalText } from "./receipt-text.ts";
import { receiptSubject } from "./receipt-words.ts";
import { sendAgain } from "./send-again.ts";

/** Most lines of one attached table, header included; the file in the office's receipts folder is complete. */
export const MOST_ATTACHED = 2001;
/** Most problems with a table each, and with a line each; a page with all tables of many problems would be too large for a mail. */
const MOST = { shown: 6, listed: 40 } as const;
/** Most remarks, and most rows that wait for an explanation, that are listed. */
const MOST_LINES = 40;
/** Most problems that the title names, and its characters. */
const [MOST_NAMED, TITLE] = [2, 60];

/** The problems of a letter: of whole files, and of rows. */
interface Problems {
  readonly files: readonly FileProblem[];
  readonly rows: readonly RowProblem[];
}

/**
 * The receipts of an office as one letter (回执): what came back and for how many problems; the files; then each problem once, however many files have
 * it, with the cells as they stood; what else is to be checked or explained; how to send again.
 */
export function receiptText(
  answered: readonly Answered[],
  office: Pick<DirectoryOffice, "name">,
  { date, titles = {}, facts = new Map() }: Omit<ReceiptNight, "night" | "directory">,
  language: Language,
): LetterText {
  const submissions = answered.map(({ submission }) => submission);
  const of = (state: StatusRefusal["state"]) => submissions.filter((each) => each.state === state).length;
  const problems = {
    files: fileProblems(submissions),
    rows: mergedProblems(answered.flatMap((each) => each.problems ?? [])),
  };
  const sheets = answered.flatMap((each) => each.sheets);
  const title = titleText(submissions, problems, language);
  const again = sendAgain(
    {
      refused: sheets.flatMap((each) => (each.of === "refused" ? each.filename : [])),
      asked: sheets.flatMap((each) => (each.of === "held" ? each.filename : [])),
      rows: sumOf(submissions, ({ refused }) => refused),
      held: sumOf(submissions, ({ held }) => held),
      files: sumOf(problems.files, ({ files }) => files.length),
      dues: submissions.flatMap((each) => (isWhole(each) ? [] : (facts.get(each.id)?.due ?? []))),
      date,
    },
    language,
  );
  return {
    subject: subjectText(answered, problems, language),
    ...(title === null ? {} : { title }),
    heading: translate(language, "receipt.heading"),
    office: office.name,
    lead: translate(language, "receipt.lead", {
      ...{ date: dateText(date, language), count: answered.length },
      ...{ accepted: of("accepted"), partial: of("partial") },
      ...{ refused: of("refused"), duplicate: of("duplicate") },
    }),
    blocks: [
      receivedFiles(
        submissions.map((submission) => ({ submission, facts: facts.get(submission.id) })),
        titles,
        language,
      ),
      ...problemBlocks(problems, language),
      ...heldBlock(answered, language),
      ...answered.flatMap((each) => each.asked ?? []),
      ...remarkBlock(submissions, language),
      ...(again === null ? [] : [again]),
    ],
    foot: [
      ...(sheets.some(({ lines }) => lines.length > MOST_ATTACHED)
        ? [translate(language, "receipt.attached-in-part", { count: MOST_ATTACHED - 1 })]
        : []),
      translate(language, "receipt.kept"),
      translate(language, "letter.automatic"),
    ],
  };
}

/** Whether nothing of a submission is to be sent again. */
const isWhole = ({ state, refused, held }: StatusRefusal): boolean =>
  state !== "refused" && refused === 0 && held === 0;

const sumOf = <Each>(some: readonly Each[], count: (each: Each) => number): number =>
  some.reduce((sum, each) => sum + count(each), 0);

const subjectText = (answered: readonly Answered[], { rows }: Problems, language: Language): string =>
  receiptSubject(
    {
      reports: answered.length,
      refused: answered.filter(({ submission }) => submission.state === "refused").length,
      questions: sumOf(answered, ({ questions = 0 }) => questions),
      remarks: answered.filter(({ submission }) => submission.warnings.length > 0).length,
      rows: sumOf(answered, ({ submission: { state, refused } }) => (state === "partial" ? refused : 0)),
      problems: rows.length,
    },
    language,
  );

/** What came back, in a sentence: files, rows, and the problems by their names; null where nothing did. */
function titleText(
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
    rows: sumOf(partial, ({ refused }) => refused),
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

function problemBlocks({ files, rows }: Problems, language: Language): LetterBlock[] {
  const shown = rows.slice(0, MOST.shown);
  const listed = rows.slice(MOST.shown, MOST.shown + MOST.listed);
  return [
    ...files.map((problem, at) => fileProblemBlock(problem, at + 1, language)),
    ...shown.map((problem, at) => rowProblemBlock(problem, files.length + at + 1, language)),
    ...(listed.length > 0
      ? [
          {
            title: translate(language, "problem.others"),
            lines: listed.map((problem) => rowProblemLine(problem, language)),
          },
        ]
      : []),
  ];
}

/** The rows that wait for an explanation (待说明), with what is asked about each and how to answer. */
function heldBlock(answered: readonly Answered[], language: Language): LetterBlock[] {
  const lines = answered.flatMap(({ held = [], submission: { id, file } }) =>
    held.map((remark) => translate(language, "receipt.remark-of", { id, file: visibleText(file), remark })),
  );
  if (lines.length === 0) return [];
  const answer = translate(language, "receipt.held-how");
  return [
    {
      title: translate(language, "problem.held"),
      lines: firstOf(lines, language),
      points: [{ label: translate(language, "problem.answer"), text: answer }],
    },
  ];
}

/** What the senders should check in their files, or know about them. */
function remarkBlock(submissions: readonly StatusRefusal[], language: Language): LetterBlock[] {
  const lines = submissions.flatMap((submission) =>
    remarksOf(submission).map((remark) =>
      translate(language, "receipt.remark-of", {
        ...{ id: submission.id, file: visibleText(submission.file) },
        remark: fileRefusalText(remark, language),
      }),
    ),
  );
  return lines.length === 0
    ? []
    : [{ title: translate(language, "receipt.remarks"), lines: firstOf(lines, language) }];
}

/** The first lines, and how many more there are. */
const firstOf = (lines: readonly string[], language: Language): string[] =>
  lines.length <= MOST_LINES
    ? [...lines]
    : [
        ...lines.slice(0, MOST_LINES),
        translate(language, "receipt.lines-more", { count: lines.length - MOST_LINES }),
      ];
