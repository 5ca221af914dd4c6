import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/**
 * The number of the newest case of an area and cause that is in one of some states of `case_state`, exercises left out; null where there is none.
 *
 * @example
 * await newestCase(warehouse, { area: "990101", cause: "layoffs" }, ["open", "quiet"]) // "2026-0026"
 */
export async function newestCase(
  warehouse: Warehouse,
  { area, cause }: { readonly area: string; readonly cause: string },
  states: readonly string[],
): Promise<string | null> {
  const [found] = await warehouse.rows<{ id: string }>(
    `SELECT id FROM case_state WHERE area = $area AND cause = $cause AND state IN (SELECT unnest($states)) AND NOT drill
     ORDER BY opened DESC, id DESC LIMIT 1`,
    { area, cause, states: [...states] },
  );
  return found?.id ?? null;
}
