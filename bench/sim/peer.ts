import type { Message, SendOptions, Sent, Transport } from "../../reports/delivery/transport.ts";
import { DROPPED, drawer, GREYLISTED, type Plan, type Span } from "./plan.ts";

/** A message as the server accepted it, and how often. */
export interface Accepted {
  readonly to: string;
  readonly subject: string;
  times: number;
}

/** What the mail server does at an instant of a run. */
export interface PeerSetting {
  readonly plan: Plan;
  readonly isFaulty: boolean;
  now(): number;
  /** An effect of ours: the process may end here, which is thrown. */
  effect(name: string): void;
}

const within = (span: Span, now: number): boolean => now >= span.from && now < span.to;

/** A mail server of the simulation: down at times, refusing one address, greylisting, dropping connections after the text. */
export class Peer implements Transport {
  readonly name = "peer";
  readonly isLocal = false;
  readonly accepted = new Map<string, Accepted>();
  /** Drops after the text: the message is accepted and we do not know. */
  drops = 0;
  readonly #tries = new Map<string, number>();

  constructor(private readonly setting: PeerSetting) {}

  async send(message: Message, options: SendOptions = {}): Promise<Sent> {
    const { setting } = this;
    setting.effect("send");
    if (setting.isFaulty && setting.plan.mailDown.some((span) => within(span, setting.now())))
      return {
        outcome: "session",
        detail: "421 4.3.2 the server is down",
        stage: "greeting",
        isUnanswered: false,
      };
    options.onReady?.();
    const end = this.#answer(message);
    setting.effect("sent");
    return end;
  }

  close(): void {}

  #answer(message: Message): Sent {
    const { plan, isFaulty } = this.setting;
    const tries = (this.#tries.get(message.messageId) ?? 0) + 1;
    this.#tries.set(message.messageId, tries);
    const { refusing } = plan;
    if (isFaulty && message.to === refusing.address && within(refusing, this.setting.now()))
      return { outcome: "refused", detail: "550 5.1.1 no such mailbox", stage: "rcpt-to" };
    const chance = drawer(plan.seed, message.messageId)(1000) / 1000;
    if (isFaulty && tries === 1 && chance < GREYLISTED)
      return { outcome: "try-again", detail: "451 4.7.1 come back later", stage: "rcpt-to" };
    const known = this.accepted.get(message.messageId);
    if (known) known.times++;
    else this.accepted.set(message.messageId, { to: message.to, subject: message.subject, times: 1 });
    if (isFaulty && tries === 1 && chance < GREYLISTED + DROPPED) {
      this.drops++;
      return { outcome: "try-again", detail: "the connection dropped", stage: "text", isUnanswered: true };
    }
    return { outcome: "sent", detail: "250 2.0.0 accepted", stage: "text" };
  }
}
