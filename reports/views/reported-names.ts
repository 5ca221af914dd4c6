import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** The names of enterprises that layoff reports hold: pictures and documents may print them. */
export async function reportedNames(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows<{ employer: string }>(
    "SELECT DISTINCT employer FROM layoff_report_as_of(CAST('9999-01-01' AS TIMESTAMP)) WHERE employer IS NOT NULL ORDER BY employer",
  );
  return rows.map(({ employer }) => employer);
}
