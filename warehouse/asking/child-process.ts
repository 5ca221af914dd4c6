import { type ChildProcess, spawn } from "node:child_process";
import { basename, dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { childEntry } from "../engine/child-entry.ts";
import { ANSWERS, type ChildLine } from "./protocol.ts";
import type { Limits } from "./question.ts";

/** A limit that the system does not know is left out; the child looks at what holds, and watches itself where nothing does. */
const SCRIPT = 'ulimit -c 0; ulimit -v "$1" 2>/dev/null; ulimit -f "$2" 2>/dev/null; shift 2; exec "$@"';

/** What a child process reports. */
export interface ChildEvents {
  /** One line of its answers; null for one that is none. */
  onLine(line: ChildLine | null): void;
  /** It ended; `hasStarted` is false where the system could not start it. */
  onEnd(hasStarted: boolean): void;
}

/**
 * Start the child process that answers questions to one database, under limits of the operating system. Its environment is empty, what
 * the engine prints goes nowhere, and its answers come on a descriptor of their own.
 *
 * @param descriptor the opened file that it may write
 */
export async function startChild(
  database: string,
  { addressMegabytes, fileMegabytes, residentMegabytes }: Limits,
  descriptor: number | null,
  { onLine, onEnd }: ChildEvents,
): Promise<ChildProcess> {
  const entry = await childEntry(import.meta.url, "child");
  const address = Number.isFinite(addressMegabytes) ? String(addressMegabytes * 1000) : "unlimited";
  const child = spawn(
    "/bin/sh",
    [
      ...["-c", SCRIPT, "sh", address, String(fileMegabytes * 2000)],
      ...[process.execPath, "--max-old-space-size=256", entry, basename(database)],
      ...[String(residentMegabytes), String(fileMegabytes), ...(descriptor === null ? [] : ["file"])],
    ],
    {
      cwd: dirname(database),
      env: { TZ: "UTC" },
      stdio: ["pipe", "ignore", "ignore", "pipe", ...(descriptor === null ? [] : [descriptor])],
    },
  );
  child.stdin!.on("error", () => undefined);
  const answers = child.stdio[ANSWERS] as Readable;
  answers.on("error", () => undefined);
  createInterface({ input: answers }).on("line", (line) => onLine(readLine(line)));
  child.on("error", () => onEnd(child.pid !== undefined));
  child.on("close", () => onEnd(true));
  return child;
}

function readLine(text: string): ChildLine | null {
  try {
    const line = JSON.parse(text) as unknown;
    return typeof line === "object" && line !== null ? (line as ChildLine) : null;
  } catch {
    return null;
  }
}
