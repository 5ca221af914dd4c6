import { literal } from "../engine/literal.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { amountsSql, cellsOfRolled, cellsSql, rolledSql } from "./cells-sql.ts";
import { boundMonths } from "./enterprise-cells.ts";
import { NAMING_REPORTS } from "./naming-reports.ts";
import {
  byKey,
  type CellOfTable,
  cellRows,
  type Key,
  keyOf,
  type PendingTables,
  type TableCells,
} from "./tables.ts";

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
): Promise<CellOfTable[]> {
  const { report, asOf: shownAt, register, shownRegister } = tables[0]!;
  const { list, bindings } = boundMonths(tables.map(({ month }) => month));
  const naming = namingReport(report);
  const [now, shown] = [amountsSql(naming, list, "as_of"), amountsSql(naming, list, "shown_at")];
  if (register === shownRegister)
    return cellRows(warehouse, keyed(report, cellsSql(naming, changeSql(now, shown), "descent_span")), {
      ...bindings,
      ...{ as_of: asOf, shown_at: shownAt },
    });
  const before = "(FROM disclosed_descent WHERE register = $register)";
  const moved = changeSql(rolledSql(now, "descent_span"), rolledSql(shown, before), ", own");
  return cellRows(warehouse, keyed(report, cellsOfRolled(moved)), {
    ...bindings,
    ...{ as_of: asOf, shown_at: shownAt, register: shownRegister },
  });
}

/** SQL of the sizes of the changes from one set of amounts to another. */
const changeSql = (now: string, before: string, more = ""): string =>
  `SELECT * FROM (
     SELECT area${more}, month, name, firm, abs(coalesce(now.amount, 0) - coalesce(before.amount, 0)) AS amount
     FROM (${now}) AS now FULL JOIN (${before}) AS before USING (area${more}, month, name, firm)
   ) WHERE amount > 0`;

/** SQL of cells with the key of their tables, and the parents of their areas. */
const keyed = (report: string, cells: string): string => `
  SELECT ${literal(report)} || ' ' || CAST(month AS VARCHAR) AS key, cell.name, cell.area, own AS "isDirect", version.parent, firms, persons,
         CAST(to_json(tops) AS VARCHAR) AS tops
  FROM (${cells}) AS cell JOIN area_version AS version ON version.code = cell.area AND month BETWEEN version.valid_from AND version.valid_to
  ORDER BY ALL`;

const namingReport = (report: string) => NAMING_REPORTS.find(({ contract }) => contract === report)!;

/**
 * The cells of what has changed since the month before, by report and month, for reports of stocks: the difference of two months is a table
 * too. Of classes only the enterprises are counted, so a change of a class says nothing more.
 */
export async function monthlyChanges(
  warehouse: Warehouse,
  wanted: readonly { readonly report: string; readonly month: string }[],
  asOf: string,
): Promise<ReadonlyMap<Key, TableCells>> {
  const all = new Map<Key, TableCells>();
  for (const naming of NAMING_REPORTS.filter(({ events }) => !events)) {
    const months = wanted.filter(({ report }) => report === naming.contract).map(({ month }) => month);
    if (months.length === 0) continue;
    const { list, bindings } = boundMonths([...new Set(months)]);
    const earlier = list.replaceAll(
      /CAST\(\$(\w+) AS DATE\)/g,
      "last_day(CAST(CAST($$$1 AS DATE) - INTERVAL 1 MONTH AS DATE))",
    );
    const before = `SELECT area, last_day(CAST(month + INTERVAL 1 MONTH AS DATE)) AS month, firm, name, amount FROM (${amountsSql(naming, earlier, "as_of")})`;
    const changes = changeSql(amountsSql(naming, list, "as_of"), before);
    const cells = cellsSql(
      naming,
      `SELECT * FROM (${changes}) WHERE NOT starts_with(name, 'class')`,
      "descent_span",
    );
    const rows = await cellRows(warehouse, keyed(naming.contract, cells), { ...bindings, as_of: asOf });
    for (const [key, found] of byKey(rows)) all.set(key, found);
  }
  return all;
}
