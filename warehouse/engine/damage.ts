import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { type FileState, hashFile, readFileState } from "./file-state.ts";
import { isMarkAlive } from "./process-mark.ts";

/** What is wrong with a database's file or its log, found before anything is written. */
export interface Damage {
  readonly code: "gone" | "no-database" | "cut" | "changed" | "foreign-log" | "broken-log";
  readonly file: string;
}

/** Result of the checks before an opening: damage, or a remark where the file is another than the one that was closed, and is whole. */
export interface FileCheck {
  readonly damage: Damage | null;
  readonly isReplaced: boolean;
}

/** Files up to this size are compared by their hash at every opening, larger ones only where a thorough check is asked for. */
const HASHED_BYTES = 256_000_000;

/** `DUCK`, eight bytes into the file. */
const MAGIC = { at: 8, text: "DUCK" };

/**
 * Check the database's file before it is opened for writing: the engine itself ignores a log that it cannot read, and finds a damaged
 * block only when a statement meets it, perhaps in the middle of a night.
 *
 * @param thorough compare a large file's hash too
 */
export async function checkFile(path: string, thorough = false): Promise<FileCheck> {
  const state = readFileState(path);
  const check = await checkAgainst(state, path, thorough);
  // Another process may have opened or closed the file while it was looked at.
  const isChanged = JSON.stringify(readFileState(path)) !== JSON.stringify(state);
  return isChanged ? { damage: null, isReplaced: false } : check;
}

async function checkAgainst(state: FileState | null, path: string, thorough: boolean): Promise<FileCheck> {
  if (state?.state === "open" && isMarkAlive(state.mark)) return { damage: null, isReplaced: false };
  const found = (code: Damage["code"], file = path): FileCheck => ({
    damage: { code, file },
    isReplaced: false,
  });
  const [log, isThere] = [`${path}.wal`, existsSync(path)];
  if (!isThere) return state || existsSync(log) ? found("gone") : { damage: null, isReplaced: false };
  if (!hasMagic(path)) return found("no-database");
  if (existsSync(log)) {
    if (state?.state === "closed") return found("foreign-log", log);
    if (!isLog(readFileSync(log))) return found("broken-log", log);
  }
  if (state?.state !== "closed") return { damage: null, isReplaced: false };
  const { size } = statSync(path);
  const now = size !== state.bytes || isHashed(size, thorough) ? hashFile(path) : null;
  const isSame = now === null || now.sha256 === state.sha256;
  if (isSame) return { damage: null, isReplaced: false };
  // Under the same headers nothing may differ; under others it is another file, and its blocks show whether it is whole.
  if (now.headers !== state.headers && (await isReadable(path))) return { damage: null, isReplaced: true };
  return found(size < state.bytes ? "cut" : "changed");
}

const isHashed = (size: number, thorough: boolean): boolean => thorough || size <= HASHED_BYTES;

function hasMagic(path: string): boolean {
  const head = Buffer.alloc(MAGIC.at + MAGIC.text.length);
  const file = openSync(path, "r");
  try {
    return (
      readSync(file, head, 0, head.length, 0) === head.length &&
      head.subarray(MAGIC.at).toString("latin1") === MAGIC.text
    );
  } finally {
    closeSync(file);
  }
}

/** Bytes before an entry of the log: its size and its checksum, 8 bytes each. */
const ENTRY_HEAD = 16;
/** How a log of the engine begins: field 100, entry type 98 (version). It ends with 0xffff within a few bytes. */
const LOG_HEAD = Buffer.from("640062", "hex");
const LOG_HEAD_BYTES = 256;
/** No entry of a log is larger: a terabyte. */
const LARGEST_ENTRY = 1n << 40n;

/**
 * Whether bytes are a write-ahead log of the engine: its head, then entries whose sizes follow one another. The last one may be torn: the
 * process was ended while it wrote.
 */
export function isLog(bytes: Buffer): boolean {
  if (bytes.length === 0) return true;
  if (!LOG_HEAD.subarray(0, bytes.length).equals(bytes.subarray(0, LOG_HEAD.length))) return false;
  const end = bytes.indexOf("ffff", 0, "hex");
  if (end < 0) return bytes.length < LOG_HEAD_BYTES;
  for (let at = end + 2; at + ENTRY_HEAD <= bytes.length; ) {
    const size = bytes.readBigUInt64LE(at);
    const next = BigInt(at + ENTRY_HEAD) + size;
    if (size === 0n || size > LARGEST_ENTRY) return false;
    if (next > BigInt(bytes.length)) return true;
    at = Number(next);
  }
  return true;
}

/** Whether every block of a database can be read: each has a checksum, which the engine compares. */
async function isReadable(path: string): Promise<boolean> {
  try {
    const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
    try {
      const connection = await instance.connect();
      const tables = await connection.runAndReadAll(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal",
      );
      for (const [name] of tables.getRows())
        await connection.run(`SELECT bit_xor(hash(t)) FROM "${String(name)}" AS t`);
      connection.closeSync();
      return true;
    } finally {
      instance.closeSync();
    }
  } catch {
    return false;
  }
}
