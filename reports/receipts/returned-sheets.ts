import { inertLine } from "../../warehouse/engine/csv-line.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type Language, translate } from "../language/index.ts";
import { heldRows, type StatusRefusal } from "../views/status.ts";
import { type ExplainedRow, explainedRows } from "./explained-rows.ts";
import { questionsText, reasonsText } from "./receipt-text.ts";

/** A table that goes back to its sender: of rows to be corrected, or of rows to be explained. */
export interface ReturnedSheet {
  readonly filename: string;
  readonly of: "refused" | "held";
  readonly lines: readonly string[];
}

/**
 * The tables of a submission's refused rows and of those asked about, under the file's header: the former with the reasons in the last column,
 * the latter with a column for the answer.
 */
export async function sheetsOf(
  warehouse: Warehouse,
  submission: StatusRefusal,
  name: string,
  language: Language,
): Promise<ReturnedSheet[]> {
  const { id, header, refused, held } = submission;
  const all = Number.MAX_SAFE_INTEGER;
  const back = refused > 0 ? await explainedRows(warehouse, submission, all) : [];
  const asked = held > 0 ? await heldRows(warehouse, id, all) : [];
  const explanation = translate(language, "receipt.explanation");
  const added = header.includes(explanation) ? [] : [explanation];
  return [
    ...(back.length > 0
      ? [
          {
            filename: `${name}.refused.csv`,
            of: "refused" as const,
            lines: refusedTable(header, back, language),
          },
        ]
      : []),
    ...(asked.length > 0
      ? [
          {
            filename: `${name}.asked.csv`,
            of: "held" as const,
            lines: [
              inertLine([...header, ...added, translate(language, "receipt.question")]),
              ...asked.map(({ cells, questions }) =>
                inertLine([
                  ...cells.map((cell) => cell ?? ""),
                  ...added.map(() => ""),
                  questionsText(questions, language),
                ]),
              ),
            ],
          },
        ]
      : []),
  ];
}

/** Refused rows under the file's header, with the reasons of each in a last column; a column that an earlier receipt added is replaced. */
function refusedTable(
  header: readonly string[],
  rows: readonly ExplainedRow[],
  language: Language,
): string[] {
  const title = translate(language, "receipt.reason");
  const before = header.at(-1) === title ? header.slice(0, -1) : header;
  // A row of another length stays so: filled up, and sent back as it is, it would be read with its cells in the wrong columns.
  return [
    inertLine([...before, title]),
    ...rows.map(({ cells, reasons }) => {
      const kept = cells.length === header.length ? cells.slice(0, before.length) : cells;
      return inertLine([...kept.map((cell) => cell ?? ""), reasonsText(reasons, language)]);
    }),
  ];
}
