import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { putInPlace, writeWhole } from "./whole-file.ts";

/** Who holds the database, since when, and for what. */
export interface Holder {
  readonly pid: number;
  /** The mark of the process: its number is used again after it. */
  readonly mark: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** The work it is opened for, such as `night` or `answer`. */
  readonly work: string;
}

/** What is known of the database's file: open, by whom, or closed, with its size and hash. */
export type FileState = ({ readonly state: "open" } & Holder) | ({ readonly state: "closed" } & ClosedFile);

/** A database's file as it was closed. */
export interface ClosedFile {
  readonly bytes: number;
  readonly sha256: string;
  /** SHA-256 of its headers, which the engine counts up with every checkpoint: another file has others. */
  readonly headers: string;
}

/** The engine's main header and two database headers. */
const HEADER_BYTES = 3 * 4096;

/** The file beside the database that holds its state. */
export const statePath = (path: string): string => `${path}.state`;

/** The recorded state of a database's file; null where none can be read. */
export function readFileState(path: string): FileState | null {
  try {
    const state = JSON.parse(readFileSync(statePath(path), "utf8")) as FileState;
    return state.state === "open" || state.state === "closed" ? state : null;
  } catch {
    return null;
  }
}

/** Record who holds the database from now on. */
export const writeHolder = (path: string, holder: Holder): void =>
  writeWhole(statePath(path), `${JSON.stringify({ state: "open", ...holder })}\n`, 0o600);

/** Record that the database was closed whole, so that a change made without it is noticed at the next opening. */
export const writeClosed = (path: string, closed: ClosedFile): void =>
  writeWhole(statePath(path), `${JSON.stringify({ state: "closed", ...closed })}\n`, 0o600);

const BLOCK = 1 << 20;

/**
 * Size and SHA-256 of a file, read in blocks, and its bytes written to a copy where one is asked for. The database must be closed: to
 * read its file here while this process holds it would release its lock.
 */
export function hashFile(path: string, copy?: string): ClosedFile {
  const from = openSync(path, "r");
  const to = copy === undefined ? null : openSync(copy, "w", 0o600);
  const hash = createHash("sha256");
  const block = Buffer.alloc(BLOCK);
  let [bytes, headers] = [0, ""];
  try {
    for (;;) {
      const read = readSync(from, block, 0, BLOCK, null);
      if (read === 0) break;
      hash.update(block.subarray(0, read));
      if (bytes === 0) headers = headerHash(block.subarray(0, read));
      for (let at = 0; to !== null && at < read; ) at += writeSync(to, block, at, read - at);
      bytes += read;
    }
  } finally {
    closeSync(from);
    if (to !== null) closeSync(to);
  }
  return { bytes, sha256: hash.digest("hex"), headers };
}

const headerHash = (start: Uint8Array): string =>
  createHash("sha256").update(start.subarray(0, HEADER_BYTES)).digest("hex");

/** Whether a holder is still the one that is recorded: another process may have opened the file since it was closed. */
export function isHolder(path: string, { mark, since }: Holder): boolean {
  const state = readFileState(path);
  return state?.state === "open" && state.mark === mark && state.since === since;
}

/**
 * After the database was closed: make the look-up copy (查看副本), the file that look-ups read so that they never hold the writer's, and
 * record size and hash. A database whose log could not be written back keeps its state `open`, and look-ups keep the copy before; so do they
 * where another process opened the file meanwhile, which settles it when it closes.
 */
export function settleClosed(path: string, lookup: string, holder: Holder): void {
  if (!existsSync(path) || existsSync(`${path}.wal`)) return;
  const part = `${lookup}.part`;
  try {
    const closed = hashFile(path, part);
    if (!isHolder(path, holder)) return;
    putInPlace(part, lookup);
    writeClosed(path, closed);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Size and time of the last change of a file, to see whether it was written to; null where there is none. */
export function traceOf(path: string): string | null {
  const status = statSync(path, { throwIfNoEntry: false, bigint: true });
  return status ? `${status.size} ${status.mtimeNs}` : null;
}
