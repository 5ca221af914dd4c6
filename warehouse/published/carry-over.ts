import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { Warehouse } from "../engine/warehouse.ts";
import { DICTIONARIES } from "./dictionaries.ts";
import { FIGURES } from "./figures.ts";
import { COMPARED, JUDGED, latestOf, SHOWN } from "./meanings.ts";
import { PUBLISHED_VIEWS } from "./views.ts";

/** Tables that are carried over from the previous copy with new rows added; the others are small and written again. */
export const CARRIED: ReadonlySet<string> = new Set(["observation", "observation_now", "verdict"]);

/**
 * Copy the previous published file, to add to it. Another process copies it, because opening and closing a file in this process would
 * release the engine's lock on it. Returns whether there was one.
 */
export function takeCopy(path: string, fresh: string): boolean {
  if (!existsSync(path)) return false;
  const { status, stderr, error } = spawnSync("cp", [path, fresh], { encoding: "utf8" });
  if (status !== 0) throw error ?? new Error(stderr.trim());
  return true;
}

/** The part of a copy that is still valid: figures up to a night, and verdicts before a date (null while there are none). */
export interface Carried {
  readonly night: number;
  readonly date: string | null;
  /** SQL condition of figures that are shown otherwise than before; null where there are none. */
  readonly changed: string | null;
  /** The same of verdicts. */
  readonly rejudged: string | null;
}

/** SQL conditions of rows that may be shown otherwise than before; null where there are none. */
export interface Changing {
  readonly figures: string | null;
  readonly verdicts: string | null;
}

/** What verdicts are compared by: their figures follow from these and the night, and cost ten times as much to read. */
const COMPARED_BY = `${JUDGED}, hidden`;

/** SQL condition that a table has the same rows in both databases, in any order, by count and hash. */
const sameRows = (columns: string, table: string, condition: string, source = table): string => {
  const digestOf = (from: string) =>
    `(SELECT {n: count(*), x: bit_xor(hash(${columns}))} FROM ${from} WHERE ${condition})`;
  return `${digestOf(`published.${table}`)} = ${digestOf(source)}`;
};

/**
 * The part of the copy attached as `published` that equals the warehouse row by row; null if the rows or the tables differ, and the copy
 * must be rebuilt. Verdicts of the last date are left out, because a date can be judged again.
 */
export async function carriedOver(
  warehouse: Warehouse,
  { figures: changing, verdicts }: Changing,
): Promise<Carried | null> {
  try {
    const [made] = await warehouse.rows<{ names: string[] }>(
      `SELECT list(name ORDER BY name) AS names FROM (
         SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'published'
         UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = 'published' AND NOT internal
         UNION ALL SELECT function_name FROM duckdb_functions() WHERE database_name = 'published')`,
    );
    const expected = [...FIGURES, ...DICTIONARIES, ...PUBLISHED_VIEWS].map(({ name }) => name).sort();
    if (JSON.stringify(made!.names) !== JSON.stringify(expected)) return null;
    const [last] = await warehouse.rows<{ night: number | null; date: string | null }>(
      "SELECT (SELECT max(night) FROM published.observation) AS night, (SELECT max(date) FROM published.verdict) AS date",
    );
    if (last!.night === null) return null;
    await warehouse.rows(`SELECT ${COMPARED} FROM published.verdict LIMIT 0`);
    const sameFigures = (which: string) =>
      sameRows(SHOWN, "observation", `night <= $night AND ${which}`, "observation_shown");
    const [row] = await warehouse.rows<{ same: boolean; unchanged: boolean }>(
      `SELECT ${sameFigures(`NOT ${changing ?? "false"}`)}
              AND ${sameRows(COMPARED_BY, "verdict", `date < CAST($date AS DATE) AND NOT (${verdicts ?? "false"})`, "verdict_shown")} AS same,
              ${changing ? sameFigures(changing) : "true"} AS unchanged`,
      { night: last!.night, date: last!.date },
    );
    if (!row!.same) return null;
    return {
      night: last!.night,
      date: last!.date,
      changed: row!.unchanged ? null : changing,
      rejudged: verdicts,
    };
  } catch {
    return null;
  }
}

/**
 * Add the revisions of later nights, the latest values of the figures they affect, and later verdicts. Of figures about enterprises, an
 * earlier version may be shown now and was not before: they are written again.
 */
export async function addNights(
  warehouse: Warehouse,
  { night, date, changed, rejudged }: Carried,
): Promise<void> {
  const added = `(night > ${night} OR ${changed ?? "false"})`;
  const number = "(indicator, area, period_kind, period)";
  const touched = `${number} IN (SELECT ${number} FROM observation WHERE ${added})`;
  await warehouse.run(
    `${changed ? `DELETE FROM published.observation WHERE ${changed};` : ""}
     INSERT INTO published.observation SELECT ${SHOWN} FROM observation_shown WHERE ${added};
     DELETE FROM published.observation_now WHERE ${touched};
     INSERT INTO published.observation_now ${latestOf("observation_shown", touched)}`,
  );
  const since = `(date >= coalesce(CAST($date AS DATE), DATE '0001-01-01') OR ${rejudged ?? "false"})`;
  await warehouse.run(`DELETE FROM published.verdict WHERE ${since}`, { date });
  await warehouse.run(
    `INSERT INTO published.verdict SELECT ${JUDGED}, ${COMPARED} FROM verdict_shown WHERE ${since}`,
    { date },
  );
}
