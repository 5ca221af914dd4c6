import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { foldEnds } from "./fold-ends.ts";
import { type FollowUpSetting, followUp } from "./follow-up.ts";
import type { SenderSetting } from "./message-of.ts";
import { type SendSetting, sendBatch } from "./send-batch.ts";
import type { SendingLine } from "./sending-log.ts";
import { takeBatch, type WaitingDelivery } from "./take-batch.ts";
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

/** What `sendWaiting` may be given beside the clock: limits, and what is done about failed messages. */
export interface SendingOptions extends Partial<Omit<SendSetting, "sender" | "now" | "onEnd">> {
  readonly followUp?: FollowUpSetting;
}

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
  { followUp: seeTo, ...limits }: SendingOptions = {},
): Promise<SendCounts> {
  const setting = {
    ...limits,
    sender: typeof sender === "string" ? { from: sender } : sender,
    now: () => now,
  };
  const tried = new Set<string>();
  let counts = NOTHING_SENT;
  for (;;) {
    const batch = (await takeBatch(warehouse, now, BATCH)).filter(({ id }) => !tried.has(id));
    if (batch.length === 0) return counts;
    for (const { id } of batch) tried.add(id);
    const run = await sendRecorded(warehouse, batch, transport, setting);
    counts = addCounts(counts, run.counts);
    if (seeTo) await followUp(warehouse, now, seeTo);
    if (run.isStopped) return counts;
  }
}

/** Send a batch and record its ends; what was sent is recorded even where a transport broke down. */
async function sendRecorded(
  warehouse: Warehouse,
  batch: readonly WaitingDelivery[],
  transport: Transport,
  setting: Omit<SendSetting, "onEnd">,
): Promise<{ counts: SendCounts; isStopped: boolean }> {
  const lines: SendingLine[] = [];
  let failure: unknown = null;
  const onEnd = (end: SendingLine) => void lines.push(end);
  const result = await sendBatch(batch, transport, { ...setting, onEnd }).catch((error: unknown) => {
    failure = error;
    return null;
  });
  if (result?.session) lines.push(result.session);
  const folded = await foldEnds(warehouse, lines);
  if (failure) throw failure;
  const kept = result?.kept.length ?? 0;
  const session = result?.session?.detail ?? null;
  return {
    counts: { ...folded, waiting: folded.waiting + kept, session },
    isStopped: kept > 0 || session !== null,
  };
}

/** Messages between two writes of their outcome. A crash repeats at most these, under the same Message-ID. */
const BATCH = 100;
