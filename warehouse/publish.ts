import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { literal } from "./load/cell-sql.ts";
import type { Warehouse } from "./warehouse.ts";

/** What readers get: figures by area, never a report's rows, an enterprise or a person. */
const PUBLISHED: Readonly<Record<string, string>> = {
  area: "SELECT * FROM area",
  observation: "SELECT * EXCLUDE (night) FROM observation_now",
  verdict:
    "SELECT date, area, rule, period_kind, period, outcome, tier, steady_tier, reason, coverage, policy FROM verdict",
  risk_case: "SELECT id, area, cause, opened, tier, last_change, changed, lifted FROM case_state",
  case_event:
    "SELECT case_id, seq, date, kind, tier_from, tier_to, rule, period_kind, period, reason, coverage, policy FROM case_event",
  duty: `SELECT contract, period_kind, period, area, office, due, in_at, submissions, nil, state
         FROM duty_as_of((SELECT max(as_of) FROM main.night WHERE state = 'done'))`,
  night: "SELECT date, as_of, finished_at, state, policy FROM night",
};

/**
 * Swap in the statisticians' read-only copy: aggregates written to a new file, which then takes the old one's name in
 * one step. Readers of the old copy keep it to the end. Returns how many tables it holds.
 */
export async function publish(warehouse: Warehouse, path: string): Promise<number> {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.part`;
  for (const leftover of [fresh, `${fresh}.wal`]) if (existsSync(leftover)) rmSync(leftover);
  await warehouse.run(`ATTACH ${literal(fresh)} AS published`);
  try {
    for (const [table, query] of Object.entries(PUBLISHED)) {
      await warehouse.run(`CREATE TABLE published.${table} AS ${query}`);
    }
  } finally {
    await warehouse.run("DETACH published");
  }
  renameSync(fresh, path);
  return Object.keys(PUBLISHED).length;
}

/** The date of the last night that a published copy tells of; null where it cannot be read. */
export async function lastPublished(warehouse: Warehouse, path: string): Promise<string | null> {
  try {
    await warehouse.run(`ATTACH ${literal(path)} AS published (READ_ONLY)`);
  } catch {
    return null;
  }
  try {
    const [row] = await warehouse.rows<{ date: string | null }>(
      "SELECT max(date) AS date FROM published.night WHERE state = 'done'",
    );
    return row?.date ?? null;
  } finally {
    await warehouse.run("DETACH published");
  }
}
