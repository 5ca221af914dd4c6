import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { median } from "simple-statistics";
import { stretch } from "../pipeline/commands/night/nights.ts";
import type { PlayedStep } from "./nights-player.ts";

const HERE = resolve(import.meta.dirname, "..");
/** A night with at least this many files counts as one around a due date. */
const MANY_FILES = 40;

/** Plays a checkout's demo step by step in a separate process. */
class Player {
  readonly steps: PlayedStep[] = [];
  readonly #dir = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  readonly #child;
  readonly #answers: AsyncIterator<string>;

  constructor(readonly checkout: string) {
    const script = join(HERE, "bench/nights-player.ts");
    this.#child = spawn(process.execPath, ["--import", "tsx", script, checkout, join(this.#dir, "demo")], {
      cwd: HERE,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#answers = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  async play(step: string): Promise<void> {
    this.#child.stdin!.write(`${step}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`${this.checkout} broke off at ${step}`);
    this.steps.push(JSON.parse(value) as PlayedStep);
  }

  end(): void {
    this.#child.stdin!.end();
    this.#child.once("close", () => rmSync(this.#dir, { recursive: true, force: true }));
  }
}

/**
 * Play the demo of this checkout and of another, interleaved step by step, and print the ratio of their times: total, intake, intake of
 * nights with many files, quiet nights.
 */
export async function playAgainst(other: string, from: string, to: string): Promise<void> {
  const [here, before] = [new Player(HERE), new Player(resolve(other))];
  const days = stretch(from, to, "day");
  // Alternate which one goes first, because the second one finds warm caches.
  for (const [at, step] of ["simulate", "history", ...days].entries())
    for (const player of at % 2 === 0 ? [here, before] : [before, here]) await player.play(step);
  here.end();
  before.end();
  const share = (name: string, of: (steps: readonly PlayedStep[]) => number) => {
    const [ours, theirs] = [of(here.steps), of(before.steps)];
    console.log(
      `${name.padEnd(34)} ${ours.toFixed(2).padStart(8)} ${theirs.toFixed(2).padStart(8)} ${(ours / theirs).toFixed(3)}`,
    );
  };
  console.log(`${"".padEnd(34)}     here   before  share`);
  share("all, wall s", (steps) => total(steps, "wall"));
  share("all, processor s", (steps) => total(steps, "processor"));
  share("history, processor s", (steps) => steps[1]!.processor);
  share("intake of the nights, processor s", (steps) => total(steps.slice(2), "takeIn"));
  share(`intake, nights over ${MANY_FILES} files`, (steps) =>
    total(
      steps.slice(2).filter(({ files }) => files > MANY_FILES),
      "takeIn",
    ),
  );
  share("quiet night, median processor s", (steps) =>
    median(steps.slice(3).flatMap(({ isQuiet, processor }) => (isQuiet ? [processor] : []))),
  );
  share("files", (steps) => total(steps, "files"));
  share("mails", (steps) => total(steps, "mails"));
}

const total = (
  steps: readonly PlayedStep[],
  of: "wall" | "processor" | "takeIn" | "files" | "mails",
): number => steps.reduce((sum, step) => sum + step[of], 0);
