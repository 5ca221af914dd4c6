import { chmodSync, lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { isForbidden, PUBLISHED, type ReadersGroup, SPOOL } from "./access.ts";

/** Who can read or change an entry of a deployment and should not. */
export type Onlooker = "anyone" | "readers";

/** An entry of a deployment that is open to accounts it is not for (权限过宽). */
export interface OpenMode {
  /** Path within the deployment; "." for its folder. */
  readonly path: string;
  readonly who: Onlooker;
  /** Its mode as `ls` counts it, such as 0644. */
  readonly mode: string;
  /** The bits that are too many. */
  readonly excess: number;
}

/** Entries looked at before the search ends: where so many can be reached, the first are enough. */
const MOST_ENTRIES = 20_000;
const [READ_OR_WRITE, PASS] = [6, 1];

interface Walk {
  readonly dir: string;
  readonly group: ReadersGroup;
  readonly found: OpenMode[];
  left: number;
}

/** Entries that somebody else can reach and read or change: what lies in a folder that nobody else may pass is closed by it. */
export function openModes(dir: string, group: ReadersGroup): OpenMode[] {
  const walk: Walk = { dir, group, found: [], left: MOST_ENTRIES };
  look(walk, [], { anyone: true, readers: group !== null });
  return walk.found;
}

/** Take away the bits that are too many. Returns how many entries could be closed. */
export function closeModes(dir: string, modes: readonly OpenMode[]): number {
  let closed = 0;
  for (const { path, mode, excess } of modes) {
    try {
      chmodSync(join(dir, path), Number.parseInt(mode, 8) & ~excess);
      closed++;
    } catch (error) {
      if (!isForbidden(error)) throw error;
    }
  }
  return closed;
}

type Reach = Readonly<Record<Onlooker, boolean>>;

/** The bits of one account class on an entry, as one octal digit. */
function bitsOf({ mode, gid }: Stats, who: Onlooker, group: ReadersGroup): { bits: number; shift: number } {
  const isGroup = who === "readers" && gid === group;
  return isGroup ? { bits: (mode >> 3) & 7, shift: 3 } : { bits: mode & 7, shift: 0 };
}

/** What readers may do there: pass the folder, read the copy, leave a file in the spool. */
function allowedTo(who: Onlooker, path: readonly string[], isFolder: boolean): number {
  if (who === "anyone") return 0;
  if (path.length === 0) return PASS;
  if (path[0] === PUBLISHED) return isFolder ? 5 : 4;
  return path[0] === SPOOL && path.length === 1 ? 3 : 0;
}

function look(walk: Walk, path: readonly string[], reach: Reach): void {
  if (walk.left-- <= 0) return;
  const place = join(walk.dir, ...path);
  const there = lstatSync(place, { throwIfNoEntry: false });
  if (there === undefined || there.isSymbolicLink()) return;
  const isFolder = there.isDirectory();
  const next = { anyone: false, readers: false };
  let excess = 0;
  let first: Onlooker | undefined;
  for (const who of ["anyone", "readers"] as const) {
    const { bits, shift } = bitsOf(there, who, walk.group);
    const tooMany = bits & ~allowedTo(who, path, isFolder);
    // What is closed is closed for all, also for those who are kept out by a folder above.
    excess |= tooMany << shift;
    if (!reach[who]) continue;
    next[who] = (bits & PASS) !== 0;
    if ((tooMany & READ_OR_WRITE) !== 0) first ??= who;
  }
  if (first) {
    const mode = (there.mode & 0o7777).toString(8).padStart(4, "0");
    walk.found.push({ path: path.join("/") || ".", who: first, mode, excess });
  }
  // Readers know the names of their questions alone, and cannot list the others.
  if (!isFolder || path[0] === SPOOL || (!next.anyone && !next.readers)) return;
  for (const name of namesIn(place)) look(walk, [...path, name], next);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isForbidden(error)) return [];
    throw error;
  }
}
