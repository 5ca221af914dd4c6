import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** What became of a wish to send again: it waits, or why not. */
export type Resent =
  | { readonly outcome: "waits-again"; readonly recipient: string }
  | { readonly outcome: "refused"; readonly why: "unknown" | "sent" | "waiting" };

/**
 * Send a refused or given-up message again (重新发送): it waits with fresh tries and a fresh clock, under its first Message-ID. Anything
 * else is refused with the reason: there is no such message, it was sent, or it waits already.
 */
export const resendDelivery = (warehouse: Warehouse, id: string, now: string): Promise<Resent> =>
  warehouse.transaction(async () => {
    const [found] = await warehouse.rows<{ state: string; recipient: string; logged: boolean }>(
      `SELECT state, recipient, message_id IN (SELECT message_id FROM sent_log) AS logged FROM delivery WHERE id = $id`,
      { id },
    );
    if (!found) return { outcome: "refused", why: "unknown" };
    if (found.logged || found.state === "sent") return { outcome: "refused", why: "sent" };
    if (found.state === "waiting") return { outcome: "refused", why: "waiting" };
    await warehouse.run(
      `UPDATE delivery SET state = 'waiting', attempts = 0, last_attempt = NULL,
              next_attempt = CAST($now AS TIMESTAMP), clock_from = CAST($now AS TIMESTAMP) WHERE id = $id`,
      { id, now },
    );
    await warehouse.run("DELETE FROM delivery_followup WHERE delivery = $id", { id });
    return { outcome: "waits-again", recipient: found.recipient };
  });
