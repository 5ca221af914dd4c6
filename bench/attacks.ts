import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LIMITS } from "../pipeline/intake/decode/limits.ts";
import { takeIn } from "../pipeline/intake/take-in.ts";
import { settingFor } from "../pipeline/night/intake.ts";
import { openDeployment } from "../pipeline/night/open-deployment.ts";
import { ATTACKS } from "./attack-files.ts";
import { line, MEASURE, measure, measured } from "./measured.ts";

const ROOT = resolve(import.meta.dirname, "..");
/** Maximum cost of a file: seconds and megabytes. */
const [MOST_SECONDS, MOST_MEGABYTES] = [10, 600];
/** The way of reading a file in memory. */
const HELD = "held";

/** The result of a measured process for a file. */
interface Outcome {
  readonly ends: readonly string[];
  readonly left: readonly string[];
  /** Peak memory of a child process. */
  readonly childMegabytes: number;
}

/**
 * Take in every file of the list of attacks, each in a separate process and deployment; delimited text once in memory and once in blocks.
 * Returns the failures: an unexpected result, too much time or memory, leftover temporary files.
 */
export async function attackAll(only = ""): Promise<string[]> {
  const troubles: string[] = [];
  const chosen = ATTACKS.filter(({ name }) => name.includes(only));
  for (const { name, file, ends } of chosen) {
    for (const way of file.endsWith(".csv") ? [HELD, "in blocks"] : [HELD]) {
      const what = way === HELD ? name : `${name}, ${way}`;
      const trouble = await attack(what, name, way, ends).catch((error: Error) => [error.message]);
      troubles.push(...trouble.map((text) => `${what}: ${text}`));
    }
  }
  return troubles;
}

async function attack(what: string, name: string, way: string, ends: string): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), "fengsui-attack-"));
  try {
    cpSync(join(ROOT, "examples/inner-mongolia"), dir, { recursive: true });
    await measured("attacks", "write", name, dir);
    const { result, seconds, megabytes } = await measured("attacks", way, name, dir);
    const outcome = JSON.parse(result) as Outcome;
    const peak = megabytes + outcome.childMegabytes;
    console.log(line(what, { seconds, megabytes: peak, result: outcome.ends.join(", ") }));
    return [
      ...(outcome.ends.includes(ends) ? [] : [`ended in ${outcome.ends.join(", ")}, not in ${ends}`]),
      ...(seconds > MOST_SECONDS ? [`took ${seconds.toFixed(0)} s`] : []),
      ...(peak > MOST_MEGABYTES ? [`took ${peak.toFixed(0)} MB`] : []),
      ...(outcome.left.length > 0 ? [`left ${outcome.left.join(", ")} in the temporary folder`] : []),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The task of a measured process: write a file, or take it in. */
async function task(way: string, name: string, dir: string): Promise<string> {
  const { file, bytes } = ATTACKS.find((attack) => attack.name === name)!;
  const path = join(dir, "attack");
  if (way === "write") {
    writeFileSync(path, bytes());
    return "";
  }
  process.env.TMPDIR = join(dir, "tmp");
  mkdirSync(process.env.TMPDIR);
  const watch = watchChildren();
  const opened = await openDeployment(dir);
  const arrived = { path, name: file, folder: null };
  const setting = settingFor(opened, arrived, "2026-06-30T00:00:00.000Z", false);
  await takeIn(opened.warehouse, arrived, setting, way === HELD ? LIMITS : { ...LIMITS, heldBytes: 0 });
  const rows = await opened.warehouse.rows<{ code: string }>(
    "SELECT DISTINCT coalesce(refusal->>'code', state) AS code FROM submission ORDER BY code",
  );
  opened.close();
  return JSON.stringify({
    ends: rows.map(({ code }) => code),
    left: readdirSync(process.env.TMPDIR),
    childMegabytes: watch.stop(),
  } satisfies Outcome);
}

/** Poll the peak memory of the child processes (where the system reports it). */
function watchChildren() {
  let most = 0;
  const timer = setInterval(() => {
    for (const pid of linesOf(`/proc/${process.pid}/task/${process.pid}/children`, /\d+/g)) {
      const [peak = "0"] = linesOf(`/proc/${pid}/status`, /(?<=VmHWM:\s*)\d+/g);
      most = Math.max(most, Number(peak) / 1024);
    }
  }, 10);
  return {
    stop(): number {
      clearInterval(timer);
      return most;
    },
  };
}

function linesOf(path: string, pattern: RegExp): readonly string[] {
  try {
    return readFileSync(path, "utf8").match(pattern) ?? [];
  } catch {
    return [];
  }
}

/** `npm run bench -- attacks [PART OF A NAME]`: files designed to cost far more than their size; none may take 10 s or 600 MB. */
export async function run(args: string[]): Promise<void> {
  if (args[0] === MEASURE) return measure(() => task(args[1]!, args[2]!, args[3]!));
  const troubles = await attackAll(args[0]);
  console.log(`attacks: ${troubles.length} that end otherwise or cost too much`);
  for (const trouble of troubles) console.log(`    ${trouble}`);
  if (troubles.length > 0) process.exitCode = 1;
}
