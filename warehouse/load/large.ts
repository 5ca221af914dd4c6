import type { Warehouse } from "../engine/warehouse.ts";

/**
 * Run a load of very many rows with suitable engine settings: rows may be written in any order, the large side of a join is never held in
 * memory (the engine cannot know the size of a text file), and memory beyond a limit spills to disk.
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
