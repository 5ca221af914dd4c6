import { literal } from "../../warehouse/engine/literal.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { ComparedReport } from "../../warehouse/review/compared-report.ts";
import { shiftPeriod } from "../calendar/periods.ts";
import type { FindRequest } from "./define.ts";
import { knownRows, tabular } from "./figures-sql.ts";

/** Months looked at for figures to ask about, counted back from the date, and months of the past they are held against. */
export const [MONTHS_ASKED, MONTHS_OF_PAST] = [13, 24];

/** The figures of an area in one month, in the order of the report's figures; null where blank. */
export interface MonthFigures {
  readonly area: string;
  readonly period: string;
  /** The row that it stands in. */
  readonly submission: number;
  readonly line: number;
  readonly values: readonly (number | null)[];
}

/** A month that may be asked about, with the months of its area before it, the latest first. */
export interface MonthWithPast {
  readonly report: ComparedReport;
  readonly month: MonthFigures;
  readonly past: readonly MonthFigures[];
}

/** The earliest period that is asked about on a date. */
export const firstAsked = (date: string): string => shiftPeriod(date, "month", -MONTHS_ASKED);

/** Months already read for a search: several kinds read the same. */
const read = new WeakMap<FindRequest, Promise<MonthWithPast[]>>();

/**
 * The months of areas with new reports, of each tabular report kind: all of them, so that a question about a month also closes when the month
 * before it is corrected.
 */
export function monthsOfNewAreas(warehouse: Warehouse, request: FindRequest): Promise<MonthWithPast[]> {
  const months = read.get(request) ?? readMonths(warehouse, request);
  read.set(request, months);
  return months;
}

async function readMonths(
  warehouse: Warehouse,
  { reports, asOf, since, date }: FindRequest,
): Promise<MonthWithPast[]> {
  const first = firstAsked(date);
  const found = await Promise.all(
    tabular(reports).map(async (report) => {
      const rows = await warehouse.rows<MonthFigures>(historySql(report), {
        ...{ since, as_of: asOf },
        first: shiftPeriod(first, "month", -MONTHS_OF_PAST),
      });
      const byArea = new Map<string, MonthFigures[]>();
      for (const row of rows) byArea.set(row.area, [...(byArea.get(row.area) ?? []), row]);
      return [...byArea.values()].flatMap((months) =>
        months.flatMap((month, at) => {
          const earliest = shiftPeriod(month.period, "month", -MONTHS_OF_PAST);
          const past = months
            .slice(0, at)
            .filter(({ period }) => period >= earliest)
            .reverse();
          return month.period >= first ? [{ report, month, past }] : [];
        }),
      );
    }),
  );
  return found.flat();
}

const historySql = (report: ComparedReport): string =>
  `SELECT area, period, submission, line, [${report.figures.map(({ name }) => `CAST("${name}" AS DOUBLE)`).join(", ")}] AS "values"
   FROM ${knownRows(
     report,
     `period_kind = 'month' AND period >= CAST($first AS DATE) AND area IN (
        SELECT area FROM report_scope WHERE contract = ${literal(report.contract)} AND submission > $since)`,
   )} ORDER BY area, period`;

/** What is known of a figure in the past months of an area. */
export const knownOf = (past: readonly MonthFigures[], at: number): number[] =>
  past.flatMap(({ values }) => values[at] ?? []);
