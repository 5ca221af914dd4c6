import type { Verdict } from "../../../rules/judge/verdict.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";

/** The verdicts of an area as the night of a date stored them. What they keep a case at is not stored: they have the steady tier for it. */
export async function verdictsStored(warehouse: Warehouse, area: string, date: string): Promise<Verdict[]> {
  const rows = await warehouse.rows<
    Omit<Verdict, "facts" | "keepsTier" | "occasion"> & {
      facts: string;
      occasion: Verdict["occasion"] | null;
    }
  >(
    `SELECT area, rule, period_kind AS kind, period, outcome, tier, steady_tier AS "steadyTier", reason, facts, coverage, occasion
     FROM verdict WHERE area = $area AND date = CAST($date AS DATE) ORDER BY ALL`,
    { area, date },
  );
  return rows.map(({ facts, occasion, ...row }) => ({
    ...{ ...row, keepsTier: row.steadyTier, facts: JSON.parse(facts) as Verdict["facts"] },
    ...(occasion ? { occasion } : {}),
  }));
}
