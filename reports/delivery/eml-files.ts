import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";
import { compileMessage } from "./mime.ts";
import type { Message, Sent, Transport } from "./transport.ts";

/**
 * Write each message as an `.eml` file that mail readers open: `FOLDER/2026-03-11/<message id>.eml`. The same message
 * written again gives the same file.
 */
export function emlTransport(folder: string, dayOf: (date: Date) => string): Transport {
  return {
    name: "outbox",
    isLocal: true,
    close: () => undefined,
    async send(message: Message): Promise<Sent> {
      try {
        const bytes = await compileMessage(message);
        const day = join(folder, dayOf(message.date));
        mkdirSync(day, { recursive: true });
        const path = join(day, `${fileName(message.messageId)}.eml`);
        writeWhole(path, bytes);
        return { outcome: "sent", detail: path };
      } catch (error) {
        // A folder that cannot be written, or a full disk, concerns every message.
        const isOfTheFolder = (error as NodeJS.ErrnoException).code !== undefined;
        return {
          outcome: isOfTheFolder ? "session" : "try-again",
          ...{ detail: String(error).slice(0, 500), stage: null },
        };
      }
    },
  };
}

/** A message id as a file name: letters, digits, dots and hyphens only. */
const fileName = (messageId: string): string =>
  messageId.replace(/^<|@.*$/g, "").replace(/[^A-Za-z0-9.-]/g, "_");
