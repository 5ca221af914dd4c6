import { asOfMacro, factTable } from "../engine/fact-tables.ts";
import { literal } from "../engine/literal.ts";
import { day, type Warehouse } from "../engine/warehouse.ts";
import { Carried } from "../measure/carried.ts";
import { type Cell, hiddenCells, type SmallCells } from "./small-cells.ts";

/** A report that names enterprises: the SQL of a row's enterprise, its number of persons, and its month. */
interface NamingReport {
  readonly contract: string;
  readonly firm: string;
  readonly persons: string;
  readonly month: string;
  /** An event report: few rows, and a new one or a person's answer may change any month, so all months are recomputed. */
  readonly events: boolean;
}

const REPORTS: readonly NamingReport[] = [
  {
    ...{
      contract: "layoff-report",
      firm: "coalesce(credit_code, identity_text(employer))",
      persons: "workers_affected",
    },
    ...{ month: "last_day(received_on)", events: true },
  },
  { contract: "insurance-employer", firm: "credit_code", persons: "insured", month: "period", events: false },
  {
    contract: "enterprise-panel",
    firm: "credit_code",
    persons: "current_staff",
    month: "period",
    events: false,
  },
];

/**
 * Store the number of enterprises and persons in each area's reports of a month (单位分布), for the months that new submissions affect, or
 * for all with `since` 0. An enterprise counts once in each area that reports it; totals are sums along the register of the month's last
 * day.
 */
export async function keepEnterpriseCells(
  warehouse: Warehouse,
  { asOf, since }: { readonly asOf: string; readonly since: number },
  carried = new Carried(),
): Promise<void> {
  for (const report of REPORTS) {
    if (carried.isSame(`cells of ${report.contract}`, carried.reports(report.contract))) continue;
    const rows = await warehouse.rows<{ month: string }>(
      report.events
        ? `SELECT DISTINCT ${report.month} AS month FROM ${factTable(report.contract)} WHERE received_on IS NOT NULL`
        : `SELECT DISTINCT period AS month FROM report_scope WHERE contract = ${literal(report.contract)} AND period_kind = 'month' AND submission > $since`,
      report.events ? {} : { since },
    );
    if (rows.length > 0)
      await computeCells(
        warehouse,
        report,
        rows.map(({ month }) => month),
        asOf,
      );
  }
}

async function computeCells(
  warehouse: Warehouse,
  { contract, firm, persons, month, events }: NamingReport,
  months: readonly string[],
  asOf: string,
): Promise<void> {
  const list = months.map((_, at) => `CAST($month_${at} AS DATE)`).join(", ");
  const bindings = Object.fromEntries(months.map((value, at) => [`month_${at}`, value]));
  await warehouse.run(
    `DELETE FROM enterprise_cell WHERE report = ${literal(contract)} AND month IN (${list})`,
    bindings,
  );
  await warehouse.run(
    `INSERT INTO enterprise_cell
     WITH named AS (
       SELECT area, ${month} AS month, ${firm} AS firm, ${persons} AS persons FROM ${asOfMacro(contract)}(CAST($as_of AS TIMESTAMP))
       WHERE ${persons} > 0 AND ${events ? "true" : `period_kind = 'month' AND period IN (${list})`}
     ), firm AS (${events ? "SELECT area, month, sum(persons) AS persons FROM named GROUP BY area, month, firm" : "FROM named"}
     ), counted AS (
       SELECT area, month, count(*) AS firms, sum(persons) AS persons, max(persons) AS largest FROM firm WHERE month IN (${list}) GROUP BY ALL
     )
     SELECT ${literal(contract)}, month, descent.ancestor, sum(firms), sum(persons), max(largest)
     FROM counted JOIN descent_span AS descent ON descent.area = counted.area AND counted.month BETWEEN descent.valid_from AND descent.valid_to
     GROUP BY month, descent.ancestor ORDER BY ALL`,
    { as_of: asOf, ...bindings },
  );
}

/**
 * Fill the temporary table `circulation_now` (report, month, area, firms, persons, hidden): the cells for publication, with suppressed
 * figures left out (小单元抑制). `hidden` is the reason: small, or sibling of a small one.
 */
export async function fillCirculation(warehouse: Warehouse, least: SmallCells): Promise<void> {
  const rows = await warehouse.rows<Cell & { report: string; month: string }>(
    `SELECT report, month, cell.area, version.parent, firms, persons, largest
     FROM enterprise_cell AS cell JOIN area_version AS version
       ON version.code = cell.area AND cell.month BETWEEN version.valid_from AND version.valid_to ORDER BY report, month, area`,
  );
  const tables = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.report} ${row.month}`;
    tables.set(key, [...(tables.get(key) ?? []), row]);
  }
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE circulation_now (report VARCHAR, month DATE, area VARCHAR, firms DOUBLE, persons DOUBLE, hidden VARCHAR)`,
  );
  const shown = [...tables.values()].flatMap((cells) => {
    const hidden = hiddenCells(cells, least);
    return cells.map(({ report, month, area, firms, persons }) => {
      const why = hidden.get(area) ?? null;
      return [report, day(month), area, why ? null : firms, why ? null : persons, why];
    });
  });
  await warehouse.append("circulation_now", shown);
}
