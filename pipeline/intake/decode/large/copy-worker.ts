/**
 * The worker thread that copies a file, tells how far the copy is, takes its SHA-256 and finds out whether it is strict UTF-8.
 * Posts "begun", then the fingerprint.
 */
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { writeBytes } from "../blocks.ts";
import type { Fingerprint } from "./fingerprint.ts";

/** What the worker is started with; `shared` holds bytes copied, and whether there will be no more. */
export interface CopyJob {
  readonly from: string | Uint8Array;
  readonly to: string;
  readonly shared: SharedArrayBuffer;
}

/** The most bytes of a character that a block may end in. */
const LEFT = 4;

/** Where the last character that is all there ends. */
function lastWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function copy({ from, to }: CopyJob, setCopied: (bytes: bigint) => void, setEnd: () => void): Fingerprint {
  const block = Buffer.alloc((1 << 18) + LEFT);
  const hash = createHash("sha256");
  const [source, target] = [
    openSync(typeof from === "string" ? from : Buffer.from(from), "r"),
    openSync(to, "w"),
  ];
  let utf8 = true;
  let copied = 0n;
  /** Bytes of a character that the last block ended in. */
  let begun = 0;
  const readMore = (): number => readSync(source, block, begun, block.length - begun, null);
  for (let read = readMore(); read > 0; read = readMore()) {
    const fresh = block.subarray(begun, begun + read);
    writeBytes(target, fresh);
    copied += BigInt(read);
    setCopied(copied);
    hash.update(fresh);
    const bytes = block.subarray(0, begun + read);
    const end: number = utf8 ? lastWhole(bytes) : bytes.length;
    utf8 = utf8 && isUtf8(bytes.subarray(0, end));
    begun = bytes.length - end;
    block.copyWithin(0, end, bytes.length);
  }
  setEnd();
  fsyncSync(target);
  closeSync(source);
  closeSync(target);
  return { sha256: hash.digest("hex"), utf8: utf8 && begun === 0 };
}

const job = workerData as CopyJob;
const progress = new BigInt64Array(job.shared);
const store = (place: number, value: bigint): void => {
  Atomics.store(progress, place, value);
  Atomics.notify(progress, 0);
};
const setEnd = (): void => store(1, 1n);

parentPort!.postMessage("begun");
try {
  parentPort!.postMessage(copy(job, (bytes) => store(0, bytes), setEnd));
} finally {
  setEnd();
}
