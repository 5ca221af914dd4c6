import { Worker } from "node:worker_threads";

/** What is known of a file's bytes once all of them were seen. */
export interface Fingerprint {
  /** In hexadecimal. */
  readonly sha256: string;
  /** Strict UTF-8 from the first byte to the last. */
  readonly utf8: boolean;
}

/** The fingerprint of a large file, taken in another thread while this one reads it; the bytes are then safely on the disk. */
export function fingerprintFile(path: string): Promise<Fingerprint> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./fingerprint-worker.cjs", import.meta.url), {
      workerData: path,
      execArgv: [],
    });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
