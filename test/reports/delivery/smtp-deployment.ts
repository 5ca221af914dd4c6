import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";
import { smtpTransport } from "../../../reports/delivery/smtp.ts";
import type { SmtpOptions, SmtpSettings } from "../../../reports/delivery/smtp-connection.ts";
import type { Transport } from "../../../reports/delivery/transport.ts";

/** A refusal in the words of a mail server. */
export const answer = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** The mails that a real server on the loopback received, each parsed, with its envelope. */
export interface Taken {
  readonly mail: ParsedMail;
  readonly raw: string;
  readonly to: readonly string[];
}

/** A mail server on the loopback, and a transport connected to it; both closed after the test. */
export async function smtpDeployment(
  options: SMTPServerOptions = {},
  user?: Partial<SmtpSettings>,
  how: SmtpOptions = {},
): Promise<{ taken: Taken[]; transport: Transport; port: number }> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        taken.push({ mail: await simpleParser(raw), raw: raw.toString("utf8"), to });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  const transport = smtpTransport({ host: "127.0.0.1", port, security: "none", ...user }, how);
  onTestFinished(async () => {
    transport.close();
    await new Promise<void>((closed) => server.close(closed));
  });
  return { taken, transport, port };
}
