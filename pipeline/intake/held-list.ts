import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is written down of a file before it is moved. */
export interface HeldNote {
  /** Its name in the holding folder. */
  readonly number: number;
  readonly name: string;
  readonly folder: string | null;
  /** Where it lay, as base64: a path is bytes. */
  readonly origin: string;
  readonly arrivedAt: string;
  readonly bytes: number;
  readonly modified: number;
}

/**
 * The holding folder and its lists: which file lies there under which number, where it came from and when. A list is written before its
 * files are moved, for what a start that broke off has left must keep its name.
 */
export class HeldList {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where a file lies. */
  path(number: number): string {
    return join(this.#folder, String(number));
  }

  /** Numbers of the files that lie there. */
  numbers(): number[] {
    return this.#names().flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  }

  /** What the lists say, by number. */
  notes(): Map<number, HeldNote> {
    const lists = this.#names().filter((name) => /^list-\d+\.json$/.test(name));
    const notes = lists.flatMap((name) => readList(join(this.#folder, name)) ?? []);
    return new Map(notes.map((note) => [note.number, note]));
  }

  /** The last number given away. */
  last(): number {
    return Math.max(0, ...this.numbers(), ...this.notes().keys());
  }

  write(notes: readonly HeldNote[]): void {
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, `list-${notes[0]!.number}.json`);
    writeFileSync(path, JSON.stringify(notes), { flush: true });
  }

  /** The folder goes when no file lies in it. */
  close(): void {
    if (existsSync(this.#folder) && this.numbers().length === 0)
      rmSync(this.#folder, { recursive: true, force: true });
  }

  #names(): string[] {
    return existsSync(this.#folder) ? readdirSync(this.#folder) : [];
  }
}

function readList(path: string): HeldNote[] | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as HeldNote[];
  } catch {
    // It was being written when the start broke off: none of its files was moved yet.
    return null;
  }
}

/** The path itself, or one beside it (`报表-2.csv`), where nothing lies yet. */
export function freePath(path: Buffer): Buffer {
  const dot = path.lastIndexOf(".");
  const cut = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
  let free = path;
  for (let count = 2; existsSync(free); count++)
    free = Buffer.concat([path.subarray(0, cut), Buffer.from(`-${count}`), path.subarray(cut)]);
  return free;
}
