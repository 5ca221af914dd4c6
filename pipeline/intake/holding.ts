import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { causeOf } from "./failures.ts";
import { freePath, HeldList, type HeldNote } from "./held-list.ts";
import { type InboxFile, type WaitingFile, waitingFiles } from "./inbox.ts";
import { RememberedFiles } from "./remembered-files.ts";

/** A file taken out of the inbox, to be read where nobody writes. */
export interface HeldFile extends InboxFile {
  readonly arrivedAt: string;
  /** An earlier start had taken it out of the inbox and broke off: it may have been taken in already. */
  readonly wasLeft: boolean;
  readonly held: Held;
}

interface Held {
  readonly note: HeldNote;
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
  readonly #list: HeldList;
  readonly #copies: string;
  readonly #unread: string;
  readonly #inbox: string;
  readonly #remembered: RememberedFiles;
  readonly #log: (text: string) => void;

  constructor({ inbox, archive }: HoldingFolders, log: (text: string) => void) {
    this.#list = new HeldList(join(inbox, ".holding"));
    this.#copies = join(archive, "copies");
    this.#unread = join(archive, "unread");
    this.#inbox = inbox;
    this.#remembered = new RememberedFiles(join(archive, "remembered.json"));
    this.#log = log;
    rmSync(this.#copies, { recursive: true, force: true });
  }

  /** Whether a start that broke off has left files here. */
  get hasLeft(): boolean {
    return this.#list.numbers().length > 0;
  }

  /** Files that a start that broke off has left, in their order. */
  left(): HeldFile[] {
    const notes = this.#list.notes();
    return this.#list
      .numbers()
      .sort((a, b) => a - b)
      .flatMap((number) => {
        const note = notes.get(number);
        if (note) return [heldFile(this.#list.path(number), { note, isMoved: true }, true)];
        this.#keepNameless(number);
        return [];
      });
  }

  /** A file whose list was lost: nobody knows who sent it under which name, and it is kept for the operator. */
  #keepNameless(number: number): void {
    mkdirSync(this.#unread, { recursive: true });
    const kept = freePath(Buffer.from(join(this.#unread, `held-${number}`)));
    renameSync(this.#list.path(number), kept);
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
    const first = this.#list.last() + 1;
    const noted = files.map(({ file, arrivedAt }, at) => {
      const { name, folder, bytes, modified, path } = file;
      const origin = Buffer.from(path).toString("base64");
      return { file, note: { number: first + at, name, folder, origin, arrivedAt, bytes, modified } };
    });
    let trouble: unknown = null;
    try {
      this.#list.write(noted.map(({ note }) => note));
    } catch (error) {
      trouble = error;
    }
    return noted.flatMap(({ file, note }) => this.#move(file, note, trouble) ?? []);
  }

  #move(file: WaitingFile, note: HeldNote, trouble: unknown): HeldFile | null {
    try {
      if (trouble !== null) throw trouble;
      renameSync(file.path, this.#list.path(note.number));
      return heldFile(this.#list.path(note.number), { note, isMoved: true }, false);
    } catch (error) {
      if (codeOf(error) === "ENOENT" && !existsSync(file.path)) return null;
      this.#log(`${shown(file.folder, file.name)} cannot be moved, a copy is read: ${causeOf(error)}`);
      return this.#copy(note.number, file, note);
    }
  }

  #copy(number: number, { path, folder, name }: WaitingFile, note: HeldNote): HeldFile {
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

  /** What is nobody's any more goes. */
  close(): void {
    this.#list.close();
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
}

const heldFile = (path: string | Buffer, held: Held, wasLeft: boolean): HeldFile => {
  const { name, folder, arrivedAt } = held.note;
  return { path, name, folder, arrivedAt, wasLeft, held };
};

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const shown = (folder: string | null, name: string): string => (folder === null ? name : `${folder}/${name}`);
