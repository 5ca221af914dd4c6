/** A file that goes with a message, as text. */
export interface Attachment {
  readonly filename: string;
  readonly content: string;
}

/** One message as passed to a transport. */
export interface Message {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly date: Date;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[];
}

/** Outcome of one send: sent, to be tried again, or refused for good. */
export interface Sent {
  readonly outcome: "sent" | "try-again" | "refused";
  readonly detail: string;
}

/** A way to send messages. `send` does not throw: every failure is an outcome. */
export interface Transport {
  readonly name: string;
  /** It writes to this machine's disk: nothing outside is waited for. */
  readonly isLocal: boolean;
  send(message: Message): Promise<Sent>;
  close(): void;
}
