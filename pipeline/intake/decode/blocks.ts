import { closeSync, openSync, readSync, writeSync } from "node:fs";

/** Bytes read at a time. Larger blocks are slower, because the system fills pages that it then discards. */
export const BLOCK = 1 << 18;

/** The bytes of a file, block by block; each block overwrites the previous one. */
export function* blocksOf(path: string | Buffer): Generator<Buffer> {
  const file = openSync(path, "r");
  try {
    const block = Buffer.alloc(BLOCK);
    for (let read = readSync(file, block); read > 0; read = readSync(file, block))
      yield block.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

/** The first block of a file. */
export function headOf(path: string | Buffer): Buffer {
  const [head = Buffer.alloc(0)] = blocksOf(path);
  return head;
}

/** Write all bytes, since one call may write fewer. */
export function writeBytes(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
