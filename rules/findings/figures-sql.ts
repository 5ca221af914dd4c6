import { factTable } from "../../warehouse/engine/fact-tables.ts";
import { literal } from "../../warehouse/engine/literal.ts";
import type { ComparedReport } from "../../warehouse/review/compared-report.ts";

/** Report kinds with one row of figures for each area and period. */
export const tabular = (reports: readonly ComparedReport[]): ComparedReport[] =>
  reports.filter(({ grain, figures }) => grain === "period" && figures.length > 0);

/**
 * SQL for a `FROM` clause: a tabular report kind's rows as known, the latest of each area and period. The condition filters the
 * facts first, so that the whole history is not sorted.
 */
export const knownRows = ({ contract }: Pick<ComparedReport, "contract">, where = "true"): string =>
  `(SELECT * FROM ${factTable(contract)} WHERE known_at <= CAST($as_of AS TIMESTAMP) AND ${where}
    QUALIFY row_number() OVER (PARTITION BY area, period_kind, period ORDER BY known_at DESC, submission DESC, line DESC) = 1)`;

/** SQL: the areas and periods of a report kind in submissions after `$since`. */
export const freshScopes = ({ contract }: Pick<ComparedReport, "contract">): string =>
  `SELECT DISTINCT area, period_kind, period FROM report_scope WHERE contract = '${contract}' AND submission > $since
     AND known_at <= CAST($as_of AS TIMESTAMP)`;

/** SQL: the counts of a report kind in long form: area, period_kind, period, name, value (null where blank). */
export function figureRows(report: ComparedReport, where = "true"): string {
  const figures = report.figures.filter(({ whole }) => whole);
  const names = figures.map(({ name }) => literal(name)).join(", ");
  const values = figures.map(({ name }) => `CAST("${name}" AS DECIMAL(24,4))`).join(", ");
  return `SELECT area, period_kind, period, unnest([${names}]) AS name, unnest([${values}]) AS value FROM ${knownRows(report, where)}`;
}
