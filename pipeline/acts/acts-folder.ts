import { isUtf8 } from "node:buffer";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { putInPlace } from "../../warehouse/engine/whole-file.ts";
import type { Act } from "./act.ts";
import { type ActAnswer, actAnswerSchema } from "./act-answer.ts";

/** Names of acts: the instant, so that they sort as they were dropped, and eight random digits, so that no two are the same. */
const NAME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-[0-9a-f]{8}\.json$/;
/** A longer file is no act. */
const MOST_BYTES = 65_536;

/** Whether a file has the name of an act. */
export const isActName = (name: string): boolean => NAME.test(name);

/** The instant that the name of an act gives, in milliseconds since 1970. */
export function instantOf(name: string): number {
  const [, year, month, day, hour, minute, second, thousandth] = NAME.exec(name)!;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${thousandth}Z`);
}

/**
 * The folder of acts (`acts/`): files that wait, `done/` with the answers, `refused/` with what is no act. Everything in it is for the
 * service's account alone.
 */
export class ActsFolder {
  readonly #dir: string;

  /** @param dir folder of the deployment */
  constructor(dir: string) {
    this.#dir = join(dir, "acts");
  }

  /**
   * Drop an act, whole and on the disk when this returns. Returns its name.
   *
   * @param now the command's clock; where it was set back, the name still sorts after those that wait
   */
  drop(act: Act, now: Date): string {
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
    const last = this.waiting().filter(isActName).at(-1);
    const at = new Date(last === undefined ? now : Math.max(now.getTime(), instantOf(last) + 1));
    const name = `${at.toISOString().replace(/[-:.]/g, "")}-${randomBytes(4).toString("hex")}.json`;
    writePrivate(join(this.#dir, name), act);
    return name;
  }

  /** Names of what waits, in the order of dropping; files still being written are not among them. */
  waiting(): string[] {
    if (!existsSync(this.#dir)) return [];
    this.#renameUnreadable();
    return readdirSync(this.#dir)
      .filter((name) => !FOLDERS.has(name) && !name.startsWith(".") && !name.endsWith(".part"))
      .sort();
  }

  /** Give a name to what has none in UTF-8, so that it can be set aside like anything else that is no act. */
  #renameUnreadable(): void {
    for (const raw of readdirSync(this.#dir, { encoding: "buffer" }))
      if (!isUtf8(raw))
        renameSync(
          Buffer.concat([Buffer.from(`${this.#dir}/`), raw]),
          join(this.#dir, `unreadable-${raw.toString("hex").slice(0, 100)}`),
        );
  }

  /**
   * The content of a waiting file. A link is not followed, and a pipe not waited for.
   *
   * @throws Error for anything but a regular file of at most 64 KiB that can be read
   */
  read(name: string): string {
    const file = openSync(
      join(this.#dir, name),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
    try {
      const found = fstatSync(file);
      if (!found.isFile()) throw new Error("not a file");
      if (found.size > MOST_BYTES) throw new Error(`${found.size} bytes; an act has at most ${MOST_BYTES}`);
      return readFileSync(file, "utf8");
    } finally {
      closeSync(file);
    }
  }

  /** Set aside what is no act, with the reason beside it. */
  setAside(name: string, reason: ActAnswer["text"]): void {
    const folder = join(this.#dir, "refused");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    let kept = name;
    for (let count = 2; existsSync(join(folder, kept)); count++) kept = `${count}-${name}`.slice(0, 200);
    renameSync(join(this.#dir, name), join(folder, kept));
    writePrivate(join(folder, `${kept.slice(0, 200)}.reason`), reason);
  }

  /** Write what came of an act, for the command that waits for it. */
  answer(name: string, answer: ActAnswer): void {
    mkdirSync(join(this.#dir, "done"), { recursive: true, mode: 0o700 });
    writePrivate(join(this.#dir, "done", name), answer);
  }

  /** What came of an act, removed once it is read; null while it waits. */
  takeAnswer(name: string): ActAnswer | null {
    const path = join(this.#dir, "done", name);
    if (!existsSync(path)) return null;
    const answer = actAnswerSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    rmSync(path, { force: true });
    return answer;
  }

  /** Remove an act that was answered, or that its command withdraws. */
  remove(name: string): void {
    rmSync(join(this.#dir, name), { force: true });
  }

  /** Remove the answers that nobody has read, of acts dropped before an instant. */
  forgetAnswers(before: string): void {
    const folder = join(this.#dir, "done");
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder))
      if (isActName(name) && instantOf(name) < Date.parse(before))
        rmSync(join(folder, name), { force: true });
  }
}

const FOLDERS = new Set(["done", "refused"]);

/** Write a file whole, for this account alone; its bytes and its name are on the disk when this returns. */
function writePrivate(path: string, content: unknown): void {
  const part = `${path}.part`;
  try {
    writeFileSync(part, `${JSON.stringify(content)}\n`, { mode: 0o600 });
    putInPlace(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
