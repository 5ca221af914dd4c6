/**
 * Places in which messages are sent at the same time. The first goes alone until the server has let it in, so that a server that is down,
 * or a wrong password, is met once and not five times. A message that takes long stalls and gives its place to another, up to a bound.
 */
export class Places {
  #underWay = 0;
  #stalled = 0;
  /** Places for messages that do not stall. */
  #width = 1;
  #hasBeenLetIn = false;
  #wake: () => void = () => undefined;

  /**
   * @param atOnce places
   * @param most messages under way at most, with those that stall
   * @param stallsAfter milliseconds after which a message stalls
   */
  constructor(
    private readonly atOnce: number,
    private readonly most: number,
    private readonly stallsAfter: number,
  ) {}

  /** Messages under way, with those that stall. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Whether another message may be begun. */
  isFree(): boolean {
    const most = this.#hasBeenLetIn ? this.most : KNOCKING;
    return this.#underWay - this.#stalled < Math.floor(this.#width) && this.#underWay < most;
  }

  /** Begin a message; its place is free again when its work ends, or for another while it stalls. */
  begin(work: (place: { ready(): void }) => Promise<void>): void {
    this.#underWay++;
    let stalls = false;
    const timer = setTimeout(() => {
      stalls = true;
      this.#stalled++;
      this.#wake();
    }, this.stallsAfter);
    work({ ready: () => this.#letIn() }).finally(() => {
      clearTimeout(timer);
      this.#underWay--;
      if (stalls) this.#stalled--;
      this.#wake();
    });
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

  #letIn(): void {
    if (this.#hasBeenLetIn) return;
    this.#hasBeenLetIn = true;
    this.#width = this.atOnce;
    this.#wake();
  }
}

/** Messages under way at most until the server has let us in. */
const KNOCKING = 2;
/** Answers until a place that was given up is tried again: twenty. */
const WIDER = 0.05;
