import { median } from "simple-statistics";
import { monthEndAfter } from "../engine/days.ts";
import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { Remark } from "../load/remarks.ts";
import type { ComparedReport, Placed, QuestionRequest } from "./compared-report.ts";

/** Past months compared with a figure, the minimum number of them, and the factor and difference from their median that give a remark. */
const [PAST_MONTHS, FEWEST, TIMES, AT_LEAST] = [12, 6, 5, 100];

/**
 * Remarks on new rows whose figures all equal those of the previous month (照抄上期), or of which one is many times above or below the median
 * of its area's last year. The engine only finds the rows: comparing each figure there takes several times as long to plan.
 */
export async function figuresToAskAbout(
  warehouse: Warehouse,
  reports: readonly ComparedReport[],
  { since, asOf, first }: QuestionRequest,
): Promise<Placed[]> {
  const compared = reports.filter(({ figures }) => figures.length >= 2);
  if (compared.length === 0) return [];
  const rows = await warehouse.rows<FigureRow>(figureRowsSql(compared), { since, as_of: asOf, first });
  return compared.flatMap((report) =>
    unlikelyFigures(
      report,
      rows.filter(({ contract }) => contract === report.contract),
    ),
  );
}

/** A new row, or a past row of its area (without a submission), with its figures as text, `FIGURE_END` after each. */
interface FigureRow {
  readonly contract: string;
  readonly area: string;
  readonly period: string;
  readonly figures: string;
  readonly submission: number | null;
  readonly line: number;
}

/** Separator after each figure in a text of several. */
const FIGURE_END = "\u001f";

/** The new rows of report kinds, and the rows of their areas' last year as known at an instant, with as few columns as possible. */
const figureRowsSql = (reports: readonly ComparedReport[]): string => {
  const texts = ({ figures }: ComparedReport) =>
    figures.map(({ name }) => `coalesce(CAST("${name}" AS VARCHAR), '')`).join(` || chr(31) || `);
  const past = `period_kind = 'month' AND period >= CAST($first AS DATE) - INTERVAL ${PAST_MONTHS} MONTH`;
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

/** Remarks on the new rows of a report kind. */
function unlikelyFigures(report: ComparedReport, rows: readonly FigureRow[]): Placed[] {
  const past = new Map<string, FigureRow[]>();
  for (const row of rows) {
    if (row.submission !== null) continue;
    const known = past.get(row.area) ?? [];
    known.push(row);
    past.set(row.area, known);
  }
  return rows
    .flatMap((row) => (row.submission === null ? [] : [{ ...row, submission: row.submission }]))
    .sort(
      (a, b) => a.submission - b.submission || (a.area < b.area ? -1 : a.area > b.area ? 1 : a.line - b.line),
    )
    .flatMap((row) =>
      remarksOnFigures(report.figures, row, past.get(row.area) ?? []).map((remark) => ({
        submission: row.submission,
        remark,
      })),
    );
}

function remarksOnFigures(
  figures: ComparedReport["figures"],
  row: FigureRow,
  pastOfArea: readonly FigureRow[],
): Remark[] {
  const earliest = monthEndAfter(row.period, -PAST_MONTHS);
  const past = pastOfArea.filter(({ period }) => period < row.period && period >= earliest);
  const before = past.find(({ period }) => period === monthEndAfter(row.period, -1));
  const texts = row.figures.split(FIGURE_END);
  const pastTexts = past.map((each) => each.figures.split(FIGURE_END));
  const far = figures.flatMap(({ title, whole, grows }, at): Remark[] => {
    const found = texts[at]!;
    const known = pastTexts.flatMap((each) => (each[at] === "" ? [] : [Number(each[at])]));
    if (grows || found === "" || known.length < FEWEST) return [];
    const usual = median(known);
    if (!isFar(Number(found), usual)) return [];
    const details = { line: row.line, header: title, found, usual: figureText(usual, whole) };
    return [{ code: "far-from-the-past", details }];
  });
  const { area, line } = row;
  return [
    ...(before?.figures === row.figures ? [{ code: "copied-forward", details: { area, line } }] : []),
    ...far,
  ];
}

const isFar = (figure: number, usual: number): boolean =>
  Math.abs(figure - usual) > AT_LEAST && (figure > TIMES * usual || TIMES * figure < usual);

/** A median as the engine writes it: of whole numbers with one decimal, of amounts with four. */
const figureText = (value: number, whole: boolean): string =>
  whole ? (Number.isInteger(value) ? `${value}.0` : String(value)) : value.toFixed(4);
