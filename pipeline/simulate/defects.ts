import type { Random } from "../../rules/detectors/random.ts";
import type { Cells, Layout } from "./layout.ts";
import type { Report } from "./report.ts";

/** Defects of whole files, as they occur in practice. */
export const DEFECTS = [
  "text-in-number",
  "truncated",
  "unknown-area",
  "more-than-all",
  "wrong-kind",
  "does-not-close",
  "empty",
  "repeated-header",
] as const;
export type Defect = (typeof DEFECTS)[number];

/** For each kind, the column in which an office writes words instead of a number. */
const NUMBER_OF: Readonly<Record<string, string>> = {
  "social-insurance": "new_claims",
  recruitment: "demand",
};
/** A code that is in no register. */
const NO_AREA = "999999";

const BEFALLEN = new Set(["social-insurance", "insurance-employer", "recruitment", "layoff-report"]);

/** Whether files of a kind can be unreadable; other kinds only get some wrong rows (`slightlyWrong`). */
export const befalls = (kind: string): boolean => BEFALLEN.has(kind);

/** Whether a defect applies to a kind of report. */
export function applies(defect: Defect, kind: string): boolean {
  if (defect === "text-in-number") return kind in NUMBER_OF;
  if (defect === "does-not-close") return kind === "social-insurance";
  if (defect === "more-than-all") return kind === "layoff-report";
  return true;
}

/** The file an office sends by mistake in place of a report; `other` is the right file of another kind. */
export function defectiveFile(defect: Defect, report: Report, layout: Layout, other: string): string {
  const file = (rows: readonly Cells[]) => csv([layout.header(false), ...rows.map((row) => layout.row(row))]);
  const changed = (change: (row: Cells) => Cells) => file(report.rows.map(change));
  const number = NUMBER_OF[report.kind] ?? "";
  switch (defect) {
    case "text-in-number":
      return changed((row) => ({ ...row, [number]: `约${row[number] ?? 0}人` }));
    case "unknown-area":
      return changed((row) => ({ ...row, area: NO_AREA }));
    case "does-not-close":
      return changed((row) => ({ ...row, insured: Number(row.insured) + 10 }));
    case "more-than-all":
      return file([impossibleLayoff(report)]);
    case "repeated-header":
      return csv([layout.header(false), layout.header(false), ...report.rows.map((row) => layout.row(row))]);
    case "truncated":
      return cutInsideLastRow(file(report.rows));
    case "wrong-kind":
      return other;
    case "empty":
      return "";
  }
}

/** The rows of a report as first sent, with a slightly wrong figure; null where the kind has no such figure. */
export function slightlyWrong(report: Report, random: Random): Cells[] | null {
  const sign = random.chance(0.5) ? 1 : -1;
  if (report.kind === "social-insurance") {
    return report.rows.map((row) => {
      const size = random.integer(1, 3);
      const off = sign < 0 && Number(row.new_claims) >= size ? -size : size;
      const add = (column: string) => ({ [column]: Number(row[column]) + off });
      return { ...row, ...add("new_claims"), ...add("beneficiaries") };
    });
  }
  if (report.kind === "recruitment") {
    return report.rows.map((row) => ({
      ...row,
      demand: Math.max(0, Number(row.demand) + sign * Math.ceil(0.02 * Number(row.demand))),
    }));
  }
  if (report.kind === "employment-statistics") {
    const more = random.integer(1, 3);
    return report.rows.map((row) => ({
      ...row,
      registered_unemployed: Number(row.registered_unemployed) + more,
    }));
  }
  if (report.kind === "enterprise-panel") return withoutOneExplanation(report.rows);
  if (report.kind === "supply-demand") return withOneSectorOff(report.rows, random.integer(1, 9));
  return null;
}

/** The rows with the first reduction lacking its required explanation; null where there is no reduction. */
function withoutOneExplanation(rows: readonly Cells[]): Cells[] | null {
  const at = rows.findIndex((row) => row.main_reason_note);
  return at < 0 ? null : rows.map((row, index) => (index === at ? { ...row, main_reason_note: null } : row));
}

/** The rows with one sector of table 2 too large, so that it no longer sums to table 1. */
const withOneSectorOff = (rows: readonly Cells[], off: number): Cells[] =>
  rows.map((row) =>
    row.table_no === 2 && row.category === "tertiary"
      ? { ...row, demand_new: Number(row.demand_new) + off, demand: Number(row.demand) + off }
      : row,
  );

/** Lines as the text of a file, each with a line end. */
export const csv = (lines: readonly string[]): string => `${lines.join("\n")}\n`;

/** More workers laid off than employed. */
function impossibleLayoff({ area, month }: Report): Cells {
  return {
    area,
    period: month,
    employer: "样例错填有限公司",
    received_on: `${month.slice(0, 8)}10`,
    workers_affected: 120,
    workers_employed: 80,
    action: "layoff",
  };
}

function cutInsideLastRow(text: string): string {
  const lastRow = text.lastIndexOf("\n", text.length - 2) + 1;
  return text.slice(0, text.indexOf(",", lastRow) + 3);
}
