import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { PeriodKind } from "../calendar/periods.ts";
import type { Facts } from "../definitions/define.ts";
import type { Verdict, VerdictFacts } from "../judge/verdict.ts";
import type { Tier } from "../policy/tiers.ts";

/** One change in a case, with what caused it. */
export interface CaseEvent {
  readonly caseId: string;
  readonly seq: number;
  readonly area: string;
  readonly cause: string;
  readonly date: string;
  readonly kind: "opened" | "raised" | "lowered" | "lifted";
  readonly tierFrom: Tier | null;
  readonly tierTo: Tier | null;
  readonly rule: string;
  readonly periodKind: PeriodKind;
  readonly period: string;
  readonly reason: string;
  readonly causedBy: string;
  /** The verdict's facts; `before` holds the figures that a correction replaced. */
  readonly facts: VerdictFacts & { readonly also: readonly AlsoFired[]; readonly before?: Facts };
  readonly coverage: number;
  readonly policy: string;
}

/** Another rule of the same cause that fired the same night. */
export interface AlsoFired {
  readonly rule: string;
  readonly tier: Tier;
}

/** The id of the next case of a year: `2026-0007`. */
export async function nextCaseId(warehouse: Warehouse, year: string): Promise<string> {
  const [row] = await warehouse.rows<{ cases: number }>(
    "SELECT count(*) AS cases FROM risk_case WHERE starts_with(id, $year || '-')",
    { year },
  );
  return `${year}-${String((row?.cases ?? 0) + 1).padStart(4, "0")}`;
}

/** Append a change to a case; the first change creates the case. */
export async function appendEvent(warehouse: Warehouse, night: number, event: CaseEvent): Promise<void> {
  if (event.seq === 1) {
    const { caseId, area, cause } = event;
    await warehouse.run("INSERT INTO risk_case VALUES ($caseId, $area, $cause)", { caseId, area, cause });
  }
  const { facts, area: _area, cause: _cause, ...rest } = event;
  await warehouse.run(
    `INSERT INTO case_event VALUES ($caseId, $seq, $night, CAST($date AS DATE), $kind, $tierFrom, $tierTo, $rule, $periodKind,
       CAST($period AS DATE), $reason, $causedBy, CAST($facts AS JSON), $coverage, $policy)`,
    { ...rest, night, facts: JSON.stringify(facts) },
  );
}

/** Facts stored with an event: the verdict's, and which other rules fired with it. */
export const eventFacts = (verdict: Verdict, also: readonly AlsoFired[]): CaseEvent["facts"] => ({
  ...verdict.facts,
  also,
});
