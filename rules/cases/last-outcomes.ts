import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";
import type { Verdict } from "../judge/verdict.ts";
import { type LastOutcome, lastOutcomes } from "../judge/verdict-log.ts";
import type { Tier } from "../policy/tiers.ts";

/** The last outcomes of some areas up to a date. */
interface OutcomesUntil {
  readonly date: string;
  readonly areas: ReadonlySet<string>;
  readonly outcomes: readonly LastOutcome[];
}

/**
 * The last date of each outcome by area and rule, tonight's verdicts included: read from the verdicts of all nights, or carried
 * over from the previous night with tonight's added.
 */
export async function outcomesUntil(
  warehouse: Warehouse,
  areas: readonly string[],
  { date, verdicts }: { readonly date: string; readonly verdicts: readonly Verdict[] },
  carried: Carried,
): Promise<readonly LastOutcome[]> {
  const before = carried.kept<OutcomesUntil>(LAST_OUTCOMES);
  // Once started, it is updated on nights without a case too: the next case needs the days between.
  if (!before && areas.length === 0) return [];
  const follows = before && before.date < date && areas.every((area) => before.areas.has(area));
  const tonight: OutcomesUntil = follows
    ? { ...before, date, outcomes: withVerdicts(before, date, verdicts) }
    : { date, areas: new Set(areas), outcomes: await lastOutcomes(warehouse, areas) };
  carried.keep(LAST_OUTCOMES, tonight);
  return tonight.outcomes;
}

const LAST_OUTCOMES = "last outcomes";

/** Add the verdicts of a later date to the last outcomes. */
export function withVerdicts(
  { areas, outcomes }: Pick<OutcomesUntil, "areas" | "outcomes">,
  date: string,
  verdicts: readonly Verdict[],
): LastOutcome[] {
  const key = (area: string, rule: string) => `${area} ${rule}`;
  const all = new Map(outcomes.map((row) => [key(row.area, row.rule), row]));
  for (const { area, rule, outcome, steadyTier } of verdicts) {
    if (!areas.has(area)) continue;
    const row = all.get(key(area, rule)) ?? { area, rule, ...NO_OUTCOME };
    const at = (tier: Tier) => (steadyTier === tier ? date : row[tier]);
    all.set(key(area, rule), {
      ...row,
      fired: outcome === "fired" ? date : row.fired,
      silent: outcome === "not-judged" ? date : row.silent,
      ...{ IV: at("IV"), III: at("III"), II: at("II"), I: at("I") },
    });
  }
  return [...all.values()];
}

const NO_OUTCOME = { fired: null, silent: null, IV: null, III: null, II: null, I: null };
