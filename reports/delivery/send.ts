import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { type Attempt, recordAttempts, waitingDeliveries } from "./outbox.ts";
import type { Transport } from "./transport.ts";

/** Deliveries of one run by outcome; `waiting` are tried again later. */
export interface SendCounts {
  readonly sent: number;
  readonly waiting: number;
  readonly refused: number;
}

/** Send the waiting deliveries, one message per recipient, so that one bad address does not hold up another. */
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

/** Messages between two writes of their outcome. A crash repeats at most these, under the same Message-ID. */
const BATCH = 100;
