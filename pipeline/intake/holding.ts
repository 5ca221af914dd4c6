import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
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

/** What is written down of a file before it is moved. */
interface Note {
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

interface Held {
  readonly note: Note;
  /** Whether it lies in the holding folder; else it is read from a copy, or where it lies. */
  readonly isMoved: boolean;
}

/** Folders between which files move. */
export interface HoldingFolders {
  readonly inbox: string;
  readonly archive: string;
}

/**
 * The holding folder (`inbox/.holding`): files are renamed into it before they are read, so that what is put under the same name
 * meanwhile is a new file, and nothing is deleted unread. A list of where they came from and when is written before they are moved: what
 * a start that broke off has left is taken in by the next one.
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
    this.#last = Math.max(0, ...this.#numbers(), ...this.#listed());
  }

  /** Whether a start that broke off has left files here. */
  get hasLeft(): boolean {
    return this.#numbers().length > 0;
  }

  /** Files that a start that broke off has left, in their order. */
  left(): HeldFile[] {
    const notes = new Map(
      this.#lists().flatMap((path) => readList(path)?.map((note) => [note.number, note] as const) ?? []),
    );
    return this.#numbers()
      .sort((a, b) => a - b)
      .flatMap((number) => {
        const note = notes.get(number);
        if (note) return [heldFile(this.#file(number), { note, isMoved: true }, true)];
        this.#keepNameless(number);
        return [];
      });
  }

  /** A file whose list was lost: nobody knows who sent it under which name, and it is kept for the operator. */
  #keepNameless(number: number): void {
    mkdirSync(this.#unread, { recursive: true });
    const kept = freePath(Buffer.from(join(this.#unread, `held-${number}`)));
    renameSync(this.#file(number), kept);
    this.#log(`a held file whose sender and name are lost is kept as ${kept}`);
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

  /** Take files out of the inbox; those that their sender was faster to remove are left out. */
  hold(files: readonly { readonly file: WaitingFile; readonly arrivedAt: string }[]): HeldFile[] {
    if (files.length === 0) return [];
    const noted = files.map(({ file, arrivedAt }) => {
      const { name, folder, bytes, modified, path } = file;
      const origin = Buffer.from(path).toString("base64");
      return { file, note: { number: ++this.#last, name, folder, origin, arrivedAt, bytes, modified } };
    });
    const list = join(this.#folder, `list-${noted[0]!.note.number}.json`);
    let trouble: unknown = null;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(list, JSON.stringify(noted.map(({ note }) => note)), { flush: true });
    } catch (error) {
      trouble = error;
    }
    return noted.flatMap(({ file, note }) => this.#move(file, note, trouble) ?? []);
  }

  #move(file: WaitingFile, note: Note, trouble: unknown): HeldFile | null {
    try {
      if (trouble !== null) throw trouble;
      renameSync(file.path, this.#file(note.number));
      return heldFile(this.#file(note.number), { note, isMoved: true }, false);
    } catch (error) {
      if (codeOf(error) === "ENOENT" && !existsSync(file.path)) return null;
      this.#log(`${shown(file.folder, file.name)} cannot be moved, a copy is read: ${causeOf(error)}`);
      return this.#copy(note.number, file, note);
    }
  }

  #copy(number: number, { path, folder, name }: WaitingFile, note: Note): HeldFile {
    const copy = join(this.#copies, String(number));
    const held = { note, isMoved: false };
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
      if (file.held.isMoved) this.#releaseMoved(file, end);
      else this.#releaseCopy(file, end);
    } catch (error) {
      this.#log(`${shown(file.folder, file.name)} cannot be removed: ${causeOf(error)}`);
    }
  }

  /** The folder goes when nothing is held any more. */
  close(): void {
    if (existsSync(this.#folder) && this.#numbers().length === 0)
      rmSync(this.#folder, { recursive: true, force: true });
    rmSync(this.#copies, { recursive: true, force: true });
  }

  #releaseMoved(file: HeldFile, end: { submission: number; isUnread: boolean }): void {
    const { note } = file.held;
    const now = statSync(file.path);
    if (now.size !== note.bytes || now.mtimeMs !== note.modified) this.#putBack(file);
    else if (end.isUnread) this.#setAside(file, end.submission);
    else rmSync(file.path);
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
    renameSync(file.path, freePath(Buffer.from(file.held.note.origin, "base64")));
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

  /** Numbers of the files that lie in the holding folder. */
  #numbers(): number[] {
    return this.#names().flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  }

  #lists(): string[] {
    return this.#names()
      .filter((name) => /^list-\d+\.json$/.test(name))
      .map((name) => join(this.#folder, name));
  }

  /** Numbers that lists have given away. */
  #listed(): number[] {
    return this.#lists().flatMap((path) => readList(path)?.map(({ number }) => number) ?? []);
  }

  #names(): string[] {
    return existsSync(this.#folder) ? readdirSync(this.#folder) : [];
  }

  #file(number: number): string {
    return join(this.#folder, String(number));
  }
}

const heldFile = (path: string | Buffer, held: Held, wasLeft: boolean): HeldFile => {
  const { name, folder, arrivedAt } = held.note;
  return { path, name, folder, arrivedAt, wasLeft, held };
};

function readList(path: string): Note[] | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Note[];
  } catch {
    // It was being written when the start broke off: none of its files was moved yet.
    return null;
  }
}

/** The path itself, or one beside it (`报表-2.csv`), where nothing lies yet. */
function freePath(path: Buffer): Buffer {
  const dot = path.lastIndexOf(".");
  const cut = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
  let free = path;
  for (let count = 2; existsSync(free); count++)
    free = Buffer.concat([path.subarray(0, cut), Buffer.from(`-${count}`), path.subarray(cut)]);
  return free;
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const shown = (folder: string | null, name: string): string => (folder === null ? name : `${folder}/${name}`);
