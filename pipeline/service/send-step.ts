import { foldEnds } from "../../reports/delivery/fold-ends.ts";
import { type FollowUpSetting, followUp } from "../../reports/delivery/follow-up.ts";
import type { SenderSetting } from "../../reports/delivery/message-of.ts";
import { addCounts, NOTHING_SENT, type SendCounts } from "../../reports/delivery/send.ts";
import { type BatchResult, type SendSetting, sendBatch } from "../../reports/delivery/send-batch.ts";
import {
  forgetEnds,
  leftOver,
  otherSender,
  readEnds,
  SendingLog,
} from "../../reports/delivery/sending-log.ts";
import { takeBatch, type WaitingDelivery } from "../../reports/delivery/take-batch.ts";
import type { Transport } from "../../reports/delivery/transport.ts";
import { type Language, translate } from "../../reports/language/index.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** What a sending step needs; limits of time and number as in `SendSetting`. */
export interface SendStep extends Partial<Omit<SendSetting, "sender" | "now" | "onEnd">> {
  /** Opens the database, runs the work and closes it. */
  withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result>;
  readonly transport: Transport;
  /** A second way out for letters to the operator, where the first takes nothing. */
  readonly second?: Transport | null;
  readonly sender: SenderSetting;
  /** Folder of the deployment; the ends of a step lie in its folder `sending`. */
  readonly dir: string;
  now(): string;
  /** What is done about messages that were refused or given up; nothing if absent. */
  readonly followUp?: FollowUpSetting | null;
  /** Messages taken at once, 1,000 if absent. */
  readonly batch?: number;
  /** Called with the database open in its first opening and, with the counts of all, in its last. */
  onBegin?(warehouse: Warehouse): Promise<void>;
  onEnd?(warehouse: Warehouse, counts: SendCounts): Promise<void>;
}

/**
 * Send what is due, the database closed meanwhile: open, fold in what a killed step left, take a batch, close; send, each end on the disk at
 * once; open, fold the ends in, close. After a kill at most the messages under way are repeated, each under its first Message-ID.
 *
 * @returns counts of all batches, with the trouble of the session if it took nothing more
 */
export async function sendStep(step: SendStep): Promise<SendCounts> {
  const tried = new Set<string>();
  let counts = NOTHING_SENT;
  let isOver = false;
  for (let opening = 0; ; opening++) {
    const { batch, log } = await step.withWarehouse(async (warehouse) => {
      if (opening === 0) await step.onBegin?.(warehouse);
      const begun = await begin(warehouse, step, isOver ? null : tried);
      counts = addCounts(counts, begun.folded);
      if (begun.log === null) await step.onEnd?.(warehouse, counts);
      return begun;
    });
    if (log === null) return counts;
    for (const { id } of batch) tried.add(id);
    const sent = await sendLogged(batch, step.transport, step, log);
    const kept = await byTheSecondWay(sent, step);
    counts = addCounts(counts, {
      ...NOTHING_SENT,
      waiting: kept.length,
      session: sent.session?.detail ?? null,
    });
    isOver = kept.length > 0 || sent.session !== null;
  }
}

/** What a step takes in one opening of the database; no file where there is nothing to send. */
interface Begun {
  readonly batch: readonly WaitingDelivery[];
  readonly folded: SendCounts;
  readonly log: SendingLog | null;
}

/**
 * Fold in what was left over, take a batch and begin the file of its ends, all while this process holds the database: of two processes that
 * want to send at once the second finds the file of the first.
 *
 * @param tried messages that this step has tried; null where it takes no more
 */
async function begin(
  warehouse: Warehouse,
  step: SendStep,
  tried: ReadonlySet<string> | null,
): Promise<Begun> {
  const other = otherSender(step.dir);
  if (other !== null)
    return {
      batch: [],
      folded: { ...NOTHING_SENT, session: otherText(other, step.followUp?.language ?? "en") },
      log: null,
    };
  const folded = await foldLeftOver(warehouse, step);
  if (tried === null) return { batch: [], folded, log: null };
  const due = await takeBatch(warehouse, step.now(), step.batch ?? 1000);
  const batch = due.filter(({ id }) => !tried.has(id));
  return { batch, folded, log: batch.length === 0 ? null : SendingLog.begin(step.dir, step.now()) };
}

/** Why nothing is sent while another process sends. */
const otherText = (pid: number, language: Language): string =>
  translate(language, "round.other-sender", { pid });

/** Fold in the ends of every step that lie in files, then see to what was refused or given up. */
async function foldLeftOver(warehouse: Warehouse, step: SendStep): Promise<SendCounts> {
  let counts = NOTHING_SENT;
  for (const path of leftOver(step.dir)) {
    counts = addCounts(counts, { ...(await foldEnds(warehouse, readEnds(path))), session: null });
    forgetEnds(path);
  }
  if (step.followUp) await followUp(warehouse, step.now(), step.followUp);
  return counts;
}

/** Letters to the operator that the first way out kept go by the second. Returns what is still kept. */
async function byTheSecondWay(
  { kept, session }: BatchResult,
  step: SendStep,
): Promise<readonly WaitingDelivery[]> {
  const letters = kept.filter(({ kind }) => kind === "operations");
  if (!session || !step.second || letters.length === 0) return kept;
  const second = await sendLogged(letters, step.second, step);
  const ended = new Set(second.ends.map((end) => end.delivery));
  return kept.filter(({ id }) => !ended.has(id));
}

/** Send a batch, every end and the trouble of the session on the disk as they come. */
async function sendLogged(
  batch: readonly WaitingDelivery[],
  transport: Transport,
  step: SendStep,
  log: SendingLog = SendingLog.begin(step.dir, step.now()),
): Promise<BatchResult> {
  try {
    const result = await sendBatch(batch, transport, { ...step, onEnd: (end) => log.append(end) });
    if (result.session) log.append(result.session);
    return result;
  } finally {
    log.close();
  }
}
