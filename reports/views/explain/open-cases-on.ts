import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import { eventsUntil, readMemories } from "../../../rules/cases/case-log.ts";
import { type CaseMemory, NO_NIGHTS, type OpenCase } from "../../../rules/cases/case-state.ts";
import { givesGround, groundOfEvent } from "../../../rules/cases/risk-event.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";

/** A case that was open on a date, with its changes up to then. */
export interface OpenCaseOn {
  readonly state: OpenCase;
  readonly changes: readonly CaseEvent[];
}

/** The cases that were open at the end of a date's night, in all areas, as the log of changes and what cases remembered have them. */
export async function openCasesOn(warehouse: Warehouse, date: string): Promise<OpenCaseOn[]> {
  const memories = await readMemories(warehouse, date);
  const byCase = new Map<string, CaseEvent[]>();
  for (const event of await eventsUntil(warehouse, date))
    byCase.set(event.caseId, [...(byCase.get(event.caseId) ?? []), event]);
  return [...byCase.values()]
    .filter((changes) => !ENDS.has(stateChange(changes)?.kind ?? "opened"))
    .map((changes) => ({ state: stateOf(changes, memories), changes }));
}

const ENDS: ReadonlySet<CaseEvent["kind"]> = new Set(["lifted", "merged", "closed"]);
const NOT_OF_STATE: ReadonlySet<CaseEvent["kind"]> = new Set(["corrected", "moved", "held"]);

/** The last change that says whether a case stands, is quiet, or is over. */
const stateChange = (changes: readonly CaseEvent[]): CaseEvent | undefined =>
  changes.findLast(({ kind }) => !NOT_OF_STATE.has(kind));

function stateOf(changes: readonly CaseEvent[], memories: ReadonlyMap<string, CaseMemory>): OpenCase {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  const ground = changes.findLast(givesGround) ?? first;
  const quiet = stateChange(changes);
  const rules = [...new Set([ground.rule, ...(ground.facts.also ?? []).map(({ rule }) => rule)])];
  return {
    ...{ id: first.caseId, area: first.area, cause: first.cause, drill: first.drill ?? false },
    ...{ tier: (last.tierTo ?? ground.tierTo)!, opened: first.date, events: changes.length },
    ground: groundOfEvent(ground),
    memory: {
      ...(memories.get(first.caseId) ?? { rules, nightsWithout: NO_NIGHTS, stood: {}, held: null }),
      ...(quiet?.kind === "quiet" ? { quiet: quiet.date, isProposed: quiet.reason === "lift-proposed" } : {}),
    },
  };
}
