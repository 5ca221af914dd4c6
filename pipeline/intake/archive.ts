import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { blocksOf } from "./decode/blocks.ts";

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
  writeWhole(file, bytes);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.part`, path);
}

/** Keep a file too large to be held, block by block, and say under which hash. Each block is shown once on its way. */
export function keepFile(archive: string, from: string, onBlock: (block: Buffer) => void): string {
  mkdirSync(archive, { recursive: true });
  const part = join(archive, "arriving.part");
  const file = openSync(part, "w");
  const hash = createHash("sha256");
  for (const block of blocksOf(from)) {
    hash.update(block);
    onBlock(block);
    writeWhole(file, block);
  }
  fsyncSync(file);
  closeSync(file);
  const sha256 = hash.digest("hex");
  const path = archivePath(archive, sha256);
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) rmSync(part);
  else renameSync(part, path);
  return sha256;
}

/** Write all bytes: one call may write fewer. */
export function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
