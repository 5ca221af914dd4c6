import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "../../..");
const PROCESS = join(import.meta.dirname, "other-account-process.ts");
/** The account nobody, to whom permissions apply; null where the tests themselves are run by an account that is not root. */
export const NOBODY = process.getuid?.() === 0 ? 65_534 : null;
const ACCOUNT = NOBODY === null ? {} : { uid: NOBODY, gid: NOBODY };

/** Whether faults of permission can be tried: another account must be able to read this checkout and the temporary folder. */
export function canBeTried(): boolean {
  if (NOBODY === null) return false;
  const script = "for (const path of process.argv.slice(1)) require('fs').accessSync(path)";
  const paths = [PROCESS, join(ROOT, "node_modules/tsx/package.json"), tmpdir()];
  return spawnSync(process.execPath, ["-e", script, ...paths], ACCOUNT).status === 0;
}

/** What a request printed, and the exit code of its command. */
export interface Answered {
  readonly printed: string;
  readonly code: number;
}

/** A process under another account that takes rounds and runs commands. */
export class OtherAccount {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    this.#child = spawn(process.execPath, ["--import", "tsx", PROCESS], {
      ...{ ...ACCOUNT, cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] },
      env: { PATH: process.env.PATH, HOME: tmpdir(), FENGSUI_THREADS: "1", LANG: "zh_CN.UTF-8" },
    });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** Take a round of the service of a deployment. @param now the clock in the zone of Shanghai, such as `2026-03-12 02:30` */
  round(dir: string, now: string): Promise<Answered> {
    return this.#ask({ round: dir, now: instantOf(now) });
  }

  /** Run a command. */
  command(args: readonly string[], now: string): Promise<Answered> {
    return this.#ask({ command: args, now: instantOf(now) });
  }

  async #ask(asked: unknown): Promise<Answered> {
    this.#child.stdin!.write(`${JSON.stringify(asked)}\n`);
    return JSON.parse((await this.#lines.next()).value);
  }

  end(): void {
    this.#child.stdin!.end();
  }
}

const instantOf = (local: string): string => new Date(`${local.replace(" ", "T")}:00+08:00`).toISOString();

/** Give a folder with all that is in it to the other account. */
export const giveAway = (dir: string): void => void execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, dir]);

/**
 * Take a path from the other account: it belongs to root, with these rights. A folder that is missing is made.
 *
 * @returns gives it back
 */
export function forbid(path: string, mode: number): () => void {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) mkdirSync(path, { mode: 0o700 });
  const before = statSync(path).mode & 0o7777;
  chownSync(path, 0, 0);
  chmodSync(path, mode);
  return () => {
    chownSync(path, NOBODY!, NOBODY!);
    chmodSync(path, before);
  };
}
