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
      verdict.occasion ?? null,
    ]),
  );
}

/** Add the verdicts on cases below, made while the cases of the same night were updated. */
export const writeCombined = (
  warehouse: Warehouse,
  night: { readonly id: number; readonly date: string },
  policy: string,
  verdicts: readonly Verdict[],
): Promise<void> => writeVerdicts(warehouse, { ...night, isFirst: true }, policy, verdicts);

const texts = new WeakMap<VerdictFacts, string>();

/** Facts as text, cached by object: a verdict that is carried over has the same facts. */
function textOf(facts: VerdictFacts): string {
  const text = texts.get(facts) ?? JSON.stringify(facts);
  texts.set(facts, text);
  return text;
}
