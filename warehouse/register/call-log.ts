import type { Warehouse } from "../engine/warehouse.ts";

/** A telephone call about a case (电话告知), as a person recorded it. */
export interface CaseCall {
  readonly caseId: string;
  /** The instant of the call, ISO 8601. */
  readonly calledAt: string;
  /** Who called, and who was called. */
  readonly by: string;
  readonly to: string;
  readonly note: string | null;
  readonly recordedAt: string;
}

/** Record a telephone call about a case. */
export const recordCall = (warehouse: Warehouse, call: CaseCall): Promise<void> =>
  warehouse.run(
    `INSERT INTO case_call VALUES ($caseId, CAST($calledAt AS TIMESTAMP), $by, $to, $note, CAST($recordedAt AS TIMESTAMP))`,
    { ...call },
  );

/** The telephone calls about a case, the earliest first. */
export const callsOf = (warehouse: Warehouse, caseId: string): Promise<CaseCall[]> =>
  warehouse.rows(
    `SELECT case_id AS "caseId", called_at AS "calledAt", "by", "to", note, recorded_at AS "recordedAt"
     FROM case_call WHERE case_id = $caseId ORDER BY called_at, recorded_at`,
    { caseId },
  );

/** The day on which a case opened; null where there is no such case. */
export async function openedOn(warehouse: Warehouse, caseId: string): Promise<string | null> {
  const [row] = await warehouse.rows<{ opened: string }>(
    "SELECT min(date) AS opened FROM case_event WHERE case_id = $caseId HAVING count(*) > 0",
    { caseId },
  );
  return row?.opened ?? null;
}
