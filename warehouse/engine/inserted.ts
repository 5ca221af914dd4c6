import type { Bindings, Warehouse } from "./warehouse.ts";

/** Run an INSERT and return the number of rows. */
export async function inserted(warehouse: Warehouse, sql: string, bindings: Bindings): Promise<number> {
  const [done] = await warehouse.rows<{ Count: number }>(sql, bindings);
  return Number(done!.Count);
}
