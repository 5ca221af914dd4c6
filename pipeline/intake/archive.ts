import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";

/** SHA-256 of the original bytes, in hexadecimal: their name in the archive. */
export const fingerprint = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Path in the archive of the bytes with a fingerprint. */
export const archivePath = (archive: string, sha256: string): string =>
  join(archive, sha256.slice(0, 2), sha256);

/** Store the original bytes of a report under their hash, unless they are stored already. Returns whether they are new. */
export function keepBytes(archive: string, bytes: Buffer, sha256: string): boolean {
  const path = archivePath(archive, sha256);
  if (existsSync(path)) return false;
  // Nearly every folder exists: making it first would cost more than the write that fails for the first of its files.
  try {
    writeWhole(path, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, bytes);
  }
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
