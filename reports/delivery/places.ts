/** A message under way. */
interface UnderWay {
  readonly limit: AbortController;
  stalls: boolean;
  /** Whether it has stalled so long that it may be given up for others. */
  isOverdue: boolean;
}

/** What the work of a message is handed. */
export interface Place {
  /** The server has let the message's connection in. */
  ready(): void;
  /** Gives the message up, because others wait for its place. */
  readonly signal: AbortSignal;
}

/**
 * Places in which messages are sent at the same time. The first goes alone until the server has let it in, so that a server that is down,
 * or a wrong password, is met once and not five times. A message that takes long stalls and gives its place to another, up to a bound. Where
 * the bound is reached and the server answers others quickly, the message that stalls longest is given up for those that wait; where it is
 * slow to all, none is.
 */
export class Places {
  readonly #underWay = new Set<UnderWay>();
  /** Places for messages that do not stall. */
  #width = 1;
  #hasBeenLetIn = false;
  /** Messages that ended before they stalled. */
  #quick = 0;
  #wake: () => void = () => undefined;

  /**
   * @param atOnce places
   * @param most messages under way at most, with those that stall
   * @param stallsAfter milliseconds after which a message stalls; after four times that it may be given up for others
   */
  constructor(
    private readonly atOnce: number,
    private readonly most: number,
    private readonly stallsAfter: number,
  ) {}

  /** Messages under way, with those that stall. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** Whether another message may be begun. */
  isFree(): boolean {
    const most = this.#hasBeenLetIn ? this.most : KNOCKING;
    const moving = [...this.#underWay].filter(({ stalls }) => !stalls).length;
    return moving < Math.floor(this.#width) && this.#underWay.size < most;
  }

  /** Begin a message; its place is free again when its work ends, or for another while it stalls. */
  begin(work: (place: Place) => Promise<void>): void {
    const message: UnderWay = { limit: new AbortController(), stalls: false, isOverdue: false };
    this.#underWay.add(message);
    const stalled = setTimeout(() => this.#mark(message, "stalls"), this.stallsAfter);
    const overdue = setTimeout(() => this.#mark(message, "isOverdue"), OVERDUE * this.stallsAfter);
    work({ ready: () => this.#letIn(), signal: message.limit.signal }).finally(() => {
      clearTimeout(stalled);
      clearTimeout(overdue);
      this.#underWay.delete(message);
      if (!message.stalls) this.#quick++;
      this.#wake();
    });
  }

  /** Give up the message that stalls longest, where all that may be under way are, and most that went before were quick. */
  relieve(): void {
    if (this.#underWay.size < this.most || this.#quick < this.most) return;
    // A set keeps the order in which messages were begun.
    [...this.#underWay].find(({ isOverdue, limit }) => isOverdue && !limit.signal.aborted)?.limit.abort();
  }

  /** Wait until a place may have become free. */
  change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** A message was answered: back to all places, step by step. */
  widen(): void {
    this.#letIn();
    this.#width = Math.min(this.atOnce, this.#width + WIDER);
  }

  /** The server did not let another connection in: fewer places. */
  narrow(): void {
    this.#width = Math.max(1, Math.floor(this.#width) - 1);
  }

  #mark(message: UnderWay, what: "stalls" | "isOverdue"): void {
    message[what] = true;
    this.#wake();
  }

  #letIn(): void {
    if (this.#hasBeenLetIn) return;
    this.#hasBeenLetIn = true;
    this.#width = this.atOnce;
    this.#wake();
  }
}

/** Messages under way at most until the server has let us in. */
const KNOCKING = 2;
/** How many times the time of a stall a message has before it may be given up for others. */
const OVERDUE = 4;
/** Answers until a place that was given up is tried again: twenty. */
const WIDER = 0.05;
