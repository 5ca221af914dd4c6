import type { Warehouse } from "../engine/warehouse.ts";
import type { Circumstances } from "./decide-tables.ts";
import { type AreasOf, type HiddenOf, type Key, keyOf, monthAfter, type TableCells } from "./tables.ts";

/** What is known of a month's tables that were shown: areas that some version hid, and areas that the last one showed. */
export interface KnownTables {
  readonly hidden: AreasOf;
  readonly shown: AreasOf;
}

/** The same of a version that was just decided. */
export const knownOf = (tables: TableCells, hidden: HiddenOf): KnownTables => ({
  hidden: new Map([...hidden].map(([name, areas]) => [name, new Set(areas.keys())])),
  shown: new Map(
    [...tables].map(([name, cells]) => [
      name,
      new Set(cells.flatMap(({ area, isDirect }) => (isDirect || hidden.get(name)?.has(area) ? [] : [area]))),
    ]),
  ),
});

/** What is known of all months' tables that were shown, by report and month. */
export async function knownTables(warehouse: Warehouse): Promise<Map<Key, KnownTables>> {
  const rows = await warehouse.rows<{ key: Key; name: string; hidden: string[]; shown: string[] }>(
    `SELECT report || ' ' || CAST(month AS VARCHAR) AS key, name,
            list_distinct(coalesce(list(area) FILTER (hidden IS NOT NULL), [])) AS hidden,
            coalesce(list(area) FILTER (hidden IS NULL AND version = last), []) AS shown
     FROM disclosed_cell JOIN (SELECT report, month, max(version) AS last FROM disclosed_table GROUP BY ALL) USING (report, month)
     GROUP BY ALL`,
  );
  const all = new Map<Key, { hidden: Map<string, Set<string>>; shown: Map<string, Set<string>> }>();
  for (const { key, name, hidden, shown } of rows) {
    const tables = all.get(key) ?? { hidden: new Map(), shown: new Map() };
    all.set(key, tables);
    if (hidden.length > 0) tables.hidden.set(name, new Set(hidden));
    tables.shown.set(name, new Set(shown));
  }
  return all;
}

/** What bears on a month's tables: what was hidden of them, of the month before, and of the month after where it is shown already. */
export function circumstancesOf(
  { report, month }: { readonly report: string; readonly month: string },
  known: ReadonlyMap<Key, KnownTables>,
  monthly: ReadonlyMap<Key, TableCells>,
): Circumstances {
  const hiddenOf = (of: string): AreasOf => known.get(keyOf({ report, month: of }))?.hidden ?? new Map();
  const [before, after] = [monthAfter(month, -1), monthAfter(month, 1)];
  const changesIn = (of: string): TableCells => monthly.get(keyOf({ report, month: of })) ?? new Map();
  return {
    before: hiddenOf(month),
    beside: [
      { changes: changesIn(month), hidden: hiddenOf(before) },
      ...(known.has(keyOf({ report, month: after }))
        ? [{ changes: changesIn(after), hidden: hiddenOf(after) }]
        : []),
    ],
    hiddenLastMonth: hiddenOf(before).get("persons") ?? new Set(),
  };
}
