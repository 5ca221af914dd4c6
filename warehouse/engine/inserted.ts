import type { Bindings, Warehouse } from "./warehouse.ts";

/** Insert, and return how many rows that were. */
export async function inserted(warehouse: Warehouse, sql: string, bindings: Bindings): Promise<number> {
  const [done] = await warehouse.rows<{ Count: number }>(sql, bindings);
  return Number(done!.Count);
}
