import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";
import type { Message, Sent, Transport } from "./transport.ts";

/**
 * Write each message as an `.eml` file that mail readers open: `FOLDER/2026-03-11/<message id>.eml`. The same message
 * written again gives the same file.
 */
export function emlTransport(folder: string, dayOf: (date: Date) => string): Transport {
  const mailer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    name: "outbox",
    isLocal: true,
    close: () => mailer.close(),
    async send(message: Message): Promise<Sent> {
      try {
        const name = fileName(message.messageId);
        // A fixed boundary keeps the bytes the same; RFC 2046 allows at most 70 characters.
        const baseBoundary = createHash("sha256").update(message.messageId).digest("hex").slice(0, 24);
        const info = await mailer.sendMail({ ...message, baseBoundary } as Parameters<
          typeof mailer.sendMail
        >[0]);
        const day = join(folder, dayOf(message.date));
        mkdirSync(day, { recursive: true });
        const path = join(day, `${name}.eml`);
        writeWhole(path, info.message as Buffer);
        return { outcome: "sent", detail: path };
      } catch (error) {
        return { outcome: "try-again", detail: String(error).slice(0, 500) };
      }
    },
  };
}

/** A message id as a file name: letters, digits, dots and hyphens only. */
const fileName = (messageId: string): string =>
  messageId.replace(/^<|@.*$/g, "").replace(/[^A-Za-z0-9.-]/g, "_");
