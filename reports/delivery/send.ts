import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { foldEnds } from "./fold-ends.ts";
import type { SenderSetting } from "./message-of.ts";
import { type SendSetting, sendBatch } from "./send-batch.ts";
import type { SendingEnd } from "./sending-log.ts";
import { takeBatch } from "./take-batch.ts";
import type { Transport } from "./transport.ts";

/** Deliveries of one run by outcome; `waiting` are tried again later, also those that the session kept. */
export interface SendCounts {
  readonly sent: number;
  readonly waiting: number;
  readonly refused: number;
  readonly dead: number;
  /** Why the server took nothing more; null where it did. */
  readonly session: string | null;
}

/** No delivery at all. */
export const NOTHING_SENT: SendCounts = { sent: 0, waiting: 0, refused: 0, dead: 0, session: null };

/** The counts of two runs together; of their troubles the first. */
export const addCounts = (a: SendCounts, b: SendCounts): SendCounts => ({
  sent: a.sent + b.sent,
  waiting: a.waiting + b.waiting,
  refused: a.refused + b.refused,
  dead: a.dead + b.dead,
  session: a.session ?? b.session,
});

/**
 * Send the waiting deliveries with the database open, one message per recipient, so that one bad address does not hold up another. For
 * rehearsed nights and tests; the service closes the database meanwhile (`pipeline/service/send-step.ts`).
 *
 * @param now the instant of all tries: a rehearsal's clock stands still
 */
export async function sendWaiting(
  warehouse: Warehouse,
  transport: Transport,
  sender: string | SenderSetting,
  now: string,
  more: Partial<SendSetting> = {},
): Promise<SendCounts> {
  let counts = NOTHING_SENT;
  const setting = { sender: typeof sender === "string" ? { from: sender } : sender, now: () => now, ...more };
  for (;;) {
    const batch = await takeBatch(warehouse, now, BATCH);
    if (batch.length === 0) return counts;
    const ends: SendingEnd[] = [];
    let kept = batch.length;
    let session = null;
    try {
      const result = await sendBatch(batch, transport, { ...setting, onEnd: (end) => ends.push(end) });
      [kept, session] = [result.kept.length, result.session];
    } finally {
      // What was sent is recorded even where a transport broke down.
      const folded = await foldEnds(warehouse, session ? [...ends, session] : ends);
      const run = { ...folded, waiting: folded.waiting + kept, session: session?.detail ?? null };
      counts = addCounts(counts, run);
    }
    if (kept > 0 || session || batch.length < BATCH) return counts;
  }
}

/** Messages between two writes of their outcome. A crash repeats at most these, under the same Message-ID. */
const BATCH = 100;
