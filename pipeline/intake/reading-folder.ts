import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { arrivingPath } from "./archive.ts";
import { inWorkingFolder } from "./failures.ts";

/** Remove what an intake that broke off has left in an archive: texts for the engine, and a copy that never got its name. */
export function clearLeftovers(archive: string): void {
  new ReadingFolder(archive);
  rmSync(arrivingPath(archive), { force: true });
}

/** Bytes of text held in memory until their wave is judged; what is more waits on the disk. */
const MOST_HELD = 64_000_000;

/** Text that waits for its wave. */
export interface WaitingText {
  /** What it is kept under: a name of its own among all that waits. */
  readonly name: string;
  readonly length: number;
  readonly bytes: Buffer | null;
}

/**
 * The folder in which intake writes what the engine is to read. Each file in it has a name of its own, and all of it goes when the
 * next intake begins: what a crash has left is of no use.
 */
export class ReadingFolder {
  readonly #path: string;
  readonly #most: number;
  #held = 0;
  #files = 0;
  #isMade = false;

  constructor(archive: string, mostHeld: number = MOST_HELD) {
    this.#path = join(archive, "reading");
    this.#most = mostHeld;
    this.clear();
  }

  clear(): void {
    // The folder itself stays: to remove and make it again each night costs more than all that is written into it.
    if (!existsSync(this.#path)) return;
    for (const name of readdirSync(this.#path))
      rmSync(join(this.#path, name), { recursive: true, force: true });
  }

  /** Keep a submission's text until it is wanted. */
  put(name: string, bytes: Buffer): WaitingText {
    if (this.#held + bytes.length <= this.#most) {
      this.#held += bytes.length;
      return { name, length: bytes.length, bytes };
    }
    inWorkingFolder(() => writeFileSync(this.#waiting(name), bytes));
    return { name, length: bytes.length, bytes: null };
  }

  /** The bytes of a text that waits. */
  read({ name, bytes }: WaitingText): Buffer {
    return bytes ?? inWorkingFolder(() => readFileSync(this.#waiting(name)));
  }

  /** Texts that are not wanted any more. */
  drop(texts: readonly WaitingText[]): void {
    for (const { name, length, bytes } of texts)
      if (bytes) this.#held -= length;
      else rmSync(this.#waiting(name), { force: true });
  }

  /** Write texts one behind the other into a file for the engine, and let work read it. */
  async withFile<Result>(
    texts: readonly WaitingText[],
    work: (path: string) => Promise<Result>,
  ): Promise<Result> {
    // A new name each time: the engine may remember what it read under a name.
    const path = this.file(`wave-${++this.#files}.csv`);
    try {
      inWorkingFolder(() => writeFileSync(path, Buffer.concat(texts.map((text) => this.read(text)))));
      return await work(path);
    } finally {
      rmSync(path, { force: true });
    }
  }

  /** The path of a file in the folder, which is made when it is first wanted. */
  file(name: string): string {
    if (!this.#isMade) inWorkingFolder(() => mkdirSync(this.#path, { recursive: true }));
    this.#isMade = true;
    return join(this.#path, name);
  }

  #waiting(name: string): string {
    return this.file(`waiting-${name}`);
  }
}
