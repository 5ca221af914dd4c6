import { asOfMacro, currentTable } from "../engine/fact-tables.ts";
import type { Warehouse } from "../engine/warehouse.ts";

/** A report kind whose facts are read in place. */
export interface ViewedFacts {
  readonly contract: string;
  /** For event reports, the day after which they are needed. */
  readonly since?: string;
  /** The periods that are needed; all when not given. */
  readonly periods?: readonly string[];
}

/**
 * Let the indicators read the facts known at an instant in place while `work` runs, for cases where copying them costs more than reading
 * them again. Meanwhile `current_<report kind>` is a view, which is dropped afterwards.
 */
export async function withFactViews<Result>(
  warehouse: Warehouse,
  viewed: readonly ViewedFacts[],
  asOf: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await warehouse.run("SET VARIABLE facts_as_of = CAST($as_of AS TIMESTAMP)", { as_of: asOf });
  for (const facts of viewed) await viewFacts(warehouse, facts);
  try {
    return await work();
  } finally {
    for (const { contract } of viewed)
      await warehouse.run(`DROP VIEW IF EXISTS temp.${currentTable(contract)}`).catch(() => undefined);
  }
}

/** Create the view. A view takes no parameters, so its values are variables, which the engine resolves before planning. */
async function viewFacts(warehouse: Warehouse, { contract, since, periods }: ViewedFacts): Promise<void> {
  const name = currentTable(contract);
  const variable = async (what: string, day: string): Promise<string> => {
    await warehouse.run(`SET VARIABLE ${name}_${what} = CAST($day AS DATE)`, { day });
    return `getvariable('${name}_${what}')`;
  };
  const conditions: string[] = [];
  if (since) conditions.push(`received_on > ${await variable("since", since)}`);
  if (periods) {
    const days: string[] = [];
    for (const [at, period] of periods.entries()) days.push(await variable(`period_${at}`, period));
    conditions.push(`period IN (${days.join(", ")})`);
  }
  await warehouse.run(
    `DROP TABLE IF EXISTS temp.${name};
     CREATE TEMP VIEW ${name} AS SELECT * FROM ${asOfMacro(contract)}(getvariable('facts_as_of'))
     ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""}`,
  );
}
