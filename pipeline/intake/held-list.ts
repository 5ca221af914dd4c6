import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Note on a file, written before the file is moved. */
export interface HeldNote {
  /** Its name in the holding folder. */
  readonly number: number;
  readonly name: string;
  readonly folder: string | null;
  /** Its original path, as base64, since a path is bytes. */
  readonly origin: string;
  readonly arrivedAt: string;
  readonly bytes: number;
  readonly modified: number;
}

/**
 * The holding folder and its lists: the number of each file in it, its origin and time. A list is written before its files are moved, so
 * that files left by an interrupted run keep their names.
 */
export class HeldList {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The path of a held file. */
  path(number: number): string {
    return join(this.#folder, String(number));
  }

  /** Numbers of the files in the folder. */
  numbers(): number[] {
    return this.#names().flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  }

  /** The notes of the lists, by number. */
  notes(): Map<number, HeldNote> {
    const lists = this.#names().filter((name) => /^list-\d+\.json$/.test(name));
    const notes = lists.flatMap((name) => readList(join(this.#folder, name)) ?? []);
    return new Map(notes.map((note) => [note.number, note]));
  }

  /** The last number used. */
  last(): number {
    return Math.max(0, ...this.numbers(), ...this.notes().keys());
  }

  write(notes: readonly HeldNote[]): void {
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, `list-${notes[0]!.number}.json`);
    writeFileSync(path, JSON.stringify(notes), { flush: true });
  }

  /** Remove the folder if it has no files. */
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
    // The list was being written when the run was interrupted: none of its files was moved yet.
    return null;
  }
}

/** The path itself, or a similar unused one (`报表-2.csv`). */
export function freePath(path: Buffer): Buffer {
  const dot = path.lastIndexOf(".");
  const cut = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
  let free = path;
  for (let count = 2; existsSync(free); count++)
    free = Buffer.concat([path.subarray(0, cut), Buffer.from(`-${count}`), path.subarray(cut)]);
  return free;
}
