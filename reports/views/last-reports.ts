import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** The codes of an area and all areas within it. */
export async function areasWithin(warehouse: Warehouse, area: string): Promise<string[]> {
  const rows = await warehouse.rows<{ area: string }>(
    "SELECT area FROM area_descent WHERE ancestor = $area ORDER BY area",
    { area },
  );
  return rows.map((row) => row.area);
}

/** Most rows of the period before that are shown. */
const MOST_ROWS = 500;

/**
 * The last known rows of areas before a month, as known at an instant; none older than a quarter.
 *
 * @param contract a report kind that the warehouse has
 */
export const rowsBefore = (
  warehouse: Warehouse,
  contract: string,
  { codes, month, now }: { readonly codes: readonly string[]; readonly month: string; readonly now: string },
): Promise<Record<string, unknown>[]> =>
  warehouse.rows(
    `SELECT * FROM ${contract.replaceAll("-", "_")}_as_of(CAST($now AS TIMESTAMP)) WHERE area IN (SELECT unnest($codes))
       AND period IS NOT NULL AND period < CAST($month || '-01' AS DATE) AND period > CAST($month || '-01' AS DATE) - INTERVAL 100 DAY
     QUALIFY period = max(period) OVER (PARTITION BY area) ORDER BY area LIMIT ${MOST_ROWS}`,
    { now, codes, month },
  );
