import nodemailer from "nodemailer";
import type { Message, Sent, Transport } from "./transport.ts";

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/** Send through an SMTP server, one message per recipient. A 5xx answer is final, everything else worth another try. */
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
    close: () => mailer.close(),
    async send(message: Message): Promise<Sent> {
      try {
        const info = await mailer.sendMail(message);
        return { outcome: "sent", detail: info.response };
      } catch (error) {
        return answerOf(error);
      }
    },
  };
}

function answerOf(error: unknown): Sent {
  const { responseCode, message } = error as { responseCode?: number; message?: string };
  const final = responseCode !== undefined && responseCode >= 500;
  return { outcome: final ? "refused" : "try-again", detail: (message ?? String(error)).slice(0, 500) };
}
