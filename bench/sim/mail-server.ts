import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A message as the server took it. */
export interface TakenMail {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  /** Kills before it was taken. */
  readonly kills: number;
}

/** A real mail server on the loopback that takes its time, and remembers what it took. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  kills = 0;
  readonly #server: SMTPServer;

  constructor(private readonly delay: number) {
    this.#server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ["STARTTLS"], disableReverseLookup: true, logger: false },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          const mail = await simpleParser(Buffer.concat(chunks));
          await pause(this.delay);
          const [to] = session.envelope.rcptTo;
          this.taken.push({
            ...{ messageId: mail.messageId ?? "", subject: mail.subject ?? "", to: to?.address ?? "" },
            kills: this.kills,
          });
          done();
        });
      },
    });
    this.#server.on("error", () => undefined);
  }

  /** Listen; returns the port. */
  async listen(): Promise<number> {
    await new Promise<void>((ready) => this.#server.listen(0, "127.0.0.1", ready));
    return (this.#server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((closed) => this.#server.close(() => closed()));
  }
}
