import nodemailer from "nodemailer";
import type { Message, Sent, Transport } from "./transport.ts";

/** Address, security and login of an SMTP server. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/**
 * Send through an SMTP server, one message per recipient. A 5xx reply to the message itself is final. An unreachable server or a
 * failed login is tried again, because the operator can fix it.
 */
export function smtpTransport(settings: SmtpSettings): Transport {
  const mailer = nodemailer.createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.security === "tls",
    requireTLS: settings.security === "starttls",
    ignoreTLS: settings.security === "none",
    pool: true,
    maxConnections: 2,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    ...(settings.user ? { auth: { user: settings.user, pass: settings.password ?? "" } } : {}),
  });
  return {
    name: "smtp",
    isLocal: false,
    close: () => mailer.close(),
    async send(message: Message): Promise<Sent> {
      try {
        const info = await mailer.sendMail(message as Parameters<typeof mailer.sendMail>[0]);
        return { outcome: "sent", detail: info.response };
      } catch (error) {
        return answerOf(error);
      }
    },
  };
}

/** Error codes of a reply to the message itself: its sender, recipient or text. */
const ABOUT_THE_MESSAGE = new Set(["EENVELOPE", "EMESSAGE"]);
/** Reply codes about authentication (RFC 4954). */
const ABOUT_THE_LOGIN = new Set([530, 534, 535, 538]);

function answerOf(error: unknown): Sent {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string };
  const answer = responseCode ?? 0;
  const final = answer >= 500 && ABOUT_THE_MESSAGE.has(code ?? "") && !ABOUT_THE_LOGIN.has(answer);
  return { outcome: final ? "refused" : "try-again", detail: (message ?? String(error)).slice(0, 500) };
}
