import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";

/** Number of crashes while a file was being processed after which it is set aside unread. */
const MOST_CRASHES = 2;

/** How often each file was being processed when the program crashed, and which files are being processed now. */
interface Noted {
  readonly crashes: Map<string, number>;
  inHand: readonly string[];
}

/**
 * Notes on the files that intake is processing, kept on disk, so that a file that crashes the program (out of memory, engine crash) does
 * not crash every later night.
 *
 * A file is noted before it is decoded and a wave before it is judged. A note still present at the next start means that the program
 * crashed on it: after one crash the file is judged alone, after two it is set aside unread.
 */
export class CrashNotes {
  readonly #path: string;
  readonly #crashes: Map<string, number>;
  #file: number | null = null;

  /** @param path the file of notes; notes left by a crashed run are counted here, once */
  constructor(path: string) {
    this.#path = path;
    const { crashes, inHand } = readNotes(path);
    for (const key of inHand) crashes.set(key, (crashes.get(key) ?? 0) + 1);
    this.#crashes = crashes;
    if (inHand.length > 0) this.#write();
  }

  /** Whether the program crashed on this file, alone or in a wave: it is then judged alone. */
  isSuspect(key: string): boolean {
    return this.#crashes.has(key);
  }

  /** Whether the program crashed on this file so often that it must not be read again. */
  isBarred(key: string): boolean {
    return (this.#crashes.get(key) ?? 0) >= MOST_CRASHES;
  }

  /**
   * Note files before they are read. The note survives a crash of the process but not of the machine, which avoids waiting for the disk.
   */
  begin(keys: readonly string[]): void {
    this.#append({ inHand: keys });
  }

  /** Note that the current files are finished. */
  end(): void {
    this.#append({ inHand: [] });
  }

  /** The file stays open between notes, because a night writes hundreds of them. */
  #append(note: { readonly inHand: readonly string[] }): void {
    if (this.#file === null) {
      if (!existsSync(this.#path)) this.#write();
      this.#file = openSync(this.#path, "a");
    }
    writeSync(this.#file, `${JSON.stringify(note)}\n`);
  }

  /** Forget the crashes of a file that was answered. */
  settle(key: string): void {
    if (this.#crashes.delete(key)) this.#write();
  }

  /** Close the notes and rewrite the remaining ones in compact form. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    if (this.#crashes.size > 0) this.#write();
    else rmSync(this.#path, { force: true });
  }

  #write(): void {
    // The rewritten file replaces the open one, so close it first.
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeWhole(this.#path, `${JSON.stringify({ crashes: Object.fromEntries(this.#crashes) })}\n`);
  }
}

/** Read the notes of earlier runs. A truncated last line is skipped; the line before it counts. */
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
