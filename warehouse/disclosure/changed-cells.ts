import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { Cell } from "./cell.ts";
import { boundMonths } from "./enterprise-cells.ts";
import { amountsSql, CELL_COLUMNS, NAMING_REPORTS, type NamingReport, rolledSql } from "./naming-reports.ts";
import { byKey, type Key, keyOf, type PendingTables, type TableCells } from "./tables.ts";

/**
 * The cells of what has changed since a month's tables were last shown, by report and month: the enterprises whose amounts are others than
 * at that instant, or count in other areas, with the sizes of their changes. Months that were never shown are not among them.
 */
export async function changedCells(
  warehouse: Warehouse,
  pending: readonly PendingTables[],
  asOf: string,
): Promise<ReadonlyMap<Key, TableCells>> {
  const groups = new Map<string, PendingTables[]>();
  for (const table of pending) {
    if (table.version === null) continue;
    const key = JSON.stringify([table.report, table.asOf, table.shownRegister]);
    groups.set(key, [...(groups.get(key) ?? []), table]);
  }
  const all = new Map<Key, TableCells>();
  for (const tables of groups.values()) {
    // A month in which nothing has changed but the limits has no cells of change.
    for (const table of tables) all.set(keyOf(table), new Map());
    const cells = await changesOf(warehouse, tables, asOf);
    for (const [key, found] of byKey(cells)) all.set(key, found);
  }
  return all;
}

function changesOf(
  warehouse: Warehouse,
  tables: readonly PendingTables[],
  asOf: string,
): Promise<(Cell & { key: Key; name: string })[]> {
  const { report, asOf: shownAt, shownRegister } = tables[0]!;
  const { list, bindings } = boundMonths(tables.map(({ month }) => month));
  const naming = NAMING_REPORTS.find(({ contract }) => contract === report)!;
  return warehouse.rows(changesSql(naming, list), {
    ...bindings,
    as_of: asOf,
    shown_at: shownAt,
    register: shownRegister,
  });
}

const changesSql = (report: NamingReport, months: string): string => `
  WITH now AS (${rolledSql(amountsSql(report, months, "as_of"), "descent_span")}),
  shown AS (${rolledSql(amountsSql(report, months, "shown_at"), "(FROM disclosed_descent WHERE register = $register)")}),
  change AS (
    SELECT area, own, month, name, firm, abs(coalesce(now.amount, 0) - coalesce(shown.amount, 0)) AS amount
    FROM now FULL JOIN shown USING (area, own, month, name, firm)
  )
  SELECT ${literal(report.contract)} || ' ' || CAST(month AS VARCHAR) AS key, change.name, change.area, own, version.parent, ${CELL_COLUMNS}
  FROM change JOIN area_version AS version ON version.code = change.area AND month BETWEEN version.valid_from AND version.valid_to
  WHERE amount > 0 GROUP BY month, change.name, change.area, own, version.parent ORDER BY ALL`;
