import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isMarkAlive } from "./process-mark.ts";
import { putInPlace } from "./whole-file.ts";

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
export const readFileState = (path: string): FileState | null => readState(statePath(path));

function readState(file: string): FileState | null {
  try {
    const state = JSON.parse(readFileSync(file, "utf8")) as FileState;
    return state.state === "open" || state.state === "closed" ? state : null;
  } catch {
    return null;
  }
}

/** A name beside a file for what one process writes: another opens the database while this one still records that it closed it. */
const partOf = (path: string, { mark }: Pick<Holder, "mark">, what = ""): string =>
  `${path}.${what}${mark}.part`;

/** Record who holds the database from now on. */
export function writeHolder(path: string, holder: Holder): void {
  const state = statePath(path);
  const part = partOf(state, holder);
  try {
    writeState(part, { state: "open", ...holder });
    renameSync(part, state);
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * Record that the database was closed whole, so that a change made without it is noticed at the next opening. Where another process has
 * opened it meanwhile, its word stands.
 */
export function writeClosed(path: string, closed: ClosedFile, holder: Holder): void {
  const state = statePath(path);
  const [part, taken] = [partOf(state, holder), partOf(state, holder, "taken-")];
  try {
    writeState(part, { state: "closed", ...closed });
    // Taken away before it is looked at: what another process writes meanwhile is not written over.
    renameSync(state, taken);
    putWhereNone(isBy(readState(taken), holder) ? part : taken, state);
  } finally {
    for (const left of [part, taken]) rmSync(left, { force: true });
  }
}

const writeState = (file: string, state: FileState): void =>
  writeFileSync(file, `${JSON.stringify(state)}\n`, { flush: true, mode: 0o600 });

/** Give a file a name that no other bears; where one bears it by now, that stays. */
function putWhereNone(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    // A disk without links.
    renameSync(part, path);
  }
}

/** Remove what processes that live no more have left beside a file. */
function removeLeftParts(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    const mark = name.startsWith(`${basename(path)}.`) ? /(\d+-\d+)\.part$/.exec(name)?.[1] : undefined;
    if (mark && !isMarkAlive(mark)) rmSync(join(folder, name), { force: true });
  }
}

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
export const isHolder = (path: string, holder: Holder): boolean => isBy(readFileState(path), holder);

const isBy = (state: FileState | null, { mark, since }: Holder): boolean =>
  state?.state === "open" && state.mark === mark && state.since === since;

/**
 * After the database was closed: make the look-up copy (查看副本), the file that look-ups read so that they never hold the writer's, and
 * record size and hash. A database whose log could not be written back keeps its state `open`, and look-ups keep the copy before; so do they
 * where another process opened the file meanwhile, which settles it when it closes.
 */
export function settleClosed(path: string, lookup: string, holder: Holder): void {
  if (!existsSync(path) || existsSync(`${path}.wal`)) return;
  for (const file of [statePath(path), lookup]) removeLeftParts(file);
  const part = partOf(lookup, holder);
  try {
    const closed = hashFile(path, part);
    if (!isHolder(path, holder)) return;
    putInPlace(part, lookup);
    writeClosed(path, closed, holder);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Size and time of the last change of a file, to see whether it was written to; null where there is none. */
export function traceOf(path: string): string | null {
  const status = statSync(path, { throwIfNoEntry: false, bigint: true });
  return status ? `${status.size} ${status.mtimeNs}` : null;
}
