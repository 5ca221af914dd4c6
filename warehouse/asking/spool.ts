import {
  appendFileSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmdirSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type SpooledQuestion, spooledQuestion } from "./spooled-question.ts";
import type { UnfinishedQuestion } from "./unfinished.ts";

/** What is no question in a spool, and by whom. */
export interface StrangeEntry {
  readonly name: string;
  readonly kind: "link" | "several-names" | "no-file" | "too-large" | "unreadable" | "no-question";
  /** Number of the account it belongs to. */
  readonly uid: number;
}

/** What a collection of a spool came to. */
export interface Collected {
  readonly questions: number;
  /** Those among them without an end. */
  readonly unfinished: number;
  readonly strange: readonly StrangeEntry[];
  /** Entries that stay: questions that may still be running, and what could not be removed. */
  readonly left: number;
}

/** Larger files are none of ours: a question's text is cut where it is written. */
const LARGEST = 200_000;
/** Most entries that one collection takes of an account, the next goes on; and entries that are moved together. */
const [MOST, TOGETHER] = [10_000, 500];
/** A question that has had no end for so long was cut off, in milliseconds. */
const LONGEST_QUESTION = 24 * 3600 * 1000;

/**
 * Move the questions that other accounts left in a spool into the audit (审计归集). Whoever may write there may leave anything: what a
 * line says of its author is kept as said, and the account is that of the file. Nothing in it stops a night.
 */
export function collectSpool(folder: string, log: string): Collected {
  const now = presentInstant(log);
  const strange: StrangeEntry[] = [];
  const counts = { questions: 0, unfinished: 0, left: 0 };
  const taken = new Map<number, number>();
  // What may still run does not count, nor what is another account's: nobody can keep the questions of others out.
  const isTaken = (entry: Entry | null): entry is Entry => {
    if (entry === null || isRunning(entry, now)) return false;
    const count = (taken.get(entry.uid) ?? 0) + 1;
    taken.set(entry.uid, count);
    return count <= MOST;
  };
  const names = readdirSync(folder).sort();
  for (let at = 0; at < names.length; at += TOGETHER) {
    const found = names.slice(at, at + TOGETHER).map((name) => readEntry(join(folder, name), name));
    const moved = found.filter(isTaken);
    counts.left += found.filter((entry) => entry !== null && isRunning(entry, now)).length;
    const lines = moved.flatMap((entry) =>
      "kind" in entry
        ? [JSON.stringify({ event: "strange", name: entry.name, kind: entry.kind, uid: entry.uid })]
        : entry.lines,
    );
    if (lines.length > 0) appendFileSync(log, `${lines.join("\n")}\n`, { mode: 0o600, flush: true });
    for (const entry of moved) {
      if (!removeEntry(join(folder, entry.entryName))) counts.left++;
      if ("kind" in entry) strange.push(entry);
      else counts.questions++;
      if ("isEnded" in entry && !entry.isEnded) counts.unfinished++;
    }
  }
  return { ...counts, strange };
}

/** Questions in a spool that have no end yet, each as its file says: they run, or were killed. */
export function unfinishedInSpool(folder: string): UnfinishedQuestion[] {
  return readdirSync(folder)
    .sort()
    .slice(0, TOGETHER)
    .flatMap((name) => {
      const entry = readEntry(join(folder, name), name);
      if (entry === null || "kind" in entry || entry.isEnded) return [];
      const { id, at, uid } = JSON.parse(entry.lines[0]!) as { id: string; at: string; uid: number };
      return [{ id, at, who: `uid ${uid}` }];
    });
}

type Entry = (SpooledQuestion | StrangeEntry) & { readonly entryName: string };

/** A question that may still end: its process writes to the file that it has opened. */
const isRunning = (entry: SpooledQuestion | StrangeEntry, now: number): boolean =>
  "isEnded" in entry && !entry.isEnded && now - entry.changed < LONGEST_QUESTION;

/** The instant by the file system, whose clock the files have; an account can set neither it nor a file's time of change. */
function presentInstant(log: string): number {
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
  const probe = `${log}.now`;
  writeFileSync(probe, "", { mode: 0o600 });
  const { ctimeMs } = statSync(probe);
  unlinkSync(probe);
  return ctimeMs;
}

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

function readEntry(path: string, name: string): Entry | null {
  const entry = inspectEntry(path, name);
  return entry && { ...entry, entryName: name };
}

/** An entry as the opened file says, not its name; null where it went away meanwhile. */
function inspectEntry(path: string, name: string): SpooledQuestion | StrangeEntry | null {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return null;
  const strange = (kind: StrangeEntry["kind"], { uid }: Stats = there): StrangeEntry => ({
    ...{ name: name.slice(0, 200).replace(/[^\w.-]/g, "?"), kind, uid },
  });
  if (there.isSymbolicLink()) return strange("link");
  if (!there.isFile()) return strange("no-file");
  let file: number;
  try {
    file = openSync(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
  } catch {
    return strange("unreadable");
  }
  try {
    const opened = fstatSync(file);
    if (!opened.isFile()) return strange("no-file", opened);
    // A second name for a file of somebody else would put its words into their mouth.
    if (opened.nlink !== 1) return strange("several-names", opened);
    if (opened.size > LARGEST) return strange("too-large", opened);
    const question = spooledQuestion(readAll(file), {
      ...{ uid: opened.uid, changed: opened.ctimeMs, name: strange("no-file").name },
    });
    return question ?? strange("no-question", opened);
  } catch {
    return strange("unreadable");
  } finally {
    closeSync(file);
  }
}

/** At most the largest size: the file may grow while it is read. */
function readAll(file: number): string {
  const bytes = Buffer.alloc(LARGEST);
  let length = 0;
  for (;;) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    length += read;
    if (read === 0 || length === bytes.length) return bytes.toString("utf8", 0, length);
  }
}

function removeEntry(path: string): boolean {
  try {
    if (lstatSync(path).isDirectory()) rmdirSync(path);
    else unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
