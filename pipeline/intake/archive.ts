import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

/** SHA-256 of the original bytes, in hexadecimal: the name under which they are kept. */
export const fingerprint = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Where the bytes of a fingerprint lie in the archive. */
export const archivePath = (archive: string, sha256: string): string =>
  join(archive, sha256.slice(0, 2), sha256);

/** Keep the original bytes of a report under their hash; bytes already kept are not written again. */
export function keepBytes(archive: string, bytes: Buffer, sha256: string): void {
  const path = archivePath(archive, sha256);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(`${path}.part`, "w");
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.part`, path);
}
