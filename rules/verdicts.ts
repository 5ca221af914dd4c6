import { day, type Warehouse } from "../warehouse/warehouse.ts";
import type { Verdict } from "./verdict.ts";

/** Keep a night's verdicts, in place of what an earlier run of the same night had said. */
export async function writeVerdicts(
  warehouse: Warehouse,
  night: { readonly id: number; readonly date: string },
  policy: string,
  verdicts: readonly Verdict[],
): Promise<void> {
  await warehouse.run("DELETE FROM verdict WHERE date = CAST($date AS DATE)", { date: night.date });
  await warehouse.append("verdict", verdicts.map((verdict) => [
    night.id, day(night.date), verdict.area, verdict.rule, verdict.kind, day(verdict.period), verdict.outcome, verdict.tier,
    verdict.steadyTier, verdict.reason, JSON.stringify(verdict.facts), verdict.coverage, policy,
  ]));
}

/**
 * The last dates on which a risk was still hot: when any of these rules stood at `tier` or above, or at any tier, or
 * could not be judged. Days that could not be judged are never calm days.
 */
export async function lastHotDates(
  warehouse: Warehouse,
  area: string,
  rules: readonly string[],
  tiersAtOrAbove: readonly string[],
): Promise<{ atTier: string | null; atAny: string | null }> {
  const [row] = await warehouse.rows<{ atTier: string | null; atAny: string | null }>(
    `SELECT max(date) FILTER (outcome = 'not-judged' OR list_contains($tiers, steady_tier)) AS "atTier",
            max(date) FILTER (outcome = 'not-judged' OR steady_tier IS NOT NULL) AS "atAny"
     FROM verdict WHERE area = $area AND list_contains($rules, rule)`,
    { area, rules, tiers: tiersAtOrAbove },
  );
  return row ?? { atTier: null, atAny: null };
}
