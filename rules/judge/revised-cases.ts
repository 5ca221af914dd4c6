import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";
import { addDays } from "../calendar/periods.ts";
import { ruleById } from "../definitions/index.ts";
import { familyOf } from "../policy/source-family.ts";
import type { Tier } from "../policy/tiers.ts";
import { areasRead } from "./beside.ts";
import { groundsOf } from "./grounds-of.ts";
import { liftedSince, type OpenRow } from "./open-cases.ts";
import { CORRECTED_DAYS } from "./reach-back.ts";
import { mayBeRevised, revisedAreas, type Since } from "./revised.ts";
import type { Ground, JudgedArea } from "./view.ts";

/** A case whose judgements are to be made again. */
export interface RevisedCase extends Pick<OpenRow, "id" | "area" | "cause"> {
  readonly grounds: readonly Ground[];
}

/** The cases, open or lifted within the time in which a correction is still told, below whose area a report was replaced. */
export async function revisedOf(
  warehouse: Warehouse,
  open: readonly OpenRow[],
  all: readonly JudgedArea[],
  { since, date }: { readonly since?: Since | undefined; readonly date: string },
  carried: Carried,
): Promise<RevisedCase[]> {
  // A case of layoffs from before departures were known is judged again until it knows what it lives by.
  const isUnknowing = ({ cause, ground }: OpenRow) =>
    cause === "layoffs" && ground.kind === "rolling-30-days" && !("lastStart" in ground.facts.values);
  const unknowing = open.filter((row) => !row.drill && isUnknowing(row));
  if (!since || (!mayBeRevised(since, carried) && unknowing.length === 0)) return [];
  const ended = await liftedSince(warehouse, addDays(date, -CORRECTED_DAYS));
  if (open.length + ended.length === 0) return [];
  const areas = await revisedAreas(warehouse, since);
  const found = [...open, ...ended].filter((row) => {
    const { area, drill, ground } = row;
    if (unknowing.includes(row)) return true;
    const rule = ruleById(ground.rule);
    const family = rule ? familyOf(rule) : null;
    if (!rule || drill || family === null) return false;
    return areasRead(rule, all, area).some((read) => areas.has(`${family} ${read}`));
  });
  const memories = found.length > 0 ? await livesOf(warehouse, found) : new Map();
  return found.map(({ id, area, cause, ground }) => ({
    ...{ id, area, cause },
    grounds: groundsOf(ground, memories.get(id)),
  }));
}

/** What each case lives by, as it remembers. */
async function livesOf(
  warehouse: Warehouse,
  cases: readonly OpenRow[],
): Promise<Map<string, Readonly<Record<string, { readonly tier: Tier; readonly until: string }>>>> {
  const rows = await warehouse.rows<{ id: string; lives: string }>(
    `SELECT case_id AS id, max_by(CAST(json_extract(memory, '$.lives') AS VARCHAR), date) AS lives FROM case_memory
     WHERE case_id IN (SELECT unnest($ids)) AND json_extract(memory, '$.lives') IS NOT NULL GROUP BY case_id`,
    { ids: cases.map(({ id }) => id) },
  );
  return new Map(rows.map(({ id, lives }) => [id, JSON.parse(lives)]));
}
