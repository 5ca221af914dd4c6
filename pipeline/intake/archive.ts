import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "./decode/blocks.ts";

/** SHA-256 of the original bytes, in hexadecimal: their name in the archive. */
export const fingerprint = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Path in the archive of the bytes with a fingerprint. */
export const archivePath = (archive: string, sha256: string): string =>
  join(archive, sha256.slice(0, 2), sha256);

/** Open a file for writing and create its folder if needed. */
function openNew(path: string): number {
  try {
    return openSync(path, "w");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, "w");
  }
}

/** Store the original bytes of a report under their hash, unless they are stored already. Returns whether they are new. */
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

/** Path to which a file too large for memory is copied for reading; `keepCopy` then moves it to its final place. */
export const arrivingPath = (archive: string): string => join(archive, "arriving.part");

/** Store a copy under the hash of its bytes, unless they are stored already. Returns whether they are new. */
export function keepCopy(archive: string, copy: string, sha256: string): boolean {
  const path = archivePath(archive, sha256);
  mkdirSync(dirname(path), { recursive: true });
  const known = existsSync(path);
  if (known) rmSync(copy);
  else renameSync(copy, path);
  return !known;
}
