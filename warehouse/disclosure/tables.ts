import type { Bindings, Warehouse } from "../engine/warehouse.ts";
import type { Cell, Top } from "./cell.ts";
import type { Hidden } from "./hidden-cells.ts";

/** The tables of a month's report, by name. */
export type TableCells = ReadonlyMap<string, readonly Cell[]>;

/** Areas by table. */
export type AreasOf = ReadonlyMap<string, ReadonlySet<string>>;

/** What is hidden of each table, and why. */
export type HiddenOf = ReadonlyMap<string, ReadonlyMap<string, Hidden>>;

/** A month's tables of a report that are not shown as they are known now. */
export interface PendingTables {
  readonly report: string;
  readonly month: string;
  readonly fingerprint: string;
  readonly register: string;
  /** The last version that was shown; null where there is none. */
  readonly version: number | null;
  readonly asOf: string | null;
  readonly shownRegister: string | null;
}

/** A report and a month, as a key. */
export type Key = string;

/** The last day of the month a number of months after that of another one. */
export const monthAfter = (month: string, months: number): string => {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number! + months, 0)).toISOString().slice(0, 10);
};

/** The key of a month's tables of a report. */
export const keyOf = ({ report, month }: { readonly report: string; readonly month: string }): Key =>
  `${report} ${month}`;

/** Rows by report and month, then by table. */
export function byKey<Row extends { readonly key: Key; readonly name: string }>(
  rows: readonly Row[],
): Map<Key, Map<string, Row[]>> {
  const all = new Map<Key, Map<string, Row[]>>();
  for (const row of rows) {
    const tables = all.get(row.key) ?? new Map<string, Row[]>();
    all.set(row.key, tables);
    tables.set(row.name, [...(tables.get(row.name) ?? []), row]);
  }
  return all;
}

/** A cell with the key and the name of its table. */
export type CellOfTable = Cell & { readonly key: Key; readonly name: string };

/** Cells read by a query that gives their largest enterprises as JSON. */
export async function cellRows(
  warehouse: Warehouse,
  sql: string,
  bindings: Bindings,
): Promise<CellOfTable[]> {
  const rows = await warehouse.rows<Omit<CellOfTable, "tops"> & { tops: string }>(sql, bindings);
  return rows.map((row) => ({ ...row, tops: JSON.parse(row.tops) as Top[] }));
}
