import { compileMessage } from "./mime.ts";
import { MailConnection, type SmtpOptions, type SmtpSettings, SmtpTrouble } from "./smtp-connection.ts";
import { meaningOf } from "./smtp-reply.ts";
import type { Message, SendOptions, Sent, Transport } from "./transport.ts";

/**
 * Send through an SMTP server, one message per recipient. As many messages as are sent at once have a connection each; a connection that
 * is free again takes the next message.
 */
export function smtpTransport(settings: SmtpSettings, options: SmtpOptions = {}): Transport {
  const free: MailConnection[] = [];
  const take = (): MailConnection | undefined => {
    for (let next = free.pop(); next; next = free.pop()) if (next.isUsable) return next;
    return undefined;
  };
  return {
    name: "smtp",
    isLocal: false,
    close() {
      for (const connection of free.splice(0)) connection.quit();
    },
    async send(message: Message, { signal, onReady }: SendOptions = {}): Promise<Sent> {
      let connection: MailConnection | undefined;
      try {
        const bytes = await compileMessage(message);
        connection = take() ?? (await MailConnection.open(settings, options, signal));
        onReady?.();
        const detail = await connection.send({ from: addressOf(message), to: message.to }, bytes, signal);
        free.push(connection);
        return { outcome: "sent", detail, stage: "text" };
      } catch (error) {
        if (connection && (await connection.reset(RESET_WITHIN))) free.push(connection);
        return endOf(error);
      }
    },
  };
}

/** A way out that is shut: every message waits, and the reason is the session's trouble. */
export const shutTransport = (name: string, detail: string): Transport => ({
  isLocal: false,
  name,
  send: async () => ({ outcome: "session", detail, stage: "login" }),
  close: () => undefined,
});

const addressOf = ({ from }: Message): string => (typeof from === "string" ? from : from.address);

function endOf(error: unknown): Sent {
  if (error instanceof SmtpTrouble) {
    const { text, stage, why } = error;
    return { outcome: meaningOf(error), detail: text, stage, isUnanswered: why !== "reply" };
  }
  // Not the server's: a message that cannot be composed.
  return { outcome: "try-again", detail: String(error).slice(0, 500), stage: null };
}

const RESET_WITHIN = 5_000;
