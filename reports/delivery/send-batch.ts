import { messageOf, type SenderSetting } from "./message-of.ts";
import { type Place, Places } from "./places.ts";
import type { SendingEnd, SessionEnd } from "./sending-log.ts";
import { isOpening } from "./smtp-reply.ts";
import type { WaitingDelivery } from "./take-batch.ts";
import type { Sent, Transport } from "./transport.ts";

/** How a batch is sent; times in milliseconds. */
export interface SendSetting {
  readonly sender: SenderSetting;
  /** The instant, for the record of an end. */
  now(): string;
  /** Called with each end at once, before the next message is begun in its place; throws where it cannot be recorded. */
  onEnd(end: SendingEnd): void;
  /** Messages at once, five if absent; each has a connection. */
  readonly atOnce?: number;
  /** Messages at once with those that stall, twenty if absent. */
  readonly most?: number;
  /** After this time without an end a message stalls, and another may be begun beside it; five seconds if absent. */
  readonly stallsAfter?: number;
  /** The longest that a message may take, 60 seconds if absent; four stalls where others wait for its place. */
  readonly deadline?: number;
  /** The longest that the batch may take, ten minutes if absent. What has not ended then is kept. */
  readonly wholeDeadline?: number;
  /** Ends the batch early, for a service that stops: nothing more is begun, and what is under way has five seconds. */
  readonly signal?: AbortSignal;
}

/** What became of a batch: ends by kind, messages that were kept, and the trouble that stopped the session. */
export interface BatchResult {
  readonly ends: readonly SendingEnd[];
  /** Messages without an end: not tried, or kept by the session; none of their tries is used up. */
  readonly kept: readonly WaitingDelivery[];
  readonly session: SessionEnd | null;
}

interface Waiting {
  readonly delivery: WaitingDelivery;
  /** Whether it met a trouble of the session before: this is its second try. */
  readonly hasMetTrouble: boolean;
}

/** A message under way, and the answers to other messages when it was begun. */
interface UnderWay extends Waiting {
  readonly begun: number;
}

/**
 * Send a batch without a database, several messages at a time, and report each end at once.
 *
 * Whoever stalls keeps nobody waiting: beside it another message is begun, up to a bound. A trouble of the session sets its message
 * back by ten for a second try on a fresh connection. At the second it is the message's trouble where others were answered, and else the
 * session's. The session ends when two fresh connections in a row cannot be had while none works, or when five
 * messages in a row meet trouble and none is answered. Then the rest is kept.
 */
export async function sendBatch(
  batch: readonly WaitingDelivery[],
  transport: Transport,
  setting: SendSetting,
): Promise<BatchResult> {
  const run = new BatchRun(batch, transport, setting);
  return run.result();
}

class BatchRun {
  readonly #queue: Waiting[];
  readonly #ends: SendingEnd[] = [];
  readonly #kept: WaitingDelivery[] = [];
  readonly #places: Places;
  readonly #over = new AbortController();
  #answers = 0;
  /** Failures to be let in, and troubles of single messages, since the last answer. */
  #shutInRow = 0;
  #troublesInRow = 0;
  #session: SessionEnd | null = null;
  #isStopped = false;
  #failure: unknown = null;

  constructor(
    batch: readonly WaitingDelivery[],
    private readonly transport: Transport,
    private readonly setting: SendSetting,
  ) {
    this.#queue = batch.map((delivery) => ({ delivery, hasMetTrouble: false }));
    this.#places = new Places(setting.atOnce ?? 5, setting.most ?? 20, setting.stallsAfter ?? 5_000);
  }

  async result(): Promise<BatchResult> {
    const { signal, wholeDeadline = 600_000 } = this.setting;
    const timer = setTimeout(() => this.#finish(0), wholeDeadline);
    const stop = () => this.#finish(GRACE);
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) this.#isStopped = true;
    try {
      await this.#work();
    } finally {
      clearTimeout(timer);
      clearTimeout(this.#grace);
      signal?.removeEventListener("abort", stop);
    }
    if (this.#failure) throw this.#failure;
    const kept = [...this.#kept, ...this.#queue.map(({ delivery }) => delivery)];
    return { ends: this.#ends, kept, session: this.#session };
  }

  #grace: NodeJS.Timeout | undefined;

  /** Begin nothing more, and end what is under way after some time. */
  #finish(after: number): void {
    this.#isStopped = true;
    this.#grace = setTimeout(() => this.#over.abort(), after);
  }

  /** Begin a message whenever a place is free, until all have ended. */
  async #work(): Promise<void> {
    for (;;) {
      while (this.#mayBegin()) {
        const waiting = this.#queue.shift()!;
        this.#places.begin((place) => this.#send(waiting, place));
      }
      if (this.#places.underWay === 0) return;
      if (this.#queue.length > 0 && !this.#isStopped) this.#places.relieve();
      await this.#places.change();
    }
  }

  /** After a failure to be let in nothing is begun until another is answered, or as the only message. */
  #mayBegin(): boolean {
    if (this.#isStopped || this.#queue.length === 0) return false;
    return this.#places.isFree() && (this.#shutInRow === 0 || this.#places.underWay === 0);
  }

  async #send(waiting: Waiting, place: Place): Promise<void> {
    const { delivery } = waiting;
    const underWay = { ...waiting, begun: this.#answers };
    const { deadline = 60_000, sender } = this.setting;
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), deadline);
    const signal = AbortSignal.any([limit.signal, place.signal, this.#over.signal]);
    try {
      const onReady = () => place.ready();
      const sent = await this.transport.send(await messageOf(delivery, sender), { signal, onReady });
      if (this.#over.signal.aborted && sent.outcome !== "sent") this.#kept.push(delivery);
      else this.#afterSend(underWay, sent);
    } catch (error) {
      // An end that cannot be recorded, or a defect of a transport: nothing more may be sent.
      this.#isStopped = true;
      this.#failure ??= error;
    } finally {
      clearTimeout(timer);
    }
  }

  #afterSend(underWay: UnderWay, sent: Sent): void {
    if (sent.outcome === "session") this.#afterTrouble(underWay, sent);
    else {
      // Silence is no answer: a server that takes everything and answers nothing is the session's trouble too.
      if (sent.isUnanswered) this.#countTrouble(underWay, sent);
      else this.#answered();
      this.#end(underWay.delivery, sent);
    }
  }

  #answered(): void {
    this.#answers++;
    [this.#shutInRow, this.#troublesInRow] = [0, 0];
    this.#places.widen();
  }

  #afterTrouble(underWay: UnderWay, sent: Sent): void {
    const { delivery, hasMetTrouble, begun } = underWay;
    if (sent.stage && isOpening(sent.stage)) {
      if (begun === this.#answers) this.#shutInRow++;
      this.#queue.unshift({ delivery, hasMetTrouble });
      this.#places.narrow();
      // A server may allow fewer connections than we open: while another works, or may yet, that is not the end.
      if (this.#places.underWay <= 1 && this.#shutInRow >= MOST_SHUT) this.#endSession(sent);
      return;
    }
    this.#countTrouble(underWay, sent);
    if (!hasMetTrouble) this.#queue.splice(SET_BACK, 0, { delivery, hasMetTrouble: true });
    else if (this.#answers > 0) this.#end(delivery, { ...sent, outcome: "try-again" });
    else {
      this.#queue.unshift({ delivery, hasMetTrouble });
      this.#endSession(sent);
    }
  }

  /** Count a trouble, unless others were answered while its message was under way. */
  #countTrouble({ begun }: UnderWay, sent: Sent): void {
    if (begun === this.#answers && ++this.#troublesInRow >= MOST_TROUBLES) this.#endSession(sent);
  }

  #endSession({ stage = null, detail }: Sent): void {
    this.#isStopped = true;
    this.#session ??= {
      ...{ session: true, stage, detail, at: this.setting.now(), transport: this.transport.name },
    };
  }

  #end(delivery: WaitingDelivery, { outcome, stage = null, detail }: Sent): void {
    if (outcome === "session") return;
    const { id, messageId, attempts } = delivery;
    const end: SendingEnd = {
      ...{ delivery: id, messageId, tries: attempts + 1, outcome, stage, detail },
      ...{ at: this.setting.now(), transport: this.transport.name },
    };
    this.setting.onEnd(end);
    this.#ends.push(end);
  }
}

/** Failures in a row to be let in, and messages in a row with trouble, that end the session. */
const [MOST_SHUT, MOST_TROUBLES] = [2, 5];
/** Messages that go before the second try of another, so that those who meet trouble do not meet again at the end. */
const SET_BACK = 10;
/** Milliseconds that messages under way have when a service stops. */
const GRACE = 5_000;
