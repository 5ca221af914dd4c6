import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { causeOf } from "./failures.ts";
import { type InboxFile, type WaitingFile, waitingFiles } from "./inbox.ts";
import { RememberedFiles } from "./remembered-files.ts";

/** A file taken out of the inbox, to be read where nobody writes. */
export interface HeldFile extends InboxFile {
  readonly arrivedAt: string;
  /** An earlier start had taken it out of the inbox and broke off: it may have been taken in already. */
  readonly wasLeft: boolean;
  readonly held: Held;
}

/** What is written down of a held file beside it, before it is moved. */
interface Note {
  readonly name: string;
  readonly folder: string | null;
  /** Where it lay, as base64: a path is bytes. */
  readonly origin: string;
  readonly arrivedAt: string;
  readonly bytes: number;
  readonly modified: number;
}

interface Held {
  readonly note: Note;
  /** Path of the note; null for a file that could not be moved, and is read from a copy or where it lies. */
  readonly notePath: string | null;
}

/** Folders between which files move. */
export interface HoldingFolders {
  readonly inbox: string;
  readonly archive: string;
}

/**
 * The holding folder (`inbox/.holding`): files are renamed into it before they are read, so that what is put under the same name
 * meanwhile is a new file, and nothing is deleted unread. Each has a note of where it came from and when, written before it is moved:
 * what a start that broke off has left is taken in by the next one.
 *
 * Where a file cannot be moved it is copied, read, and remembered by its hash, for it may stay for ever.
 */
export class Holding {
  readonly #folder: string;
  readonly #copies: string;
  readonly #unread: string;
  readonly #inbox: string;
  readonly #remembered: RememberedFiles;
  readonly #log: (text: string) => void;
  #last: number;

  constructor({ inbox, archive }: HoldingFolders, log: (text: string) => void) {
    this.#folder = join(inbox, ".holding");
    this.#copies = join(archive, "copies");
    this.#unread = join(archive, "unread");
    this.#inbox = inbox;
    this.#remembered = new RememberedFiles(join(archive, "remembered.json"));
    this.#log = log;
    rmSync(this.#copies, { recursive: true, force: true });
    this.#last = Math.max(0, ...this.#numbers());
  }

  /** Whether a start that broke off has left files here. */
  get hasLeft(): boolean {
    return this.#numbers().some((number) => existsSync(this.#file(number)));
  }

  /** Files that a start that broke off has left, in their order. */
  left(): HeldFile[] {
    return this.#numbers().flatMap((number) => {
      const notePath = `${this.#file(number)}.json`;
      const note = readNote(notePath);
      if (note && existsSync(this.#file(number)))
        return [heldFile(this.#file(number), { note, notePath }, true)];
      // A note whose file was never moved, or is gone.
      if (!existsSync(this.#file(number))) rmSync(notePath, { force: true });
      return [];
    });
  }

  /** The files that wait in the inbox, but for those that were taken in already and cannot be removed. */
  waiting(log: (text: string) => void = () => undefined): WaitingFile[] {
    const files = waitingFiles(this.#inbox, (folder, error) =>
      log(`${folder} cannot be listed: ${causeOf(error)}`),
    );
    const known = new Set(files.filter((file) => this.#remembered.knows(file)));
    for (const { name, folder } of known)
      log(`${shown(folder, name)} was taken in and cannot be removed; it is passed over`);
    this.#remembered.keepOnly(files);
    return files.filter((file) => !known.has(file));
  }

  /** Take a file out of the inbox; null when its sender was faster and removed it. */
  hold(file: WaitingFile, arrivedAt: string): HeldFile | null {
    const number = ++this.#last;
    const { name, folder, bytes, modified, path } = file;
    const origin = Buffer.from(path).toString("base64");
    const note = { name, folder, origin, arrivedAt, bytes, modified };
    const notePath = `${this.#file(number)}.json`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(notePath, JSON.stringify(note));
      renameSync(path, this.#file(number));
      return heldFile(this.#file(number), { note, notePath }, false);
    } catch (error) {
      rmSync(notePath, { force: true });
      if (codeOf(error) === "ENOENT" && !existsSync(path)) return null;
      this.#log(`${shown(folder, name)} cannot be moved, a copy is read: ${causeOf(error)}`);
      return this.#copy(number, file, note);
    }
  }

  #copy(number: number, { path, folder, name }: WaitingFile, note: Note): HeldFile {
    const copy = join(this.#copies, String(number));
    const held = { note, notePath: null };
    try {
      mkdirSync(this.#copies, { recursive: true });
      copyFileSync(path, copy);
      return heldFile(copy, held, false);
    } catch (error) {
      this.#log(`${shown(folder, name)} cannot be copied either: ${causeOf(error)}`);
      // Reading it where it lies fails the same way, and is answered.
      return heldFile(path, held, false);
    }
  }

  /** A file is answered: its original goes, unless it changed while it was read, or must be kept whole. */
  release(file: HeldFile, end: { readonly submission: number; readonly isUnread: boolean }): void {
    try {
      if (file.held.notePath === null) this.#releaseCopy(file, end);
      else this.#releaseMoved(file, file.held.notePath, end);
    } catch (error) {
      this.#log(`${shown(file.folder, file.name)} cannot be removed: ${causeOf(error)}`);
    }
  }

  /** The folder goes when nothing is held any more. */
  close(): void {
    if (existsSync(this.#folder) && readdirSync(this.#folder).length === 0) rmdirSync(this.#folder);
    rmSync(this.#copies, { recursive: true, force: true });
  }

  #releaseMoved(file: HeldFile, notePath: string, end: { submission: number; isUnread: boolean }): void {
    const { note } = file.held;
    const now = statSync(file.path);
    if (now.size !== note.bytes || now.mtimeMs !== note.modified) this.#putBack(file);
    else if (end.isUnread) this.#setAside(file, end.submission);
    else rmSync(file.path);
    rmSync(notePath);
  }

  #releaseCopy(file: HeldFile, end: { submission: number; isUnread: boolean }): void {
    const origin = Buffer.from(file.held.note.origin, "base64");
    const now = statSync(origin, { throwIfNoEntry: false });
    const { bytes, modified } = file.held.note;
    if (!now || now.size !== bytes || now.mtimeMs !== modified) return;
    try {
      if (end.isUnread) this.#setAside({ ...file, path: origin }, end.submission);
      else rmSync(origin);
    } catch (error) {
      this.#remembered.add(origin, file.held.note);
      this.#log(`${shown(file.folder, file.name)} cannot be removed, it is remembered: ${causeOf(error)}`);
    } finally {
      // The copy, where there is one.
      if (!origin.equals(Buffer.from(file.path))) rmSync(file.path, { force: true });
    }
  }

  /** A file that was still being written goes back: what is in it now is taken in by a later night. */
  #putBack(file: HeldFile): void {
    const origin = Buffer.from(file.held.note.origin, "base64");
    const to = existsSync(origin)
      ? Buffer.concat([origin, Buffer.from(`.${Math.floor(statSync(file.path).mtimeMs)}`)])
      : origin;
    renameSync(file.path, to);
    this.#log(
      `${shown(file.folder, file.name)} changed while it was read; as it is now it waits for the next night`,
    );
  }

  #setAside(
    { path, name }: { readonly path: string | Buffer; readonly name: string },
    submission: number,
  ): void {
    mkdirSync(this.#unread, { recursive: true });
    // The ending says what it is; a name may be as long as the system allows already.
    const short = [...name].slice(-50).join("");
    renameSync(path, join(this.#unread, `${submission}-${short}`));
  }

  #numbers(): number[] {
    if (!existsSync(this.#folder)) return [];
    const numbers = readdirSync(this.#folder).flatMap((name) => /^(\d+)(?:\.json)?$/.exec(name)?.[1] ?? []);
    return [...new Set(numbers.map(Number))].sort((a, b) => a - b);
  }

  #file(number: number): string {
    return join(this.#folder, String(number));
  }
}

const heldFile = (path: string | Buffer, held: Held, wasLeft: boolean): HeldFile => {
  const { name, folder, arrivedAt } = held.note;
  return { path, name, folder, arrivedAt, wasLeft, held };
};

function readNote(path: string): Note | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Note;
  } catch {
    // The note was being written when the start broke off: its file was not moved yet.
    return null;
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const shown = (folder: string | null, name: string): string => (folder === null ? name : `${folder}/${name}`);
