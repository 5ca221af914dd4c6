import { asOfMacro, currentTable } from "./fact-tables.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * Let the indicators read the facts known at an instant where they stand, while `work` runs: for so many periods that copying them
 * first would cost more than reading them twice. `current_<report kind>` is a view meanwhile, and gone afterwards.
 *
 * @param since for reports of events, the day after which they are wanted; null for all
 */
export async function withFactViews<Result>(
  warehouse: Warehouse,
  contracts: readonly { readonly contract: string; readonly since: string | null }[],
  asOf: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await warehouse.run("SET VARIABLE facts_as_of = CAST($as_of AS TIMESTAMP)", { as_of: asOf });
  for (const { contract, since } of contracts) {
    const name = currentTable(contract);
    if (since !== null) await warehouse.run(`SET VARIABLE ${name}_since = CAST($since AS DATE)`, { since });
    await warehouse.run(
      `DROP TABLE IF EXISTS temp.${name};
       CREATE TEMP VIEW ${name} AS SELECT * FROM ${asOfMacro(contract)}(getvariable('facts_as_of'))
       ${since === null ? "" : `WHERE received_on > getvariable('${name}_since')`}`,
    );
  }
  try {
    return await work();
  } finally {
    for (const { contract } of contracts)
      await warehouse.run(`DROP VIEW IF EXISTS temp.${currentTable(contract)}`).catch(() => undefined);
  }
}
