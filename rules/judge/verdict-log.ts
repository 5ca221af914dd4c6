import { day, type Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Verdict, VerdictFacts } from "./verdict.ts";

/**
 * Store a night's verdicts in place of those of an earlier run of the same night; the first run of a date (`isFirst`) skips the
 * deletion.
 */
export async function writeVerdicts(
  warehouse: Warehouse,
  night: { readonly id: number; readonly date: string; readonly isFirst?: boolean },
  policy: string,
  verdicts: readonly Verdict[],
): Promise<void> {
  if (!night.isFirst)
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
      textOf(verdict.facts),
      verdict.coverage,
      policy,
    ]),
  );
}

const texts = new WeakMap<VerdictFacts, string>();

/** Facts as text, cached by object: a verdict that is carried over has the same facts. */
function textOf(facts: VerdictFacts): string {
  const text = texts.get(facts) ?? JSON.stringify(facts);
  texts.set(facts, text);
  return text;
}

/** The last date of each outcome of a rule in an area. */
export interface LastOutcome {
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
export const lastOutcomes = (warehouse: Warehouse, areas: readonly string[]): Promise<LastOutcome[]> =>
  warehouse.rows(
    `SELECT area, rule, max(date) FILTER (outcome = 'fired') AS fired, max(date) FILTER (outcome = 'not-judged') AS silent,
            max(date) FILTER (steady_tier = 'IV') AS "IV", max(date) FILTER (steady_tier = 'III') AS "III",
            max(date) FILTER (steady_tier = 'II') AS "II", max(date) FILTER (steady_tier = 'I') AS "I"
     FROM verdict WHERE area IN (SELECT unnest($areas)) GROUP BY area, rule`,
    { areas },
  );
