import { instant, type Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { CaseChange, CaseOutcome } from "./case-event.ts";
import type { Closing } from "./close-ended.ts";

/** What a person decides about a case between nights: to lift it, or to close it with what it was. */
export interface CaseAct {
  readonly caseId: string;
  readonly kind: "lift" | "close";
  readonly person: string;
  /** Instant from which it counts. */
  readonly at: string;
  readonly outcome: CaseOutcome | null;
  readonly note: string;
  /** Changes that the case had had: later ones were not decided about. */
  readonly events: number;
}

/** Write down what a person decided; the next night does it. */
export async function recordCaseAct(
  warehouse: Warehouse,
  { caseId, kind, person, at, outcome, note, events }: CaseAct,
): Promise<void> {
  const [row] = await warehouse.rows<{ last: number }>("SELECT coalesce(max(seq), 0) AS last FROM case_act");
  await warehouse.append("case_act", [
    [row!.last + 1, caseId, kind, person, instant(at), outcome, note, events],
  ]);
}

/** SQL, of `case_event`: a change after which what a person decided or is asked about the case before is another matter. */
export const OVERTAKES = "case_event.kind NOT IN ('moved', 'corrected')";

/** SQL: acts of a kind on cases to which nothing has happened since that would make the decision another. */
const STANDING = `FROM case_act WHERE kind = $kind AND NOT EXISTS (
  SELECT 1 FROM case_event WHERE case_event.case_id = case_act.case_id AND case_event.seq > case_act.events AND ${OVERTAKES})`;

/** The last change of a case after one of its changes that makes what was asked about it another matter; null where none does. */
export async function overtaking(
  warehouse: Warehouse,
  caseId: string,
  seq: number,
): Promise<{ readonly kind: CaseChange; readonly date: string } | null> {
  const [change] = await warehouse.rows<{ kind: CaseChange; date: string }>(
    `SELECT kind, date FROM case_event WHERE case_id = $caseId AND seq > $seq AND ${OVERTAKES} ORDER BY seq DESC LIMIT 1`,
    { caseId, seq },
  );
  return change ?? null;
}

/** The cases that persons have lifted, with who did. */
export const liftsWaiting = async (warehouse: Warehouse): Promise<Map<string, string>> =>
  new Map(
    (
      await warehouse.rows<{ id: string; person: string }>(
        `SELECT case_id AS id, arg_max(person, seq) AS person ${STANDING} GROUP BY case_id`,
        { kind: "lift" },
      )
    ).map(({ id, person }) => [id, person]),
  );

/** The cases that persons have closed, with what they wrote. */
export const closingsWaiting = async (warehouse: Warehouse): Promise<Map<string, Closing>> =>
  new Map(
    (
      await warehouse.rows<Closing & { id: string }>(
        `SELECT case_id AS id, arg_max(person, seq) AS person, arg_max(outcome, seq) AS outcome, arg_max(note, seq) AS note ${STANDING} GROUP BY case_id`,
        { kind: "close" },
      )
    ).map(({ id, person, outcome, note }) => [id, { person, outcome, note }]),
  );
