import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { causeOf } from "./failures.ts";
import { freePath, HeldList, type HeldNote } from "./held-list.ts";
import { type InboxFile, type WaitingFile, waitingFiles } from "./inbox.ts";
import { RememberedFiles } from "./remembered-files.ts";

/** A file moved out of the inbox, so that nobody writes to it while it is read. */
export interface HeldFile extends InboxFile {
  readonly arrivedAt: string;
  /** An interrupted earlier run had moved it out of the inbox; it may have been taken in already. */
  readonly wasLeft: boolean;
  readonly held: Held;
}

interface Held {
  readonly note: HeldNote;
  /** Whether it is in the holding folder; else it is read from a copy, or in place. */
  readonly isMoved: boolean;
}

/** Folders between which files are moved. */
export interface HoldingFolders {
  readonly inbox: string;
  readonly archive: string;
}

/**
 * The holding folder (`inbox/.holding`): files are renamed into it before they are read, so that a file put under the same name meanwhile
 * is a new file, and nothing is deleted unread. A list of their origins and times is written before they are moved, so that the next run
 * takes in what an interrupted one left.
 *
 * A file that cannot be moved is copied, read, and remembered by its hash, because it may stay in the inbox.
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

  /** Whether an interrupted run has left files here. */
  get hasLeft(): boolean {
    return this.#list.numbers().length > 0;
  }

  /** Files left by an interrupted run, in their order. */
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

  /** Keep a file whose list was lost for the operator, because its sender and name are unknown. */
  #keepNameless(number: number): void {
    mkdirSync(this.#unread, { recursive: true });
    const kept = freePath(Buffer.from(join(this.#unread, `held-${number}`)));
    renameSync(this.#list.path(number), kept);
    this.#log(`a held file whose sender and name are lost is kept as ${kept}`);
  }

  /** The files waiting in the inbox, except those that were taken in already and cannot be removed. */
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

  /** Move files out of the inbox; files that the sender has removed meanwhile are left out. */
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
      // Reading it in place fails the same way, and that failure is answered.
      return heldFile(path, held, false);
    }
  }

  /** Remove the original of an answered file, unless it changed while it was read or must be kept. */
  release(file: HeldFile, end: { readonly submission: number; readonly isUnread: boolean }): void {
    try {
      if (file.held.isMoved) this.#releaseMoved(file, end);
      else this.#releaseCopy(file, end);
    } catch (error) {
      this.#log(`${shown(file.folder, file.name)} cannot be removed: ${causeOf(error)}`);
    }
  }

  /** Remove files and lists that are no longer needed. */
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
      // The copy, if there is one.
      if (!origin.equals(Buffer.from(file.path))) rmSync(file.path, { force: true });
    }
  }

  /** Return a file that was still being written to the inbox; a later night takes in its present content. */
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
    // Keep the end of the name, which has the file type; the name may already have the maximum length of the system.
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
