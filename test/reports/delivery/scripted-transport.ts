import type { Message, Sent, Transport } from "../../../reports/delivery/transport.ts";

/** A transport with scripted outcomes by recipient, which stores the messages it was given. */
export class ScriptedTransport implements Transport {
  readonly isLocal = true;
  readonly name = "scripted";
  readonly messages: Message[] = [];

  constructor(private readonly answer: (message: Message) => Sent["outcome"] | "crash" = () => "sent") {}

  async send(message: Message): Promise<Sent> {
    this.messages.push(message);
    const outcome = this.answer(message);
    if (outcome === "crash") throw new Error("the machine went down");
    return { outcome, detail: `${outcome} by script` };
  }

  close(): void {}

  /** Recipients in the order they were tried. */
  get recipients(): string[] {
    return this.messages.map(({ to }) => to);
  }
}
