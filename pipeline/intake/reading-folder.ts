import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { arrivingPath } from "./archive.ts";
import { inWorkingFolder } from "./failures.ts";

/** Remove what an interrupted intake has left in an archive: texts for the engine, and an unfinished copy. */
export function clearLeftovers(archive: string): void {
  new ReadingFolder(archive);
  rmSync(arrivingPath(archive), { force: true });
}

/** Maximum bytes of text held in memory until their wave is judged; the rest waits on disk. */
const MOST_HELD = 64_000_000;

/** Text waiting for its wave. */
export interface WaitingText {
  /** Its unique name among all waiting texts. */
  readonly name: string;
  readonly length: number;
  readonly bytes: Buffer | null;
}

/**
 * The folder for texts that the engine reads. Each file has a unique name. The next intake removes all leftovers, because files left by a
 * crash are useless.
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
    // Keep the folder itself: removing and creating it each night costs more than writing its files.
    if (!existsSync(this.#path)) return;
    for (const name of readdirSync(this.#path))
      rmSync(join(this.#path, name), { recursive: true, force: true });
  }

  /** Keep a submission's text until it is needed. */
  put(name: string, bytes: Buffer): WaitingText {
    if (this.#held + bytes.length <= this.#most) {
      this.#held += bytes.length;
      return { name, length: bytes.length, bytes };
    }
    inWorkingFolder(() => writeFileSync(this.#waiting(name), bytes));
    return { name, length: bytes.length, bytes: null };
  }

  /** The bytes of a waiting text. */
  read({ name, bytes }: WaitingText): Buffer {
    return bytes ?? inWorkingFolder(() => readFileSync(this.#waiting(name)));
  }

  /** Remove texts that are no longer needed. */
  drop(texts: readonly WaitingText[]): void {
    for (const { name, length, bytes } of texts)
      if (bytes) this.#held -= length;
      else rmSync(this.#waiting(name), { force: true });
  }

  /** Concatenate texts into a file for the engine, and run work that reads it. */
  async withFile<Result>(
    texts: readonly WaitingText[],
    work: (path: string) => Promise<Result>,
  ): Promise<Result> {
    // A new name each time, because the engine may cache a file by its name.
    const path = this.file(`wave-${++this.#files}.csv`);
    try {
      inWorkingFolder(() => writeFileSync(path, Buffer.concat(texts.map((text) => this.read(text)))));
      return await work(path);
    } finally {
      rmSync(path, { force: true });
    }
  }

  /** The path of a file in the folder; the folder is created on first use. */
  file(name: string): string {
    if (!this.#isMade) inWorkingFolder(() => mkdirSync(this.#path, { recursive: true }));
    this.#isMade = true;
    return join(this.#path, name);
  }

  #waiting(name: string): string {
    return this.file(`waiting-${name}`);
  }
}
