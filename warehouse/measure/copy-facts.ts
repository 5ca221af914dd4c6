import { asOfMacro, currentTable, factTable } from "../engine/fact-tables.ts";
import type { Bindings, Warehouse } from "../engine/warehouse.ts";
import type { Carried } from "./carried.ts";

/** Copy the facts of a report kind that the indicators read, as known at the night's instant: `current_<report kind>`. */
export async function copyFacts(
  warehouse: Warehouse,
  contract: string,
  { asOf, carried }: { readonly asOf: string; readonly carried: Carried },
  wanted: { readonly sql: string; readonly bindings: Bindings },
): Promise<void> {
  carried.keep(copyOf(contract), "filled");
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE ${currentTable(contract)} AS
     SELECT * FROM ${asOfMacro(contract)}(CAST($as_of AS TIMESTAMP)) WHERE ${wanted.sql}`,
    { as_of: asOf, ...wanted.bindings },
  );
}

/** Empty the copied facts of report kinds that no affected indicator reads, to free the previous night's copies. */
export async function emptyFacts(
  warehouse: Warehouse,
  contracts: readonly string[],
  carried: Carried,
): Promise<void> {
  for (const contract of contracts) {
    if (carried.kept(copyOf(contract)) === "empty") continue;
    await warehouse.run(
      `CREATE OR REPLACE TEMP TABLE ${currentTable(contract)} AS SELECT * FROM ${factTable(contract)} LIMIT 0`,
    );
    carried.keep(copyOf(contract), "empty");
  }
}

const copyOf = (contract: string): string => `copied facts of ${contract}`;
