import { randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Why nothing is written under a name. */
export type OutFileFault =
  | "link"
  | "no-plain-file"
  | "exists"
  /** Somebody else put another file in the place of ours while it was written. */
  | "exchanged";

/** A name under which nothing is written, with the reason. */
export class OutFileRefused extends Error {
  readonly fault: OutFileFault;

  constructor(fault: OutFileFault) {
    super(fault);
    this.fault = fault;
  }
}

/** A new file that has no name yet that anybody looks for. */
export interface OutFile {
  /** Opened for writing. */
  readonly descriptor: number;
  /** Give the file its name. @throws OutFileRefused */
  putInPlace(): void;
  /** Close it, and remove it if it was not put in place. */
  close(): void;
}

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants;

/**
 * Make a new file beside its later place, under a random name that must be free, and without following a link. What is written goes to
 * the opened file, whatever others then do in the folder. It comes to its place whole, and replaces nothing unless `replace` is set.
 *
 * @throws OutFileRefused where something stands in its place that it may not replace
 */
export function createOutFile(target: string, replace: boolean): OutFile {
  const path = resolve(target);
  refuseOccupied(path, replace);
  const part = join(dirname(path), `.${randomUUID()}.part`);
  const descriptor = openSync(part, O_RDWR | O_CREAT | O_EXCL | (O_NOFOLLOW ?? 0), 0o666);
  let isThere = true;
  return {
    descriptor,
    putInPlace() {
      fsyncSync(descriptor);
      refuseOccupied(path, replace);
      if (!isSame(part, descriptor)) throw new OutFileRefused("exchanged");
      place(part, path, replace);
      isThere = false;
      if (!isSame(path, descriptor)) throw new OutFileRefused("exchanged");
      settleFolder(dirname(path));
    },
    close() {
      if (isThere && isSame(part, descriptor)) rmSync(part, { force: true });
      closeSync(descriptor);
    },
  };
}

const statOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

/** A link is not followed and nothing but a plain file replaced, also where replacing is wanted. */
function refuseOccupied(path: string, replace: boolean): void {
  const there = statOf(path);
  if (there === undefined) return;
  if (there.isSymbolicLink()) throw new OutFileRefused("link");
  if (!there.isFile()) throw new OutFileRefused("no-plain-file");
  if (!replace) throw new OutFileRefused("exists");
}

function isSame(path: string, descriptor: number): boolean {
  const [named, opened] = [statOf(path), fstatSync(descriptor)];
  return named !== undefined && named.ino === opened.ino && named.dev === opened.dev;
}

/** A second name is refused by the system itself where the first is taken; file systems without second names are renamed on. */
function place(part: string, path: string, replace: boolean): void {
  if (replace) {
    renameSync(part, path);
    return;
  }
  try {
    linkSync(part, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new OutFileRefused("exists");
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(code ?? "")) throw error;
    renameSync(part, path);
  }
  rmSync(part, { force: true });
}

/** Make sure that the new name is on the disk; a folder that others only lend cannot always be opened. */
function settleFolder(folder: string): void {
  try {
    const opened = openSync(folder, "r");
    fsyncSync(opened);
    closeSync(opened);
  } catch {
    // The file's bytes are on the disk; only its name may be lost by a power failure.
  }
}
