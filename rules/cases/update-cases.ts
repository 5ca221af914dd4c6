import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import { areaMoves, readAreas } from "../judge/read-areas.ts";
import type { OnRuleFailure } from "../judge/set-aside.ts";
import type { Verdict } from "../judge/verdict.ts";
import { writeCombined } from "../judge/verdict-log.ts";
import type { Policy } from "../policy/policy.ts";
import { AreaTree } from "./area-tree.ts";
import { closingsWaiting, liftsWaiting, OVERTAKES } from "./case-acts.ts";
import type { CaseEvent } from "./case-event.ts";
import { appendEvent, decidedSoFar, readCaseState, writeMemories } from "./case-log.ts";
import type { CaseState, OpenCase } from "./case-state.ts";
import { caseStep } from "./case-step.ts";
import { titleEpisodes, writeLinks } from "./episodes/episode-log.ts";

/** Inputs of a night's case update. */
export interface CaseRequest {
  readonly night: number;
  readonly date: string;
  readonly policy: Policy;
  /** Whether no earlier night covered the date. */
  readonly isFirst?: boolean;
  /** Values carried over from the previous night. */
  readonly carried?: Carried;
  /** Called for each rule on cases below that throws; it is not judged. */
  readonly onFailure?: OnRuleFailure;
}

/**
 * Compare tonight's verdicts with the open cases and write what changes (预警事项): opened, raised, lowered, lifted, held. What is decided is
 * `caseStep`; here the state is read, and the events, the verdicts on cases below and what the cases remember are written.
 */
export async function updateCases(
  warehouse: Warehouse,
  verdicts: readonly Verdict[],
  request: CaseRequest,
): Promise<CaseEvent[]> {
  const { carried = new Carried(), date, policy, night, isFirst = false } = request;
  const decided = decidedSoFar(carried);
  await carried.reuse("titles of episodes", decided, () => titleEpisodes(warehouse));
  const closed = await carried.reuse("cases to close", decided, () => closingsWaiting(warehouse));
  const state = await readCaseState(warehouse, date, carried, policy, [...closed.keys()]);
  const register = await readAreas(warehouse, date, carried);
  const areas = await carried.reuse(
    "area tree",
    [carried.register, register.ended],
    async () => new AreaTree(register.standing),
  );
  const lifted = await liftedByPersons(warehouse, state);
  const moves = await areaMoves(warehouse, date, carried, register, [...state.open.values()]);
  const { onFailure } = request;
  const input = {
    ...{ date, verdicts: byArea(verdicts), areas, lifted, moves, closed },
    ...(onFailure ? { onFailure } : {}),
  };
  const step = caseStep(state, input, policy);
  for (const event of step.events) await appendEvent(warehouse, night, event);
  if (step.links.length > 0) await writeLinks(warehouse, step, { night, date });
  await writeCombined(warehouse, { id: night, date }, policy.version, step.combined);
  if (state.open.size > 0 || step.state.open.size > 0 || !isFirst)
    await writeMemories(warehouse, { date, isFirst }, step.state, carried);
  return [...step.events];
}

/**
 * The cases that a person has lifted, by an answer about a held one or by hand, with the person's name. An answer is about the time at which the
 * case was held: it lifts nothing once something else has happened to the case.
 */
async function liftedByPersons(warehouse: Warehouse, { open }: CaseState): Promise<Map<string, string>> {
  const waits = ({ memory }: OpenCase) => memory.held !== null || memory.quiet !== undefined;
  if (![...open.values()].some(waits)) return new Map();
  const lifts = await liftsWaiting(warehouse);
  const rows = await warehouse.rows<{ id: string; by: string }>(
    `SELECT json_extract_string(evidence, '$.case') AS id, arg_max(answered_by, answered_at) AS by FROM finding_state
     WHERE kind = 'case-held' AND verdict = 'lift' AND NOT EXISTS (
       SELECT 1 FROM case_event WHERE case_event.case_id = json_extract_string(evidence, '$.case')
         AND case_event.seq > CAST(split_part(finding_state.key, ' ', 2) AS INTEGER) AND ${OVERTAKES})
     GROUP BY ALL`,
  );
  return new Map([...rows.map(({ id, by }) => [id, by] as const), ...lifts]);
}

/** Verdicts by area. */
export function byArea(verdicts: readonly Verdict[]): Map<string, Verdict[]> {
  const areas = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const known = areas.get(verdict.area);
    if (known) known.push(verdict);
    else areas.set(verdict.area, [verdict]);
  }
  return areas;
}
