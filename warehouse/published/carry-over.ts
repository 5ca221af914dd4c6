import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { Warehouse } from "../warehouse.ts";
import { DICTIONARIES } from "./dictionaries.ts";
import { FIGURES } from "./figures.ts";
import { latestOf, OBSERVED } from "./meanings.ts";
import { PUBLISHED_VIEWS } from "./views.ts";

/** Tables that are carried over from the copy of before, with what is new added; the others are small and made anew. */
export const CARRIED: ReadonlySet<string> = new Set(["observation", "observation_now"]);

/**
 * Copy the published file of before, to be added to. By another process: a file that this one opens and closes beside the engine
 * would lose the engine's lock. Returns whether there was one.
 */
export function takeCopy(path: string, fresh: string): boolean {
  if (!existsSync(path)) return false;
  execFileSync("cp", [path, fresh]);
  return true;
}

/**
 * Up to which night the copy attached as `published` holds exactly what the warehouse holds, version by version; null where it does
 * not, or is of another make: it must then be made anew.
 */
export async function carriedUpto(warehouse: Warehouse): Promise<number | null> {
  try {
    const [made] = await warehouse.rows<{ names: string[] }>(
      `SELECT list(name ORDER BY name) AS names FROM (
         SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'published'
         UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = 'published' AND NOT internal
         UNION ALL SELECT function_name FROM duckdb_functions() WHERE database_name = 'published')`,
    );
    const own = [...FIGURES, ...DICTIONARIES, ...PUBLISHED_VIEWS].map(({ name }) => name).sort();
    if (JSON.stringify(made!.names) !== JSON.stringify(own)) return null;
    const [row] = await warehouse.rows<{ upto: number | null; same: boolean }>(
      `WITH last AS (SELECT max(night) AS upto FROM published.observation)
       SELECT upto, (SELECT {n: count(*), x: bit_xor(hash(${OBSERVED}))} FROM published.observation)
                  = (SELECT {n: count(*), x: bit_xor(hash(${OBSERVED}))} FROM observation WHERE night <= (SELECT upto FROM last)) AS same
       FROM last`,
    );
    return row?.same ? row.upto : null;
  } catch {
    return null;
  }
}

/** Add the versions of the nights after one, and put the latest of the numbers they touch in place. */
export async function addNights(warehouse: Warehouse, upto: number): Promise<void> {
  const number = "(indicator, area, period_kind, period)";
  const touched = `${number} IN (SELECT ${number} FROM observation WHERE night > ${upto})`;
  await warehouse.run(
    `INSERT INTO published.observation SELECT ${OBSERVED} FROM observation WHERE night > ${upto};
     DELETE FROM published.observation_now WHERE ${touched};
     INSERT INTO published.observation_now ${latestOf("observation", touched)}`,
  );
}
