import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { isMarkAlive, processMark } from "../../warehouse/engine/process-mark.ts";
import type { Stage } from "./smtp-reply.ts";

/** How one try of a message ended. */
export interface SendingEnd {
  readonly delivery: string;
  readonly messageId: string;
  /** Number of this try, from 1; an end is recorded for the try that is due alone. */
  readonly tries: number;
  readonly outcome: "sent" | "try-again" | "refused";
  readonly stage: Stage | null;
  readonly detail: string;
  /** Instant of the end. */
  readonly at: string;
  /** Name of the transport. */
  readonly transport: string;
}

/** That the session ended and the messages were kept: where and why. */
export interface SessionEnd {
  readonly session: true;
  readonly stage: Stage | null;
  readonly detail: string;
  readonly at: string;
  readonly transport: string;
}

/** A line of a sending step. */
export type SendingLine = SendingEnd | SessionEnd;

/** Where ends are written as they come. */
export interface EndsWriter {
  append(line: SendingLine): void;
}

const FOLDER = "sending";
const ENDING = ".jsonl";

/**
 * The ends of one sending step, each on the disk before the next message of its connection is begun (`DIR/sending/STEP.jsonl`). The
 * database is closed meanwhile; after a kill the file is what is known of the messages sent.
 */
export class SendingLog implements EndsWriter {
  readonly #file: number;

  private constructor(readonly path: string) {
    this.#file = openSync(path, "ax", 0o600);
  }

  /** Begin the file of a step; its name is the instant at which it began, and the mark of this process. */
  static begin(dir: string, now: string): SendingLog {
    const folder = join(dir, FOLDER);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = now.replace(/[^0-9TZ]/g, "");
    let count = 1;
    const pathOf = () => join(folder, `${name}-${count}.${processMark(process.pid)}${ENDING}`);
    while (existsSync(pathOf())) count++;
    return new SendingLog(pathOf());
  }

  /** Write one line, and wait until it is on the disk. */
  append(line: SendingLine): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
  }

  /** Close the file; it stays until its lines are folded in. */
  close(): void {
    closeSync(this.#file);
  }
}

/** Files of sending steps that have not been folded in, the oldest first; not those of another process that is sending. */
export const leftOver = (dir: string): string[] =>
  filesIn(dir)
    .filter((name) => !isOfOther(name))
    .map((name) => join(dir, FOLDER, name));

/** The number of another process that is sending; null where none is. */
export function otherSender(dir: string): number | null {
  const name = filesIn(dir).find(isOfOther);
  return name === undefined ? null : Number.parseInt(markIn(name)!, 10);
}

function filesIn(dir: string): string[] {
  const folder = join(dir, FOLDER);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ENDING))
        .sort()
    : [];
}

const markIn = (name: string): string | undefined => /\.(\d+-\d+)\.jsonl$/.exec(name)?.[1];

function isOfOther(name: string): boolean {
  const mark = markIn(name);
  return mark !== undefined && Number.parseInt(mark, 10) !== process.pid && isMarkAlive(mark);
}

/** The lines of a step's file. A last line that a kill cut off is left out: its message is tried again. */
export function readEnds(path: string): SendingLine[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as SendingLine];
      } catch {
        // A full disk cuts a line off in the middle of a file too.
        return [];
      }
    });
}

/** Remove a file whose lines are folded in. */
export const forgetEnds = (path: string): void => rmSync(path, { force: true });
