import { closeSync, mkdirSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { childEntry } from "../../../../warehouse/engine/child-entry.ts";
import { BLOCK } from "../blocks.ts";
import type { CopyJob } from "./copy-worker.ts";
import type { Fingerprint } from "./fingerprint.ts";

/** A copy in the making. */
export interface Copying {
  /** The bytes of the copy, as they come to lie there. */
  blocks(): Iterable<Buffer>;
  /** When all of it lies safely on the disk. */
  readonly done: Promise<Fingerprint>;
}

/** Copy a large file in another thread, while this one reads the copy right behind it. */
export async function copyFile(from: string | Buffer, to: string): Promise<Copying> {
  mkdirSync(dirname(to), { recursive: true });
  // Bytes copied, and whether there will be more.
  const shared = new SharedArrayBuffer(16);
  closeSync(openSync(to, "w"));
  const job: CopyJob = { from, to, shared };
  const worker = new Worker(await childEntry(import.meta.url, "copy-worker"), {
    workerData: job,
    execArgv: [],
  });
  const done = new Promise<Fingerprint>((resolve, reject) => {
    worker.on("message", (message: Fingerprint | "begun") => message !== "begun" && resolve(message));
    worker.once("error", reject);
  });
  await Promise.race([new Promise((resolve) => worker.once("message", resolve)), done]);
  // Whoever reads the blocks may break off before asking for the end.
  done.catch(() => undefined);
  return { done, blocks: () => followed(to, new BigInt64Array(shared)) };
}

function* followed(path: string, progress: BigInt64Array): Generator<Buffer> {
  const file = openSync(path, "r");
  try {
    const block = Buffer.alloc(BLOCK);
    for (let at = 0; ; ) {
      const ends = Atomics.load(progress, 1) !== 0n;
      const there = Number(Atomics.load(progress, 0)) - at;
      if (there > 0) {
        const read = readSync(file, block, 0, Math.min(there, BLOCK), at);
        at += read;
        yield block.subarray(0, read);
      } else if (ends) return;
      else Atomics.wait(progress, 0, BigInt(at), 100);
    }
  } finally {
    closeSync(file);
  }
}
