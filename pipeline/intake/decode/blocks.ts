import { closeSync, openSync, readSync, writeSync } from "node:fs";

/** Bytes read at a time: larger blocks are slower, for the system fills pages it then throws away. */
export const BLOCK = 1 << 18;

/** The bytes of a file, block by block; a block is overwritten by the next one. */
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

/** The first bytes of a file, as many as a block has. */
export function headOf(path: string | Buffer): Buffer {
  const [head = Buffer.alloc(0)] = blocksOf(path);
  return head;
}

/** Write all bytes: one call may write fewer. */
export function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
