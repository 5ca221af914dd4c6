import { readFileSync, statSync } from "node:fs";
import type { Remark } from "../../warehouse/load/remarks.ts";
import { archivePath, arrivingPath, fingerprint, keepBytes, keepCopy } from "./archive.ts";
import { headOf } from "./decode/blocks.ts";
import { isDelimitedText } from "./decode/decode.ts";
import { formatFault, formatOf } from "./decode/formats/signatures.ts";
import { copyFile } from "./decode/large/copy-file.ts";
import type { Limits } from "./decode/limits.ts";
import { inWorkingFolder } from "./failures.ts";
import type { IncomingFile } from "./setting.ts";

/** A file whose bytes are in the archive, or the reason why they are not read. */
export interface ArrivedFile extends IncomingFile {
  readonly bytes: number;
  /** When it was last written, in milliseconds. */
  readonly modified: number;
  /** SHA-256 of the bytes; empty while unknown. */
  readonly sha256: string;
  /** The bytes were never received before, so the file cannot be a duplicate of an earlier night's. */
  readonly isNew: boolean;
  /** How it is read: held in memory, block by block, or not at all, with the reason. */
  readonly reading: "held" | "blocks" | Remark;
}

/** A bounded cache of the bytes of files that were just archived, so that they need not be read again. */
export class FreshBytes {
  readonly #contents = new Map<string, Buffer>();
  #left = 64_000_000;

  put(sha256: string, content: Buffer): void {
    if (content.length > this.#left || this.#contents.has(sha256)) return;
    this.#left -= content.length;
    this.#contents.set(sha256, content);
  }

  /** Return the bytes and drop them from the cache; null where they must be read from the archive. */
  take(sha256: string): Buffer | null {
    const content = this.#contents.get(sha256) ?? null;
    if (this.#contents.delete(sha256)) this.#left += content!.length;
    return content;
  }
}

/** Archive a file's bytes under their hash, unless it is too large to be read; a file read block by block is archived while it is read. */
export async function arrive(
  incoming: IncomingFile,
  limits: Limits,
  fresh: FreshBytes,
): Promise<ArrivedFile> {
  const { file, setting } = incoming;
  const { archive, largestBytes } = setting;
  const { size: bytes, mtimeMs: modified } = statSync(file.path);
  const unread = { ...incoming, bytes, modified, sha256: "", isNew: true };
  if (bytes > largestBytes)
    return { ...unread, reading: { code: "too-large", details: { bytes, largest: largestBytes } } };
  if (bytes > limits.heldBytes) {
    const head = headOf(file.path);
    if (isDelimitedText(head, file.name)) return { ...unread, reading: "blocks" };
    const format = formatOf(head);
    if (format || bytes > limits.wholeBytes) {
      const copy = inWorkingFolder(() => arrivingPath(archive));
      const { sha256 } = await (await copyFile(file.path, copy)).done;
      inWorkingFolder(() => keepCopy(archive, copy, sha256));
      const { code, details = {} } = format
        ? formatFault(format)
        : { code: "too-large-for-its-kind", details: { bytes, largest: limits.wholeBytes } };
      return { ...unread, sha256, reading: { code, details } };
    }
  }
  const content = readFileSync(file.path);
  const sha256 = fingerprint(content);
  const isNew = inWorkingFolder(() => keepBytes(archive, content, sha256));
  fresh.put(sha256, content);
  return { ...unread, sha256, isNew, reading: "held" };
}

/** The archived bytes of a file that is read into memory. */
export const keptBytes = ({ sha256, setting }: ArrivedFile): Buffer =>
  inWorkingFolder(() => readFileSync(archivePath(setting.archive, sha256)));
