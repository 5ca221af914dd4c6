/** A file that goes with a message, as text. */
export interface Attachment {
  readonly filename: string;
  readonly content: string;
}

/** One message as the transports take it. */
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

/** What became of a message: gone, worth another try, or refused for good. */
export interface Sent {
  readonly outcome: "sent" | "try-again" | "refused";
  readonly detail: string;
}

/** A way for messages to leave. It never throws for a message: every end is an outcome. */
export interface Transport {
  readonly name: string;
  send(message: Message): Promise<Sent>;
  close(): void;
}
