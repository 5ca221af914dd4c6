import type { Policy } from "../policy/policy.ts";
import type { CaseEvent, CaseOutcome } from "./case-event.ts";
import type { EndedCase } from "./case-state.ts";

/** What a person writes at the end of a case (办结结论). */
export interface Closing {
  readonly person: string;
  readonly outcome: CaseOutcome;
  readonly note: string;
}

/**
 * Close cases that are over (办结): each with what it was and a note, by the person named. A closed case is not reopened; its corrections are still told. Changes `ended` in place.
 */
export function closeEnded(
  ended: Map<string, EndedCase>,
  closed: ReadonlyMap<string, Closing>,
  date: string,
  { version }: Policy,
): CaseEvent[] {
  if (closed.size === 0) return [];
  return [...ended].flatMap(([key, over]) => {
    const { id, area, cause, tier, ground, events, isClosed } = over;
    const closing = closed.get(id);
    if (!closing || isClosed) return [];
    const { person, outcome, note } = closing;
    ended.set(key, { ...over, events: events + 1, isClosed: true });
    const { rule, kind: periodKind, period } = ground;
    const event: CaseEvent = {
      ...{ caseId: id, seq: events + 1, area, cause, date, kind: "closed", tierFrom: tier, tierTo: null },
      ...{ rule, periodKind, period, reason: "by-person", causedBy: person },
      facts: { values: {}, partsIn: 0, partsExpected: 0, also: [], closing: { outcome, note } },
      ...{ coverage: 0, policy: version },
    };
    return [event];
  });
}
