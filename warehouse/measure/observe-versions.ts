import { currentTable, factTable } from "../engine/fact-tables.ts";
import { inserted } from "../engine/inserted.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import { Carried, seriesOf } from "./carried.ts";
import type { ObserveRequest } from "./computed-indicator.ts";
import { periodIn } from "./period-in.ts";
import {
  AREA_INSTANTS,
  appendVersionsSql,
  CHANGED_OFTEN,
  FACT_INSTANTS,
  replacedSql,
  taggedFacts,
} from "./versions-sql.ts";

/** What `observe` knows of the night: the instants that are new are those after `since`. */
type VersionsRequest = Pick<ObserveRequest, "night" | "asOf" | "since" | "indicators" | "carried">;

/**
 * Append the affected figures whose facts changed at several instants, or before a figure that is stored, as they were known at each of
 * these instants (历次获知的数值). A past taken in at once is computed here, as are reports that arrived one after another between two nights.
 *
 * All figures and instants are computed in one statement: an area at an instant stands in for the area, so that the indicators' SQL reads
 * the facts of all instants together. What is computed here is removed from `affected`. Returns the number of figures appended.
 *
 * @param keep leave the figures in `affected`, because the register has changed as well
 */
export async function observeVersions(
  warehouse: Warehouse,
  { night, asOf, since, indicators, carried = new Carried() }: VersionsRequest,
  keep: boolean,
): Promise<number> {
  const figures = await inserted(warehouse, CHANGED_OFTEN, {
    as_of: asOf,
    since: since.asOf ?? "0001-01-01",
    submission: since.submission,
  });
  if (figures === 0) return 0;
  const often = await warehouse.rows<{ indicator: string; contract: string; periods: string[] }>(
    "SELECT indicator, contract, list(CAST(period AS VARCHAR)) AS periods FROM changed_often GROUP BY ALL",
  );
  const touched = indicators.filter(({ id }) => often.some(({ indicator }) => indicator === id));
  for (const { id } of touched) carried.changed(seriesOf(id));
  await prepareInstants(warehouse, asOf);
  const periods = periodIn(often.flatMap((entry) => entry.periods));
  const appended = await withTaggedFacts(
    warehouse,
    touched.map(({ reads }) => reads),
    () => inserted(warehouse, appendVersionsSql(touched, periods.sql), { night, ...periods.bindings }),
  );
  await putAside(warehouse, periods);
  if (!keep)
    await warehouse.run(
      "DELETE FROM affected WHERE (indicator, period_kind, period) IN (SELECT (indicator, period_kind, period) FROM changed_often)",
    );
  return appended;
}

/** Keep the figures that are replaced apart from the versions. There are none unless a past was taken in after nights had run. */
async function putAside(warehouse: Warehouse, periods: ReturnType<typeof periodIn>): Promise<void> {
  const figures = await inserted(warehouse, replacedSql(periods.sql), periods.bindings);
  if (figures === 0) return;
  await warehouse.run(
    `INSERT INTO observation_replaced SELECT * FROM observation WHERE rowid IN (FROM replaced);
     DELETE FROM observation WHERE rowid IN (FROM replaced)`,
  );
}

/** Fill `area_instant` and `fact_instant` for the figures of `changed_often`. */
export async function prepareInstants(warehouse: Warehouse, asOf: string): Promise<void> {
  await warehouse.run(AREA_INSTANTS, { as_of: asOf });
  await warehouse.run(FACT_INSTANTS, { as_of: asOf });
}

/** Let the indicators read the facts of all instants while `work` runs; copied where several indicators read them. */
export async function withTaggedFacts<Result>(
  warehouse: Warehouse,
  reads: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const contracts = [...new Set(reads)];
  const isShared = (contract: string) => reads.filter((read) => read === contract).length > 1;
  for (const contract of contracts) {
    const name = currentTable(contract);
    await warehouse.run(
      `DROP TABLE IF EXISTS temp.${name};
       CREATE TEMP ${isShared(contract) ? "TABLE" : "VIEW"} ${name} AS ${taggedFacts(contract, factTable(contract))}`,
    );
  }
  try {
    return await work();
  } finally {
    for (const contract of contracts)
      await warehouse
        .run(`DROP ${isShared(contract) ? "TABLE" : "VIEW"} IF EXISTS temp.${currentTable(contract)}`)
        .catch(() => undefined);
  }
}
