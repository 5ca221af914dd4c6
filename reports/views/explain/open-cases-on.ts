import type { PeriodKind } from "../../../rules/calendar/periods.ts";
import type { CaseChange, CaseReason, EventFacts } from "../../../rules/cases/case-event.ts";
import { type CaseMemory, NO_NIGHTS, type OpenCase } from "../../../rules/cases/case-state.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";

/** A change of a case as it was written. */
export interface ChangeRow {
  readonly caseId: string;
  readonly seq: number;
  readonly area: string;
  readonly cause: string;
  readonly drill: boolean;
  readonly date: string;
  readonly kind: CaseChange;
  readonly tierFrom: Tier | null;
  readonly tierTo: Tier | null;
  readonly rule: string;
  readonly periodKind: PeriodKind;
  readonly period: string;
  readonly reason: CaseReason;
  readonly facts: EventFacts;
}

/** A case that was open on a date, with its changes up to then. */
export interface OpenCaseOn {
  readonly state: OpenCase;
  readonly changes: readonly ChangeRow[];
}

/** The cases that were open at the end of a date's night, in all areas, as the log of changes and what cases remembered have them. */
export async function openCasesOn(warehouse: Warehouse, date: string): Promise<OpenCaseOn[]> {
  const rows = await warehouse.rows<Omit<ChangeRow, "facts"> & { facts: string }>(
    `SELECT case_id AS "caseId", seq, area, cause, case_id IN (SELECT case_id FROM drill_case) AS drill, date, kind, tier_from AS "tierFrom", tier_to AS "tierTo",
            rule, period_kind AS "periodKind", period, reason, facts
     FROM case_event JOIN risk_case ON id = case_id WHERE date <= CAST($date AS DATE) ORDER BY case_id, seq`,
    { date },
  );
  const memories = await memoriesOn(warehouse, date);
  const byCase = new Map<string, ChangeRow[]>();
  for (const { facts, ...row } of rows) {
    const changes = byCase.get(row.caseId) ?? [];
    byCase.set(row.caseId, changes);
    changes.push({ ...row, facts: JSON.parse(facts) as EventFacts });
  }
  return [...byCase.values()]
    .filter((changes) => changes.at(-1)!.kind !== "lifted")
    .map((changes) => ({ state: stateOf(changes, memories), changes }));
}

async function memoriesOn(warehouse: Warehouse, date: string): Promise<ReadonlyMap<string, CaseMemory>> {
  const rows = await warehouse.rows<{ id: string; memory: string }>(
    `SELECT case_id AS id, max_by(CAST(memory AS VARCHAR), date) AS memory FROM case_memory
     WHERE date <= CAST($date AS DATE) GROUP BY case_id`,
    { date },
  );
  return new Map(rows.map(({ id, memory }) => [id, JSON.parse(memory) as CaseMemory]));
}

function stateOf(changes: readonly ChangeRow[], memories: ReadonlyMap<string, CaseMemory>): OpenCase {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  const ground = changes.findLast(({ kind }) => kind === "opened" || kind === "raised") ?? first;
  const { values, limb, also = [] } = ground.facts;
  const rules = [...new Set([ground.rule, ...also.map(({ rule }) => rule)])];
  return {
    ...{ id: first.caseId, area: first.area, cause: first.cause, drill: first.drill },
    ...{ tier: last.tierTo!, opened: first.date, events: changes.length },
    ground: {
      ...{ rule: ground.rule, date: ground.date, kind: ground.periodKind, period: ground.period, values },
      ...(limb ? { limb } : {}),
    },
    memory: memories.get(first.caseId) ?? { rules, nightsWithout: NO_NIGHTS, stood: {}, held: null },
  };
}
