import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { questionsForReceipts } from "../../rules/findings/asked-offices.ts";
import type { Finding } from "../../rules/findings/finding-log.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type NewFile, writeAllWhole } from "../../warehouse/engine/whole-file.ts";
import type { OnBrokenText } from "../delivery/compose-or-plain.ts";
import type { Directory } from "../delivery/directory.ts";
import { type WrittenAt, writeLetters } from "../delivery/outbox.ts";
import type { TextKey } from "../language/catalogue.ts";
import { type Language, translate } from "../language/index.ts";
import type { ReportTitles } from "../views/report-titles.ts";
import { type StatusRefusal, unansweredSubmissions } from "../views/status.ts";
import type { Answered } from "./answered.ts";
import { explainedRows } from "./explained-rows.ts";
import { rowProblems } from "./problems.ts";
import { questionBlocks, questionLines } from "./question-lines.ts";
import { receiptLetters } from "./receipt-letters.ts";
import { heldLines, receiptLines } from "./receipt-lines.ts";
import { type ReportFacts, reportFacts } from "./report-facts.ts";
import { sheetsOf } from "./returned-sheets.ts";
import { sheet } from "./sheet.ts";
import { isFlawless, keepWaiting, settleReceipts, waitingReceipts } from "./waiting-receipts.ts";

/** Most rows listed in one receipt; the file of refused rows is complete. */
const MOST_ROWS = 200;

/** Where receipts are written and how they are mailed; `letters` is null for historical files, which nobody waits for. */
export interface AnswerRequest {
  readonly folder: string;
  readonly language: Language;
  /** Titles of the report kinds, which letters name. */
  readonly titles?: ReportTitles;
  readonly letters:
    | (WrittenAt & { readonly night: number; readonly date: string; readonly directory: Directory })
    | null;
  /** Called for a receipt that cannot be composed: it is written in the plain form. */
  readonly onBroken?: OnBrokenText;
}

/**
 * Answer all unanswered submissions: write each receipt into the sender's folder, with the refused rows and those asked about beside it under the
 * file's header, ready to correct or explain and send again; and write one letter per office with all its receipts. Returns the number of submissions
 * answered.
 */
export async function answerSubmissions(warehouse: Warehouse, request: AnswerRequest): Promise<number> {
  const answered: Answered[] = [];
  const files: NewFile[] = [];
  const asked: ReadonlyMap<number, readonly Finding[]> = request.letters
    ? await questionsForReceipts(warehouse)
    : new Map();
  for (const submission of await unansweredSubmissions(warehouse)) {
    const answer = await answerTo(warehouse, submission, asked.get(submission.id) ?? [], request);
    answered.push(answer.answered);
    files.push(...answer.files);
  }
  await writeAllWhole(files);
  if (answered.length === 0) return 0;
  const { onBroken } = request;
  // A receipt that asks for nothing goes with the next letter to its office, tonight's receipts among them.
  const waiting = request.letters ? waitingOf(answered, request.letters.directory) : [];
  const writesNow = answered.filter(({ submission }) => !waiting.includes(submission));
  const earlier =
    request.letters && writesNow.length > 0 ? await waitingReceipts(warehouse, request.language) : [];
  const letters = request.letters
    ? receiptLetters(
        writesNow,
        {
          ...{ ...request.letters, earlier, titles: request.titles ?? {} },
          facts: await factsOf(warehouse, writesNow, request),
          ...(onBroken ? { onBroken } : {}),
        },
        request.language,
      )
    : [];
  await warehouse.transaction(async () => {
    if (request.letters) await writeLetters(warehouse, letters, request.letters);
    await settleReceipts(
      warehouse,
      letters.flatMap(({ id, earlier }) => earlier.map((submission) => ({ submission, letter: id }))),
    );
    await keepWaiting(
      warehouse,
      waiting.map(({ id, sender }) => ({ submission: id, office: sender! })),
    );
    const letterOf = new Map(
      letters.flatMap(({ id, submissions }) => submissions.map((submission) => [submission, id] as const)),
    );
    await warehouse.append(
      "receipt",
      answered.map(({ submission }) => [submission.id, letterOf.get(submission.id) ?? null]),
    );
  });
  return answered.length;
}

/** What is known of the reports; nothing where that cannot be read, since a receipt does without. */
const factsOf = (
  warehouse: Warehouse,
  answered: readonly Answered[],
  { letters, onBroken = () => undefined }: AnswerRequest,
): Promise<ReadonlyMap<number, ReportFacts>> =>
  reportFacts(
    warehouse,
    answered.map(({ submission }) => submission.id),
    letters?.date ?? "",
  ).catch((error) => {
    onBroken("receipt", error);
    return new Map();
  });

/** The submissions whose receipts wait: nothing is to be mended in them, nor in any other of their office tonight. */
function waitingOf(answered: readonly Answered[], directory: Directory): StatusRefusal[] {
  const isWhole = ({ submission, questions = 0 }: Answered) => isFlawless(submission, questions);
  const written = new Set(
    answered.filter((each) => !isWhole(each)).map(({ submission }) => submission.sender),
  );
  return answered.flatMap((each) => {
    const { sender } = each.submission;
    const waits = isWhole(each) && !written.has(sender) && sender !== null && directory.office(sender);
    return waits ? [each.submission] : [];
  });
}

/** The answer to a submission, and the files that carry it in the sender's folder, which is made. */
async function answerTo(
  warehouse: Warehouse,
  submission: StatusRefusal,
  asked: readonly Finding[],
  { folder, language, letters, onBroken = () => undefined }: AnswerRequest,
): Promise<{ readonly answered: Answered; readonly files: readonly NewFile[] }> {
  const senderFolder = join(folder, safeName(submission.sender ?? "operator"));
  mkdirSync(senderFolder, { recursive: true });
  const name = `${submission.id}-${safeName(submission.file)}`;
  const lines = await (async () => {
    const questions = letters ? questionLines(asked, letters.directory, language) : [];
    return receiptLines(warehouse, submission, language, MOST_ROWS, questions);
  })().catch((error) => {
    onBroken("receipt", error);
    return [plainReceipt(submission, language)];
  });
  const receipt = { path: join(senderFolder, `${name}.txt`), content: `${lines.join("\n")}\n` };
  const sheets =
    submission.header.length === 0
      ? []
      : await sheetsOf(warehouse, submission, name, language).catch((error) => {
          onBroken("receipt", error);
          return [];
        });
  const files = sheets.map(({ filename, lines: table }) => ({
    path: join(senderFolder, filename),
    content: sheet(table),
  }));
  const parts = letters
    ? await letterParts(warehouse, submission, asked, letters.directory, language).catch((error) => {
        onBroken("receipt", error);
        return {};
      })
    : {};
  return {
    answered: { submission, lines, sheets, questions: asked.length, ...parts },
    files: [receipt, ...files],
  };
}

/** What a letter says of a submission besides its file: problems, rows that wait, questions. */
async function letterParts(
  warehouse: Warehouse,
  submission: StatusRefusal,
  asked: readonly Finding[],
  directory: Directory,
  language: Language,
): Promise<Pick<Answered, "problems" | "held" | "asked">> {
  const rows = submission.refused > 0 ? await explainedRows(warehouse, submission, MOST_ROWS) : [];
  return {
    problems: rowProblems(submission, rows),
    held: await heldLines(warehouse, submission, MOST_ROWS, language),
    asked: questionBlocks(asked, directory, language),
  };
}

/** A receipt in its plain form: the file, its state and its rows. */
const plainReceipt = (
  { id, sender, file, state, accepted, refused, held }: StatusRefusal,
  language: Language,
): string =>
  translate(language, "plain.receipt-line", {
    ...{ id, file: sender === null ? file : `${sender}/${file}`, accepted, refused, held },
    state: translate(language, `receipt.${state}` as TextKey),
  });

/** Most bytes of a name: file systems allow 255, and a number and endings are added. */
const MOST_BYTES = 160;

/** A name from outside as a safe file name: no separators, no control characters, not too long, never a dot file. */
function safeName(name: string): string {
  const letters = [...name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_").replace(/^\.+/, "_")].slice(0, 60);
  while (Buffer.byteLength(letters.join("")) > MOST_BYTES) letters.pop();
  return letters.join("") || "_";
}
