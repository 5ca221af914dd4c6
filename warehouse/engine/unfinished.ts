import { factTable } from "./fact-tables.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * Write the facts of a submission before the submission itself, and undo them if it fails.
 *
 * The engine reads uncommitted rows with only one thread. Readers do not see facts without a scope, so those of a large file are
 * committed first; leftovers of an interrupted load are removed when the warehouse is next opened.
 *
 * @param write writes the facts
 * @param finish the transaction that makes them count; it must call `settled`
 */
export async function writtenAhead<Written, Result>(
  warehouse: Warehouse,
  submission: number,
  contract: string,
  write: () => Promise<Written>,
  finish: (written: Written) => Promise<Result>,
): Promise<Result> {
  await warehouse.run("INSERT INTO unfinished_load VALUES ($submission, $contract)", {
    submission,
    contract,
  });
  try {
    return await finish(await write());
  } catch (error) {
    await undoUnfinished(warehouse);
    throw error;
  }
}

/** Mark the submission of a load as written, so that its facts stay. */
export const settled = (warehouse: Warehouse, submission: number): Promise<void> =>
  warehouse.run("DELETE FROM unfinished_load WHERE submission = $submission", { submission });

/** Remove the facts of interrupted loads. */
export async function undoUnfinished(warehouse: Warehouse): Promise<void> {
  const loads = await warehouse.rows<{ submission: number; contract: string }>(
    "SELECT * FROM unfinished_load",
  );
  for (const { submission, contract } of loads)
    await warehouse.transaction(async () => {
      await warehouse.run(`DELETE FROM ${factTable(contract)} WHERE submission = $submission`, {
        submission,
      });
      await settled(warehouse, submission);
    });
}
