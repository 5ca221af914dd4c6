import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type Attempt, recordAttempts, waitingDeliveries } from "./outbox.ts";
import type { Transport } from "./transport.ts";

/** Deliveries of one run by outcome; `waiting` are tried again later. */
export interface SendCounts {
  readonly sent: number;
  readonly waiting: number;
  readonly refused: number;
}

/** Send what waits in the outbox; each recipient's message ends by itself, and one bad address holds up no other. */
export async function sendWaiting(
  warehouse: Warehouse,
  transport: Transport,
  from: string,
  now: string,
): Promise<SendCounts> {
  const counts = { sent: 0, waiting: 0, refused: 0 };
  const waiting = await waitingDeliveries(warehouse, now);
  for (let at = 0; at < waiting.length; at += BATCH) {
    const attempts: Attempt[] = [];
    for (const delivery of waiting.slice(at, at + BATCH)) {
      const { recipient: to, messageId, subject, text, html, attachments, writtenAt } = delivery;
      const end = await transport.send({
        ...{ from, to, messageId, subject, text, html },
        ...(attachments.length > 0 ? { attachments } : {}),
        date: new Date(writtenAt),
      });
      attempts.push({ delivery, ...end, transport: transport.name });
      counts[end.outcome === "sent" ? "sent" : end.outcome === "refused" ? "refused" : "waiting"]++;
    }
    await recordAttempts(warehouse, attempts, now);
  }
  return counts;
}

/** Messages sent between two records of how they ended: what a crash may repeat, under the same Message-ID. */
const BATCH = 100;
