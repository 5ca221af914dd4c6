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
  await warehouse.append(
    "verdict",
    verdicts.map((verdict) => [
      night.id,
      day(night.date),
      verdict.area,
      verdict.rule,
      verdict.kind,
      day(verdict.period),
      verdict.outcome,
      verdict.tier,
      verdict.steadyTier,
      verdict.reason,
      JSON.stringify(verdict.facts),
      verdict.coverage,
      policy,
    ]),
  );
}

/** The last dates on which a rule said each thing of an area. */
export interface LastSaid {
  readonly area: string;
  readonly rule: string;
  readonly fired: string | null;
  readonly silent: string | null;
  readonly IV: string | null;
  readonly III: string | null;
  readonly II: string | null;
  readonly I: string | null;
}

/** For each area and rule: when it last fired, was last not judged, and last stood at each tier. */
export const lastSaid = (warehouse: Warehouse, areas: readonly string[]): Promise<LastSaid[]> =>
  warehouse.rows(
    `SELECT area, rule, max(date) FILTER (outcome = 'fired') AS fired, max(date) FILTER (outcome = 'not-judged') AS silent,
            max(date) FILTER (steady_tier = 'IV') AS "IV", max(date) FILTER (steady_tier = 'III') AS "III",
            max(date) FILTER (steady_tier = 'II') AS "II", max(date) FILTER (steady_tier = 'I') AS "I"
     FROM verdict WHERE area IN (SELECT unnest($areas)) GROUP BY area, rule`,
    { areas },
  );
