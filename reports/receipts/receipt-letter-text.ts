import type { DirectoryOffice } from "../delivery/directory.ts";
import type { LetterBlock, LetterText } from "../delivery/letter-text.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import type { StatusRefusal } from "../views/status.ts";
import type { Answered, ReceiptNight } from "./answered.ts";
import { attachedSheets, MOST_ATTACHED } from "./attached-sheets.ts";
import { fileProblemBlock, rowProblemBlock, rowProblemLine } from "./problem-words.ts";
import { fileProblems, mergedProblems } from "./problems.ts";
import { receivedFiles } from "./receipt-overview.ts";
import { type Problems, receiptTitle } from "./receipt-title.ts";
import { receiptSubject } from "./receipt-words.ts";
import { remarkLines, shownName } from "./remark-lines.ts";
import { sendAgain, type ToSendAgain } from "./send-again.ts";

/** Most problems of rows with a table each, and of files with a section each; a page with all of many would be too large for a mail. */
const MOST = { shown: 6, files: 10 } as const;
/** Most further problems, remarks, and rows that wait for an explanation, that are listed. */
const MOST_LINES = 40;

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
  const attached = attachedSheets(answered.flatMap((each) => each.sheets));
  const title = receiptTitle(submissions, problems, language);
  const again = sendAgain(toSendAgain(answered, problems, { date, facts }), language);
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
      ...plainBlocks(answered),
      ...heldBlock(answered, language),
      ...answered.flatMap((each) => each.asked ?? []),
      ...remarkBlock(submissions, language),
      ...(again === null ? [] : [{ ...again, isHeading: true }]),
    ],
    foot: [
      ...(attached.isLong && !attached.isLarge
        ? [translate(language, "receipt.attached-in-part", { count: MOST_ATTACHED - 1 })]
        : []),
      ...(attached.isLarge ? [translate(language, "receipt.attached-too-large")] : []),
      translate(language, "receipt.kept"),
      translate(language, "letter.automatic"),
    ],
  };
}

/** What of the submissions is to be sent again. */
function toSendAgain(
  answered: readonly Answered[],
  problems: Problems,
  { date, facts = new Map() }: Pick<ReceiptNight, "date" | "facts">,
): ToSendAgain {
  const submissions = answered.map(({ submission }) => submission);
  const { sheets } = attachedSheets(answered.flatMap((each) => each.sheets));
  return {
    refused: sheets.flatMap((each) => (each.of === "refused" ? each.filename : [])),
    asked: sheets.flatMap((each) => (each.of === "held" ? each.filename : [])),
    rows: sumOf(submissions, ({ refused }) => refused),
    held: sumOf(submissions, ({ held }) => held),
    files: sumOf(problems.files, ({ files }) => files.length),
    dues: submissions.flatMap((each) => (isWhole(each) ? [] : (facts.get(each.id)?.due ?? []))),
    date,
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

function problemBlocks({ files, rows }: Problems, language: Language): LetterBlock[] {
  const [shownFiles, shownRows] = [files.slice(0, MOST.files), rows.slice(0, MOST.shown)];
  const others = [
    ...files.slice(MOST.files).flatMap((problem) => fileProblemBlock(problem, 0, language).lines),
    ...rows.slice(MOST.shown).map((problem) => rowProblemLine(problem, language)),
  ];
  return [
    ...shownFiles.map((problem, at) => fileProblemBlock(problem, at + 1, language)),
    ...shownRows.map((problem, at) => rowProblemBlock(problem, shownFiles.length + at + 1, language)),
    ...(others.length > 0
      ? [{ title: translate(language, "problem.others"), lines: firstOf(others, language) }]
      : []),
  ];
}

/** The receipts whose rows could not be put together as problems, line by line as in their files. */
const plainBlocks = (answered: readonly Answered[]): LetterBlock[] =>
  answered.flatMap(({ submission: { refused, held }, problems, lines: [title = "", ...lines] }) =>
    refused + held > 0 && problems === undefined
      ? [{ title, lines: lines.slice(0, MOST_LINES).map((line) => line.trim()) }]
      : [],
  );

/** The rows that wait for an explanation (待说明), with what is asked about each and how to answer. */
function heldBlock(answered: readonly Answered[], language: Language): LetterBlock[] {
  const lines = answered.flatMap(({ held = [], submission: { id, file } }) =>
    held.map((remark) => translate(language, "receipt.remark-of", { id, file: shownName(file), remark })),
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
  const lines = remarkLines(submissions, language);
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
