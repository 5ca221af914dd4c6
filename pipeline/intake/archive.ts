import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "./decode/blocks.ts";

/** SHA-256 of the original bytes, in hexadecimal: the name under which they are kept. */
export const fingerprint = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Where the bytes of a fingerprint lie in the archive. */
export const archivePath = (archive: string, sha256: string): string =>
  join(archive, sha256.slice(0, 2), sha256);

/** Open a file for writing; its folder is made when it is the first in it. */
function openNew(path: string): number {
  try {
    return openSync(path, "w");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, "w");
  }
}

/** Keep the original bytes of a report under their hash, unless they are kept already; says whether they are new. */
export function keepBytes(archive: string, bytes: Buffer, sha256: string): boolean {
  const path = archivePath(archive, sha256);
  if (existsSync(path)) return false;
  const file = openNew(`${path}.part`);
  writeWhole(file, bytes);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.part`, path);
  return true;
}

/** Where a file too large to be held is copied, to be read there; `keepCopy` then puts it in its place. */
export const arrivingPath = (archive: string): string => join(archive, "arriving.part");

/** Keep a copy under the hash of its bytes, unless they are kept already; says whether they are new. */
export function keepCopy(archive: string, copy: string, sha256: string): boolean {
  const path = archivePath(archive, sha256);
  mkdirSync(dirname(path), { recursive: true });
  const known = existsSync(path);
  if (known) rmSync(copy);
  else renameSync(copy, path);
  return !known;
}
