import { monthEndAfter } from "../engine/days.ts";
import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { ComparedReport, Placed, QuestionRequest } from "./compared-report.ts";

/**
 * Remarks on new rows whose figures all equal those of the previous month (照抄上期). The engine only finds the rows: comparing each figure
 * there takes several times as long to plan.
 */
export async function copiedRows(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  { since, asOf, first }: QuestionRequest,
): Promise<Placed[]> {
  const compared = reports.filter(({ figures }) => figures.length >= 2);
  if (compared.length === 0) return [];
  const rows = await warehouse.rows<FigureRow>(figureRowsSql(compared), { since, as_of: asOf, first });
  return compared.flatMap((report) => remarksOn(rows.filter(({ contract }) => contract === report.contract)));
}

/** A new row, or a past row of its area (without a submission), with its figures as one text. */
interface FigureRow {
  readonly contract: string;
  readonly area: string;
  readonly period: string;
  readonly figures: string;
  readonly submission: number | null;
  readonly line: number;
}

/** The new rows of report kinds, and the rows of their areas' months before as known at an instant, with as few columns as possible. */
const figureRowsSql = (reports: readonly ComparedReport[]): string => {
  const texts = ({ figures }: ComparedReport) =>
    figures.map(({ name }) => `coalesce(CAST("${name}" AS VARCHAR), '')`).join(` || chr(31) || `);
  const past = "period_kind = 'month' AND period >= CAST($first AS DATE) - INTERVAL 2 MONTH";
  return `
    -- Same result as the as-of macros, but for all kinds at once and only as far back as needed; the macros read the whole past.
    WITH latest AS (
      SELECT submission, contract, area, period_kind, period, known_at FROM report_scope
      WHERE contract IN (${reports.map(({ contract }) => literal(contract)).join(", ")}) AND ${past} AND known_at <= CAST($as_of AS TIMESTAMP)
      QUALIFY row_number() OVER (PARTITION BY contract, area, period ORDER BY known_at DESC, submission DESC) = 1
    )
    ${reports
      .map((report) => {
        const [contract, table] = [literal(report.contract), factTable(report.contract)];
        return `SELECT ${contract} AS contract, submission, line, area, period, ${texts(report)} AS figures
          FROM ${table} WHERE submission > $since AND period_kind = 'month'
          UNION ALL
          SELECT ${contract}, NULL, line, area, period, ${texts(report)}
          FROM ${table} SEMI JOIN (SELECT * FROM latest WHERE contract = ${contract}) AS latest USING (submission, area, period_kind, period, known_at)
          WHERE ${past} AND area IN (SELECT area FROM ${table} WHERE submission > $since)`;
      })
      .join("\n    UNION ALL\n")}`;
};

/** Remarks on the new rows of a report kind, in the order of their submissions. */
function remarksOn(rows: readonly FigureRow[]): Placed[] {
  const known = new Map(
    rows.flatMap(({ area, period, figures, submission }) =>
      submission === null ? [[`${area} ${period}`, figures] as const] : [],
    ),
  );
  return rows
    .flatMap((row) => (row.submission === null ? [] : [{ ...row, submission: row.submission }]))
    .filter(({ area, period, figures }) => known.get(`${area} ${monthEndAfter(period, -1)}`) === figures)
    .sort(
      (a, b) => a.submission - b.submission || (a.area < b.area ? -1 : a.area > b.area ? 1 : a.line - b.line),
    )
    .map(({ submission, area, line }) => ({
      submission,
      remark: { code: "copied-forward", details: { area, line } },
    }));
}
