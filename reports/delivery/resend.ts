import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** A message that cannot be sent again: it is `unknown`, `sent` already, or still `waiting` to be sent. */
export class ResendRefused extends Error {
  constructor(
    readonly code: "unknown" | "sent" | "waiting",
    readonly id: string,
  ) {
    super(`message ${id} cannot be sent again: ${code}`);
  }
}

/**
 * Let a message that was given up or refused (`dead`, `refused`) wait again from an instant on, with all its tries. It keeps its Message-ID,
 * so that a recipient who had it after all recognises the repeat.
 *
 * @param id the delivery's number, as `fengsui status` prints it
 * @param now the instant from which it may be sent
 * @throws ResendRefused for a message that is unknown, was sent, or still waits
 */
export async function resendDelivery(warehouse: Warehouse, id: string, now: string): Promise<void> {
  const [delivery] = await warehouse.rows<{ state: string; isSent: boolean }>(
    `SELECT state, message_id IN (SELECT message_id FROM sent_log) AS "isSent" FROM delivery WHERE id = $id`,
    { id },
  );
  if (!delivery) throw new ResendRefused("unknown", id);
  if (delivery.isSent || delivery.state === "sent") throw new ResendRefused("sent", id);
  if (delivery.state !== "dead" && delivery.state !== "refused") throw new ResendRefused("waiting", id);
  await warehouse.run(
    "UPDATE delivery SET state = 'waiting', attempts = 0, next_attempt = CAST($now AS TIMESTAMP) WHERE id = $id",
    { id, now },
  );
}
