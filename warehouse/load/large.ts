import type { Warehouse } from "../engine/warehouse.ts";

/**
 * Run a load of very many rows with the engine set for it: rows may be written in any order, the big side of a join is never held
 * in memory (the engine cannot know how large a text file is), and what is held stays below a bound and goes to disk beyond it.
 */
export async function asLargeLoad<Result>(
  warehouse: Warehouse,
  work: () => Promise<Result>,
): Promise<Result> {
  await warehouse.run(
    `SET preserve_insertion_order = false; SET disabled_optimizers = 'build_side_probe_side,join_order'; SET memory_limit = '1500MB'`,
  );
  try {
    return await work();
  } finally {
    await warehouse.run(
      "RESET preserve_insertion_order; RESET disabled_optimizers; RESET memory_limit; DROP TABLE IF EXISTS temp.stage; DROP TABLE IF EXISTS temp.recalled",
    );
  }
}
