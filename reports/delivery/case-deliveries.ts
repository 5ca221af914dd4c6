import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** A message of a case: to whom, and how it stands. */
export interface CaseDelivery {
  readonly id: string;
  readonly recipient: string;
  readonly state: string;
}

/** Every message about a case, in its notices and in gathered letters, in the order in which they were written. */
export const deliveriesOfCase = (warehouse: Warehouse, caseId: string): Promise<CaseDelivery[]> =>
  warehouse.rows(
    `SELECT delivery.id, recipient, state FROM delivery
     WHERE notice IN (SELECT id FROM notice WHERE case_id = $caseId UNION ALL SELECT letter FROM gathered_change WHERE case_id = $caseId)
     ORDER BY written_at, delivery.id`,
    { caseId },
  );

/** A message by its number; undefined where there is none. */
export const deliveryOf = async (warehouse: Warehouse, id: string): Promise<CaseDelivery | undefined> =>
  (await warehouse.rows<CaseDelivery>("SELECT id, recipient, state FROM delivery WHERE id = $id", { id }))[0];
