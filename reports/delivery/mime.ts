import { createHash } from "node:crypto";
import nodemailer from "nodemailer";
import type { Message } from "./transport.ts";

const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });

/**
 * A message as the bytes that are sent and stored. The same message gives the same bytes, so that a repeat is a repeat.
 *
 * Every message says that a program wrote it (RFC 3834), so that no absence note answers; failures are still reported back.
 */
export async function compileMessage(message: Message): Promise<Buffer> {
  const { list, references, ...rest } = message;
  const info = await composer.sendMail({
    ...rest,
    attachments: [...(message.attachments ?? [])],
    ...(references ? { references: [...references] } : {}),
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply" },
    ...(list ? { list: { id: { url: list.id, comment: list.name } } } : {}),
    // A fixed boundary keeps the bytes the same; RFC 2046 allows at most 70 characters.
    baseBoundary: createHash("sha256").update(message.messageId).digest("hex").slice(0, 24),
  } as Parameters<typeof composer.sendMail>[0]);
  return info.message as Buffer;
}
