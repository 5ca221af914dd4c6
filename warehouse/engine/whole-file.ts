import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Ending of a file that is still being written; readers leave it alone. */
const PART = ".part";

/** Make sure that what was written to a file, or renamed in a folder, is on the disk. */
function settle(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/**
 * Write a file whole or not at all: under a temporary name, its bytes on the disk, then renamed. Half a file is never visible, also
 * after a power failure. The folder must exist.
 */
export function writeWhole(path: string, content: string | Uint8Array, mode = 0o666): void {
  const part = `${path}${PART}`;
  try {
    writeFileSync(part, content, { flush: true, mode });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw naming(part, error);
  }
}

/** An error of the system with the path in its message: a write to a full disk does not name it. */
function naming(path: string, error: unknown): unknown {
  if (error instanceof Error && !error.message.includes(path)) error.message += ` '${path}'`;
  return error;
}

/**
 * Put a file that another program has written in its place: its bytes and its new name are on the disk when this returns.
 */
export function putInPlace(part: string, path: string): void {
  settle(part);
  renameSync(part, path);
  settle(dirname(path));
}

/** A file to be written. */
export interface NewFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Files that are written at the same time: a disk confirms sixteen in the time of three. */
const AT_ONCE = 16;

/** Write files as `writeWhole` does, several at a time. The first that cannot be written ends it with its error. */
export async function writeAllWhole(files: readonly NewFile[]): Promise<void> {
  const waiting = files.values();
  const work = async (): Promise<void> => {
    for (const { path, content } of waiting) {
      const part = `${path}${PART}`;
      try {
        await writeAndClose(await open(part, "w"), content);
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, files.length) }, work));
}

async function writeAndClose(file: FileHandle, content: string | Uint8Array): Promise<void> {
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
