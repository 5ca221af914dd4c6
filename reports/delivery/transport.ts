import type { Stage } from "./smtp-reply.ts";

/** A file that goes with a message, as text; a picture that its page shows, as bytes under a Content-ID. */
export interface Attachment {
  readonly filename: string;
  readonly content: string | Buffer;
  readonly cid?: string;
  readonly contentType?: string;
}

/** A sender's address, with or without a name. */
export type Sender = string | { readonly name: string; readonly address: string };

/** Headers that say what a message is and which earlier message it continues. */
export interface Thread {
  /** Message-ID of the last message about the same case to the same recipient. */
  readonly inReplyTo?: string;
  /** Message-IDs of the first and the last of them. */
  readonly references?: readonly string[];
}

/** The list that a message belongs to (RFC 2919): `notice.fengsui.example.org`, with the deployment's name. */
export interface MailList {
  readonly id: string;
  readonly name: string;
}

/** A message as passed to a transport. */
export interface Message extends Thread {
  readonly from: Sender;
  readonly to: string;
  readonly messageId: string;
  readonly date: Date;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[];
  readonly list?: MailList;
}

/**
 * How a send ended: sent, to be tried again, refused for good, or stopped by what concerns the whole session and not this message.
 *
 * `stage` is where the SMTP conversation ended, `null` for ways out that have none.
 */
export interface Sent {
  readonly outcome: "sent" | "try-again" | "refused" | "session";
  readonly detail: string;
  readonly stage?: Stage | null;
  /** Whether no reply was had: the connection was lost, or the time was over. */
  readonly isUnanswered?: boolean;
}

/** What a transport may be handed with a message. */
export interface SendOptions {
  /** Ends the send: the connection is given up, and `send` answers soon after. */
  readonly signal?: AbortSignal;
  /** Called when the server has let us in, before the message is passed on. */
  readonly onReady?: () => void;
}

/** Name of the second way out, by which only letters to the operator go: what it takes says nothing of the mail server. */
export const SECOND_ROUTE = "second";

/** A way to send messages, several at a time. `send` does not throw: every failure is an outcome. */
export interface Transport {
  readonly name: string;
  /** It writes to this machine's disk: nothing outside is waited for. */
  readonly isLocal: boolean;
  send(message: Message, options?: SendOptions): Promise<Sent>;
  close(): void;
}
