import { factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { Carried } from "../measure/carried.ts";
import { amountsSql, cellsSql } from "./cells-sql.ts";
import { NAMING_REPORTS, type NamingReport } from "./naming-reports.ts";

/**
 * Store the number of enterprises and persons in each area's reports of a month (单位分布), with the two largest enterprises, for the months
 * that new submissions affect, or for all with `since` 0. An enterprise counts once in each area; totals are sums along the register of
 * the month's last day.
 */
export async function keepEnterpriseCells(
  warehouse: Warehouse,
  { asOf, since }: { readonly asOf: string; readonly since: number },
  carried = new Carried(),
): Promise<void> {
  for (const report of NAMING_REPORTS) {
    if (carried.isSame(`cells of ${report.contract}`, carried.reports(report.contract))) continue;
    const months = await affectedMonths(warehouse, report, since);
    if (months.length > 0) await computeCells(warehouse, report, months, asOf);
  }
}

async function affectedMonths(
  warehouse: Warehouse,
  { contract, events, reach }: NamingReport,
  since: number,
): Promise<string[]> {
  const rows = await warehouse.rows<{ month: string }>(
    events
      ? `SELECT DISTINCT last_day(received_on) AS month FROM ${factTable(contract)} WHERE received_on IS NOT NULL`
      : `SELECT DISTINCT last_day(CAST(period + to_months(CAST(later AS INTEGER)) AS DATE)) AS month
         FROM report_scope, range(${reach + 1}) AS span(later) WHERE contract = ${literal(contract)} AND period_kind = 'month'
           AND (submission > $since OR NOT EXISTS (FROM enterprise_cell WHERE report = ${literal(contract)}))`,
    events ? {} : { since },
  );
  return rows.map(({ month }) => month);
}

async function computeCells(
  warehouse: Warehouse,
  report: NamingReport,
  months: readonly string[],
  asOf: string,
): Promise<void> {
  const { list, bindings } = boundMonths(months);
  const contract = literal(report.contract);
  await warehouse.run(
    `DELETE FROM enterprise_cell WHERE report = ${contract} AND month IN (${list})`,
    bindings,
  );
  await warehouse.run(
    `INSERT INTO enterprise_cell
     SELECT ${contract}, month, name, area, own, firms, persons, tops
     FROM (${cellsSql(report, amountsSql(report, list, "as_of"), "descent_span")}) ORDER BY ALL`,
    { as_of: asOf, ...bindings },
  );
}

/** Months as bound values of a statement: their list in SQL, and the bindings. */
export function boundMonths(months: readonly string[]): {
  readonly list: string;
  readonly bindings: Readonly<Record<string, string>>;
} {
  return {
    list: months.map((_, at) => `CAST($month_${at} AS DATE)`).join(", "),
    bindings: Object.fromEntries(months.map((value, at) => [`month_${at}`, value])),
  };
}
