import type { ComparedReport } from "../../warehouse/compare.ts";

/** Name of the table macro that reads a report kind's rows as known at an instant. */
const asOf = (contract: string): string =>
  `${contract.replaceAll("-", "_")}_as_of(CAST($as_of AS TIMESTAMP))`;

/** Report kinds with one row of figures for each area and period. */
export const tabular = (reports: readonly ComparedReport[]): ComparedReport[] =>
  reports.filter(({ grain, figures }) => grain === "period" && figures.length > 0);

/** A report kind's rows as known, `FROM`-ready. */
export const knownRows = ({ contract }: Pick<ComparedReport, "contract">): string => asOf(contract);

/** The areas and periods of a report kind that submissions after `$since` spoke for. */
export const freshScopes = ({ contract }: Pick<ComparedReport, "contract">): string =>
  `SELECT DISTINCT area, period_kind, period FROM report_scope WHERE contract = '${contract}' AND submission > $since
     AND known_at <= CAST($as_of AS TIMESTAMP)`;

/** The figures of a report kind below each other: area, period_kind, period, name, value. */
export const figureRows = (report: ComparedReport, which: "all" | "whole"): string =>
  report.figures
    .filter(({ whole }) => which === "all" || whole)
    .map(
      ({ name }) =>
        `SELECT area, period_kind, period, '${name}' AS name, CAST("${name}" AS DECIMAL(24,4)) AS value
         FROM ${knownRows(report)} WHERE "${name}" IS NOT NULL`,
    )
    .join("\nUNION ALL\n");
