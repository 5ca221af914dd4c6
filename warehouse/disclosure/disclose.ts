import { type Appendable, day, type Warehouse } from "../engine/warehouse.ts";
import { Carried } from "../measure/carried.ts";
import type { CellLimits } from "./cell.ts";
import { changedCells, monthlyChanges } from "./changed-cells.ts";
import { decideTables, isSafeChange } from "./decide-tables.ts";
import { circumstancesOf, knownOf, knownTables } from "./known-tables.ts";
import {
  byKey,
  cellRows,
  type HiddenOf,
  type Key,
  keyOf,
  monthAfter,
  type PendingTables,
  type TableCells,
} from "./tables.ts";

/** A night that decides what is shown of enterprises. */
export interface DisclosingNight {
  readonly night: number;
  readonly date: string;
  readonly asOf: string;
  readonly limits: CellLimits;
}

/**
 * Decide what is shown of the enterprises behind each report (披露控制), for all tables of a month together and once for all nights: a month
 * is shown from its due date on, and again when what has changed tells of no single enterprise. A cell that was hidden stays hidden.
 *
 * Returns the number of new versions.
 */
export async function disclose(
  warehouse: Warehouse,
  night: DisclosingNight,
  carried = new Carried(),
): Promise<number> {
  const pending = await pendingTables(warehouse, night);
  // What could not be shown last night cannot be shown tonight if nothing has changed since.
  if (carried.isSame("pending tables", pending) || pending.length === 0) return 0;
  const keys = new Set(pending.map(keyOf));
  const [cells, known] = [await currentCells(warehouse, pending), await knownTables(warehouse)];
  const changes = await changedCells(warehouse, pending, night.asOf);
  const after = pending
    .map(({ report, month }) => ({ report, month: monthAfter(month, 1) }))
    .filter((next) => known.has(keyOf(next)) && !keys.has(keyOf(next)));
  const monthly = await monthlyChanges(warehouse, [...pending, ...after], night.asOf);
  const shown: Appendable[][] = [];
  const versions: { readonly report: string; readonly month: string; readonly version: number }[] = [];
  for (const { report, month, fingerprint, register, version: last, shownRegister } of pending) {
    const key = keyOf({ report, month });
    const tables: TableCells = cells.get(key) ?? new Map();
    const hidden = decideTables(tables, night.limits, circumstancesOf({ report, month }, known, monthly));
    const change = changes.get(key);
    const before = known.get(key);
    const isMoved = last !== null && shownRegister !== register && (change?.size ?? 0) > 0;
    const isAnyHidden = [...hidden.values(), ...(before?.hidden.values() ?? [])].some(({ size }) => size > 0);
    // An area that counts in another total gives itself away by the difference of both.
    if (isMoved && isAnyHidden) continue;
    if (change && !isSafeChange(change, hidden, before?.shown ?? new Map(), night.limits)) continue;
    const made = { report, month, version: (last ?? 0) + 1, fingerprint, register };
    versions.push(made);
    shown.push(...shownCells(made, tables, hidden));
    known.set(key, knownOf(tables, hidden));
  }
  await keep(warehouse, night, versions, shown);
  return versions.length;
}

/** Rows of `disclosed_cell`: figures where they are shown, the reason where not. */
const shownCells = (
  { report, month, version }: { readonly report: string; readonly month: string; readonly version: number },
  tables: TableCells,
  hidden: HiddenOf,
): Appendable[][] =>
  [...tables].flatMap(([name, cells]) =>
    cells
      .filter(({ isDirect }) => !isDirect)
      .map(({ area, firms, persons }) => {
        const why = hidden.get(name)?.get(area) ?? null;
        return [report, day(month), version, name, area, why ? null : firms, why ? null : persons, why];
      }),
  );

async function keep(
  warehouse: Warehouse,
  { asOf, night, limits }: DisclosingNight,
  versions: readonly { readonly version: number }[],
  shown: readonly Appendable[][],
): Promise<void> {
  if (versions.length === 0) return;
  await warehouse.run(
    `INSERT INTO disclosed_table SELECT report, month, version, CAST($as_of AS TIMESTAMP), $night, fingerprint, $limits, register
     FROM (SELECT unnest(from_json($versions, $shape), recursive := true))`,
    {
      as_of: asOf,
      night,
      limits: JSON.stringify(limits),
      versions: JSON.stringify(versions),
      shape: VERSION,
    },
  );
  await warehouse.append("disclosed_cell", shown);
  await warehouse.run(
    `INSERT INTO disclosed_descent SELECT register.sha256, span.ancestor, span.area, span.distance, span.valid_from, span.valid_to
     FROM descent_span AS span, register_form AS register
     WHERE register.sha256 NOT IN (SELECT register FROM disclosed_descent)`,
  );
}

const VERSION = JSON.stringify([
  { report: "VARCHAR", month: "DATE", version: "INTEGER", fingerprint: "VARCHAR", register: "VARCHAR" },
]);

/** Days after a month's end from which it is shown where no duty says when its reports are due. */
const SETTLED_AFTER = 15;

/** SQL of a fingerprint of each month's cells of a report. */
export const FINGERPRINTS = `SELECT report, month, CAST(bit_xor(hash(name, area, own, firms, persons, tops)) AS VARCHAR) AS fingerprint
  FROM enterprise_cell GROUP BY report, month`;

/** The months whose reports are due, and whose cells differ from what was last shown; known no earlier than that. */
const pendingTables = (
  warehouse: Warehouse,
  { date, asOf, limits }: DisclosingNight,
): Promise<PendingTables[]> =>
  warehouse.rows<PendingTables>(
    `WITH now AS (
       ${FINGERPRINTS}
     ), shown AS (
       SELECT report, month, max(version) AS version, max_by(as_of, version) AS as_of,
              max_by(fingerprint, version) AS fingerprint, max_by(limits, version) AS limits, max_by(register, version) AS register
       FROM disclosed_table GROUP BY report, month
     ), due AS (
       SELECT contract AS report, period AS month, max(due) AS due FROM obligation WHERE period_kind = 'month' GROUP BY ALL
     )
     SELECT now.report, CAST(now.month AS VARCHAR) AS month, now.fingerprint, (SELECT any_value(sha256) FROM register_form) AS register,
            shown.version, CAST(shown.as_of AS VARCHAR) AS "asOf", shown.register AS "shownRegister"
     FROM now LEFT JOIN shown USING (report, month) LEFT JOIN due USING (report, month)
     WHERE (shown.version IS NULL OR ((shown.fingerprint <> now.fingerprint OR shown.limits <> $limits) AND shown.as_of < CAST($as_of AS TIMESTAMP)))
       AND CAST($date AS DATE) > coalesce(due.due, now.month + ${SETTLED_AFTER})
     ORDER BY ALL`,
    { date, as_of: asOf, limits: JSON.stringify(limits) },
  );

/** The cells as they are known now, by report and month, then by table. */
async function currentCells(
  warehouse: Warehouse,
  pending: readonly PendingTables[],
): Promise<ReadonlyMap<Key, TableCells>> {
  const rows = await cellRows(
    warehouse,
    `SELECT report || ' ' || CAST(month AS VARCHAR) AS key, cell.name, cell.area, own AS "isDirect", version.parent, firms, persons, CAST(to_json(tops) AS VARCHAR) AS tops
     FROM enterprise_cell AS cell JOIN area_version AS version
       ON version.code = cell.area AND cell.month BETWEEN version.valid_from AND version.valid_to
     WHERE key IN (SELECT unnest(from_json($keys, '["VARCHAR"]'))) ORDER BY ALL`,
    { keys: JSON.stringify(pending.map(keyOf)) },
  );
  return byKey(rows);
}
