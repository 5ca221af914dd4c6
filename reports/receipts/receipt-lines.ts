import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { TextKey } from "../language/catalogue.ts";
import { type Language, translate } from "../language/index.ts";
import { heldRows, type StatusRefusal } from "../views/status.ts";
import { type ExplainedRow, explainedRows, MOST_SINGLE } from "./explained-rows.ts";
import { fileRefusalText, kindLines, questionsText, reasonsText } from "./receipt-text.ts";

/** Most lines on what is wrong with rows. */
const MOST_KINDS = 20;

/** A receipt (回执) as text: the state of the file and the reasons, line by line. */
export async function receiptLines(
  warehouse: Warehouse,
  submission: StatusRefusal,
  language: Language,
  most: number,
  questions: readonly string[] = [],
): Promise<string[]> {
  const state = translate(language, `receipt.${submission.state}` as TextKey);
  const name = submission.sender === null ? submission.file : `${submission.sender}/${submission.file}`;
  const { accepted, refused, held } = submission;
  const remarks = [...(submission.refusal ? [submission.refusal] : []), ...submission.warnings];
  const rows = refused > 0 ? await explainedRows(warehouse, submission, most) : [];
  const waiting = await heldLines(warehouse, submission, most, language);
  return [
    translate(language, held > 0 ? "receipt.line-held" : "receipt.line", {
      ...{ file: `#${submission.id} ${name}`, state, accepted, refused, held },
    }),
    ...remarks.map((remark) => `    ${fileRefusalText(remark, language)}`),
    ...questions.map((question) => `    ${question}`),
    ...(refused > MOST_SINGLE
      ? kindLines(rows, Math.min(most, MOST_KINDS), language)
      : singleLines(rows, refused, most, language)
    ).map((line) => `    ${line}`),
    ...waiting.map((line) => `    ${line}`),
    ...(held > 0 ? [`    ${translate(language, "receipt.held-how")}`] : []),
  ];
}

/** The rows of a submission that wait for an explanation, with what is asked about each. */
export async function heldLines(
  warehouse: Warehouse,
  { id, held }: Pick<StatusRefusal, "id" | "held">,
  most: number,
  language: Language,
): Promise<string[]> {
  const asked = held > 0 ? await heldRows(warehouse, id, most) : [];
  return [
    ...asked.map(({ line, questions }) =>
      translate(language, "receipt.held-row", { line, reasons: questionsText(questions, language) }),
    ),
    ...(held > asked.length && asked.length === most
      ? [translate(language, "receipt.more", { count: held - asked.length })]
      : []),
  ];
}

function singleLines(
  rows: readonly ExplainedRow[],
  refused: number,
  most: number,
  language: Language,
): string[] {
  return [
    ...rows.map(({ line, reasons }) =>
      translate(language, "receipt.row", { line, reasons: reasonsText(reasons, language) }),
    ),
    ...(refused > rows.length && rows.length === most
      ? [translate(language, "receipt.more", { count: refused - rows.length })]
      : []),
  ];
}
