import { isUtf8 } from "node:buffer";
import { lstatSync, readdirSync } from "node:fs";
import { isPassedOver } from "./passed-over.ts";

/** A report file as intake reads it. */
export interface InboxFile {
  /** Its path; as bytes where its name is not UTF-8. */
  readonly path: string | Buffer;
  /** Its name as text. */
  readonly name: string;
  /** Its folder in `inbox/`, which is the office that sent it. Null directly in the inbox: put there by the operator. */
  readonly folder: string | null;
}

/** A file waiting in the inbox, with the data that shows whether it has changed since. */
export interface WaitingFile extends InboxFile {
  readonly bytes: number;
  /** When it was last written, in milliseconds. */
  readonly modified: number;
  /** The instant of its last inode change, ISO 8601: when it was put here. */
  readonly changed: string;
}

/**
 * The files waiting in an inbox, offices first by name, then file names, so that two runs take them in the same order.
 *
 * Only plain files are taken, directly in the inbox or one folder down; links, deeper folders and files that programs leave beside
 * reports are ignored.
 *
 * @param onUnreadable called for a folder that cannot be listed; the others are still listed
 */
export function waitingFiles(inbox: string, onUnreadable: Unreadable = () => undefined): WaitingFile[] {
  const entries = listed(Buffer.from(inbox), onUnreadable);
  const loose = entries.flatMap((entry) => entry.file ?? []).map((file) => ({ ...file, folder: null }));
  const sent = entries
    .filter((entry) => entry.isFolder)
    .flatMap(({ path, name: folder }) =>
      listed(path, onUnreadable)
        .flatMap((entry) => entry.file ?? [])
        .map((file) => ({ ...file, folder })),
    );
  return [...loose, ...sent];
}

/** Called for a folder that cannot be listed, with the cause. */
export type Unreadable = (folder: string, cause: unknown) => void;

interface Entry {
  readonly path: Buffer;
  readonly name: string;
  readonly isFolder: boolean;
  readonly file: Omit<WaitingFile, "folder"> | null;
}

/** The entries of a folder, by name. Names are bytes, because a sender's system may not write UTF-8. */
function listed(folder: Buffer, onUnreadable: Unreadable): Entry[] {
  let names: Buffer[];
  try {
    names = readdirSync(folder, { encoding: "buffer" });
  } catch (error) {
    // The inbox is created with the first report.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") onUnreadable(nameOf(folder), error);
    return [];
  }
  return names
    .map((raw) => ({ raw, name: nameOf(raw) }))
    .filter(({ name }) => !isPassedOver(name))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Buffer.compare(a.raw, b.raw)))
    .flatMap(({ raw, name }) => entryOf(Buffer.concat([folder, Buffer.from("/"), raw]), name) ?? []);
}

function entryOf(path: Buffer, name: string): Entry | null {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status) return null;
  const shown = isUtf8(path) ? path.toString() : path;
  const file = status.isFile()
    ? { path: shown, name, bytes: status.size, modified: status.mtimeMs, changed: status.ctime.toISOString() }
    : null;
  return { path, name, isFolder: status.isDirectory(), file };
}

/** A file name as text: UTF-8, else GB18030, as Chinese Windows writes it. */
export const nameOf = (raw: Buffer): string =>
  new TextDecoder(isUtf8(raw) ? "utf-8" : "gb18030", { ignoreBOM: true }).decode(raw);
