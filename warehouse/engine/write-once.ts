import { createHash } from "node:crypto";
import type { Warehouse } from "./warehouse.ts";

/** Tables that hold the fingerprint of the last write of a kind. */
type FormTable = "fact_form" | "register_form" | "key_form";

/**
 * Write content that depends only on its `form`, unless it is already written; all or nothing.
 *
 * Opening a warehouse for a question then takes a third of the time, and leaves the file as it was.
 */
export async function writeOnce(
  warehouse: Warehouse,
  table: FormTable,
  form: unknown,
  write: () => Promise<void>,
): Promise<void> {
  const sha256 = createHash("sha256").update(JSON.stringify(form)).digest("hex");
  const [same] = await warehouse.rows(`SELECT 1 AS same FROM ${table} WHERE sha256 = $sha256`, { sha256 });
  if (same) return;
  await warehouse.transaction(async () => {
    await write();
    await warehouse.run(`DELETE FROM ${table}`);
    await warehouse.run(`INSERT INTO ${table} VALUES ($sha256)`, { sha256 });
  });
}
