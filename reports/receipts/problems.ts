import type { FileRemark, RefusalReason, StatusRefusal } from "../views/status.ts";
import type { ExplainedRow } from "./explained-rows.ts";

/** Most rows of a problem that are shown as they stood. */
const MOST_SHOWN = 5;

/** A refused row with its reasons of one problem. */
export interface ProblemRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
  readonly reasons: readonly RefusalReason[];
}

/** The submission that rows stand in. */
export type ProblemFile = Pick<StatusRefusal, "id" | "file" | "header">;

/** The rows of a file that were refused for the same reason: all their lines, and some of them whole. */
export interface RowsInFile {
  readonly file: ProblemFile;
  readonly lines: readonly number[];
  readonly shown: readonly ProblemRow[];
  /** The reasons of all rows that name a column, one for each column. */
  readonly columns: readonly RefusalReason[];
}

/** A problem of refused rows (问题): the same reason in the same kind of report, however many rows and files have it. */
export interface RowProblem {
  readonly key: string;
  readonly code: string;
  readonly files: readonly RowsInFile[];
}

/** A problem of whole files: why they were refused. */
export interface FileProblem {
  readonly key: string;
  readonly refusal: FileRemark;
  readonly files: readonly ProblemFile[];
}

/** Refusals of a file that its rows explain. */
const EXPLAINED_BY_ROWS = new Set(["no-row-accepted", "duplicate"]);

/** How many rows a problem has. */
export const countRows = ({ files }: RowProblem): number =>
  files.reduce((sum, { lines }) => sum + lines.length, 0);

/** The problems of a submission's refused rows. Rows that are compared with each other stand together. */
export function rowProblems(
  { id, file, header, contract }: ProblemFile & Pick<StatusRefusal, "contract">,
  rows: readonly ExplainedRow[],
): RowProblem[] {
  const byCode = new Map<string, ProblemRow[]>();
  for (const { line, cells, reasons } of rows)
    for (const code of new Set(reasons.map((reason) => reason.code))) {
      const found = byCode.get(code) ?? [];
      byCode.set(code, found);
      found.push({ line, cells, reasons: reasons.filter((reason) => reason.code === code) });
    }
  return [...byCode].map(([code, found]) => ({
    ...{ key: `${code} ${contract}`, code },
    files: [
      {
        file: { id, file, header },
        lines: found.map(({ line }) => line),
        shown: grouped(found).slice(0, MOST_SHOWN),
        columns: [
          ...new Map(
            found.flatMap(({ reasons }) => reasons.map((reason) => [reason.column ?? "", reason] as const)),
          ).values(),
        ],
      },
    ],
  }));
}

/** What a row was compared with: rows of one comparison have the same. */
export const comparisonOf = ({ reasons }: ProblemRow): string =>
  reasons.map(({ column, found }) => `${column} ${found}`).join("\n");

/** Rows in their order, those of one comparison together. */
function grouped(rows: readonly ProblemRow[]): ProblemRow[] {
  const code = rows[0]?.reasons[0]?.code ?? "";
  if (!isComparison(code)) return [...rows];
  const groups = new Map<string, ProblemRow[]>();
  for (const row of rows) {
    const key = comparisonOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].flat();
}

/** Whether rows are refused together because of what they come to, or because they contradict each other. */
export const isComparison = (code: string): boolean => /^balance:|^does-not-sum$|-stands-twice$/.test(code);

/** The problems of several submissions as one list, those of most rows first. */
export function mergedProblems(problems: readonly RowProblem[]): RowProblem[] {
  const byKey = new Map<string, RowProblem>();
  for (const problem of problems) {
    const known = byKey.get(problem.key);
    byKey.set(problem.key, known ? { ...known, files: [...known.files, ...problem.files] } : problem);
  }
  return [...byKey.values()].sort((a, b) => countRows(b) - countRows(a));
}

/** The problems of files that were refused as a whole, the same reason once. */
export function fileProblems(submissions: readonly StatusRefusal[]): FileProblem[] {
  const byKey = new Map<string, FileProblem>();
  for (const { id, file, header, refusal, state } of submissions) {
    if (state !== "refused" || refusal === null || EXPLAINED_BY_ROWS.has(refusal.code)) continue;
    const key = JSON.stringify([refusal.code, refusal.details]);
    const files = [...(byKey.get(key)?.files ?? []), { id, file, header }];
    byKey.set(key, { key, refusal, files });
  }
  return [...byKey.values()].sort((a, b) => b.files.length - a.files.length);
}

/** The remarks on a submission that are no problem to be mended: why it is a duplicate, and what its sender should check. */
export const remarksOf = ({ refusal, warnings, state }: StatusRefusal): readonly FileRemark[] => [
  ...(refusal !== null && (state !== "refused" || refusal.code === "duplicate") ? [refusal] : []),
  ...warnings,
];
