import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { eventsNamed } from "../../rules/cases/case-log.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** A change that is told later, with the day from which it may be told. */
export interface KeptChange {
  readonly event: CaseEvent;
  readonly why: "muted" | "waits";
  /** Why it was kept back, as the policy's window says; blank for one that waits. */
  readonly reason: string;
}

/** Keep a change to be told from a day on. A night that is repeated keeps it once. */
export async function keepChange(
  warehouse: Warehouse,
  { event, why, reason }: KeptChange,
  due: string,
): Promise<void> {
  const { caseId, seq, date } = event;
  await warehouse.run(
    `INSERT INTO kept_change VALUES ($caseId, $seq, $why, CAST($due AS DATE), CAST($date AS DATE), $reason, NULL)
     ON CONFLICT DO NOTHING`,
    { caseId, seq, why, due, date, reason },
  );
}

/** The kept changes whose day has come, in the order in which they happened. */
export async function changesDue(warehouse: Warehouse, date: string): Promise<KeptChange[]> {
  const rows = await warehouse.rows<{ caseId: string; seq: number; why: KeptChange["why"]; reason: string }>(
    `SELECT case_id AS "caseId", seq, why, reason FROM kept_change
     WHERE told IS NULL AND due <= CAST($date AS DATE) ORDER BY since, case_id, seq`,
    { date },
  );
  const events = await eventsNamed(warehouse, rows);
  return rows.flatMap(({ caseId, seq, why, reason }) => {
    const event = events.find((candidate) => candidate.caseId === caseId && candidate.seq === seq);
    return event ? [{ event, why, reason }] : [];
  });
}

/** Record that kept changes were told. */
export async function recordWritten(
  warehouse: Warehouse,
  night: number,
  changes: readonly KeptChange[],
): Promise<void> {
  for (const { event } of changes)
    await warehouse.run("UPDATE kept_change SET told = $night WHERE case_id = $caseId AND seq = $seq", {
      ...{ night, caseId: event.caseId, seq: event.seq },
    });
}
