import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import type { Tier } from "../policy/tiers.ts";

/** An open case: its state is the last of its events. */
export interface OpenRow {
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly tier: Tier;
  readonly opened: string;
  readonly events: number;
}

/** The open cases; read again only when a case event was written since. */
export const openCases = (warehouse: Warehouse, carried = new Carried()): Promise<OpenRow[]> =>
  carried.reuse("open cases", [carried.known?.caseEvents ?? null], () =>
    warehouse.rows(
      "SELECT id, area, cause, tier, opened, events FROM case_state WHERE last_change <> 'lifted' ORDER BY id",
    ),
  );
