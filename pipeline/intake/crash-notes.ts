import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** Starts that ended with a file in hand before it is set aside unread. */
const MOST_CRASHES = 2;

/** How often each file was in hand when the program ended, and what is in hand now. */
interface Noted {
  readonly crashes: Map<string, number>;
  inHand: readonly string[];
}

/**
 * Notes of what intake has in hand, kept in a file, so that a file that ends the program (memory, a crash of the engine) does not end
 * every night after it.
 *
 * A file is noted before it is decoded and a wave before it is judged. What is still noted at the next start was in hand when the
 * program ended: once, and the file is judged by itself; twice, and it is set aside unread.
 */
export class CrashNotes {
  readonly #path: string;
  readonly #crashes: Map<string, number>;
  #file: number | null = null;

  /** @param path the file of notes; notes of a start that crashed are counted here, once */
  constructor(path: string) {
    this.#path = path;
    const { crashes, inHand } = readNotes(path);
    for (const key of inHand) crashes.set(key, (crashes.get(key) ?? 0) + 1);
    this.#crashes = crashes;
    if (inHand.length > 0) this.#write();
  }

  /** Whether the program ended with this file in hand, be it in a wave: it is then judged by itself. */
  isSuspect(key: string): boolean {
    return this.#crashes.has(key);
  }

  /** Whether the program ended so often with this file in hand that it must not be read again. */
  isBarred(key: string): boolean {
    return (this.#crashes.get(key) ?? 0) >= MOST_CRASHES;
  }

  /** Note files before they are touched. The note outlives this process, not the machine: that is enough, and costs no wait. */
  begin(keys: readonly string[]): void {
    this.#append({ inHand: keys });
  }

  /** What was in hand came to an end. */
  end(): void {
    this.#append({ inHand: [] });
  }

  /** Written through a file that stays open: hundreds of notes a night are to cost nothing. */
  #append(note: { readonly inHand: readonly string[] }): void {
    if (this.#file === null) {
      if (!existsSync(this.#path)) this.#write();
      this.#file = openSync(this.#path, "a");
    }
    writeSync(this.#file, `${JSON.stringify(note)}\n`);
  }

  /** A file is answered: how often it crashed is forgotten. */
  settle(key: string): void {
    if (this.#crashes.delete(key)) this.#write();
  }

  /** Nothing is in hand any more: what is left to remember is written anew, short. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    if (this.#crashes.size > 0) this.#write();
    else rmSync(this.#path, { force: true });
  }

  #write(): void {
    // What is written anew takes the name of what was open.
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(
      `${this.#path}.part`,
      `${JSON.stringify({ crashes: Object.fromEntries(this.#crashes) })}\n`,
    );
    renameSync(`${this.#path}.part`, this.#path);
  }
}

/** Notes as they were left. A last line that was cut off is passed over: the one before it holds. */
function readNotes(path: string): Noted {
  const noted: Noted = { crashes: new Map(), inHand: [] };
  if (!existsSync(path)) return noted;
  for (const line of readFileSync(path, "utf8").split("\n").filter(Boolean)) {
    const note = parsed(line);
    for (const [key, times] of Object.entries(note?.crashes ?? {})) noted.crashes.set(key, times);
    if (note?.inHand) noted.inHand = note.inHand;
  }
  return noted;
}

function parsed(line: string): { crashes?: Record<string, number>; inHand?: string[] } | null {
  try {
    return JSON.parse(line) as { crashes?: Record<string, number>; inHand?: string[] };
  } catch {
    return null;
  }
}
