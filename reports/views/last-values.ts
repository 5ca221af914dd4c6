import { factTable } from "../../warehouse/engine/fact-tables.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** The last values that a submission's sender had accepted in an earlier report of the same kind, by column; blank columns are left out. */
export async function lastValues(
  warehouse: Warehouse,
  submission: number,
  columns: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [earlier] = await warehouse.rows<{ id: number; contract: string }>(
    `SELECT earlier.id, earlier.contract FROM submission AS earlier JOIN submission AS now
       ON earlier.sender = now.sender AND earlier.contract = now.contract AND earlier.id < now.id
     WHERE now.id = $submission AND earlier.accepted > 0
       AND NOT contains(earlier.warnings::VARCHAR, '"units-converted"') AND NOT contains(now.warnings::VARCHAR, '"units-converted"')
     ORDER BY earlier.id DESC LIMIT 1`,
    { submission },
  );
  if (!earlier) return new Map();
  const table = factTable(earlier.contract);
  const known = await warehouse.rows<{ name: string }>(
    "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = $table AND data_type <> 'BOOLEAN'",
    { table },
  );
  const names = known.map(({ name }) => name).filter((name) => columns.includes(name));
  if (names.length === 0) return new Map();
  const [row] = await warehouse.rows<Record<string, string | null>>(
    `SELECT ${names.map((name) => `CAST(arg_max("${name}", line) AS VARCHAR) AS "${name}"`).join(", ")}
     FROM ${table} WHERE submission = $earlier`,
    { earlier: earlier.id },
  );
  return new Map(
    Object.entries(row ?? {}).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
}
