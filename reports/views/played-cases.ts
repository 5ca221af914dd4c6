import { rank, TIERS, type Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** One case of the played nights: when it opened, which tiers it reached and when, and when it was lifted. */
export interface PlayedCase {
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly opened: string;
  readonly lifted: string | null;
  readonly highest: Tier;
  /** First date at each tier or above. */
  readonly reached: ReadonlyMap<Tier, string>;
}

/** Every case of the nights played so far, in the order of their numbers. */
export async function playedCases(warehouse: Warehouse): Promise<PlayedCase[]> {
  const rows = await warehouse.rows<{
    id: string;
    area: string;
    cause: string;
    date: string;
    kind: string;
    tier: Tier | null;
  }>(
    `SELECT id, area, cause, date, kind, tier_to AS tier FROM case_event JOIN risk_case ON id = case_id ORDER BY id, seq`,
  );
  const byId = new Map<string, typeof rows>();
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  return [...byId.values()].map((events) => {
    const { id, area, cause, date } = events[0]!;
    const first = (tier: Tier) => events.find((event) => rank(event.tier) >= rank(tier))?.date;
    const reached = new Map(TIERS.flatMap((tier) => (first(tier) ? [[tier, first(tier)!] as const] : [])));
    const lifted = events.find((event) => event.kind === "lifted")?.date ?? null;
    return { id, area, cause, opened: date, lifted, highest: [...reached.keys()].at(-1)!, reached };
  });
}
