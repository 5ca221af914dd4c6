import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { basename, isAbsolute, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const FOLDER = join(ROOT, "bench/results");

/** The last figures of one bench, and all that is needed to make them again. */
interface BenchResult {
  readonly bench: string;
  readonly command: string;
  readonly day: string;
  readonly commit: string;
  readonly machine: string;
  readonly versions: string;
  readonly lines: readonly string[];
}

const git = (...args: string[]): string => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();

/** The commit, marked where the checkout differs from it (results themselves apart). */
function commitNow(): string {
  const changed = git("status", "--porcelain", "--", ".", ":!bench/results", ":!bench/RESULTS.md");
  return `${git("rev-parse", "--short=10", "HEAD")}${changed === "" ? "" : " with changes"}`;
}

function machineNow(): string {
  const [cpu] = cpus();
  return `${cpu?.model.trim() || process.arch}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
}

function versionsNow(): string {
  const manifest = readFileSync(join(ROOT, "node_modules/@duckdb/node-api/package.json"), "utf8");
  return `Node.js ${process.versions.node}, DuckDB ${(JSON.parse(manifest) as { version: string }).version}`;
}

/** An argument as others can write it too: a path of this machine by its last part. */
const named = (argument: string): string => (isAbsolute(argument) ? basename(argument) : argument);

/** Run a bench and keep what it prints, with machine, versions, commit and command, in `bench/results/`. */
export async function keepResult(
  bench: string,
  args: readonly string[],
  run: () => Promise<void>,
): Promise<void> {
  const lines: string[] = [];
  const print = console.log;
  console.log = (...parts: unknown[]) => {
    lines.push(...parts.map(String).join(" ").split("\n"));
    print(...parts);
  };
  try {
    await run();
  } finally {
    console.log = print;
  }
  const result: BenchResult = {
    bench,
    command: ["npm run bench --", bench, ...args.map(named)].join(" "),
    day: new Date().toISOString().slice(0, 10),
    commit: commitNow(),
    machine: machineNow(),
    versions: versionsNow(),
    // A path of this machine says nothing on another.
    lines: lines.map((line) => line.replaceAll(ROOT, ".")),
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${bench}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

/** Lines of one bench that the page shows, from the end: what comes before is progress. */
const MOST_LINES = 60;

function section({ bench, command, day, commit, machine, versions, lines }: BenchResult): string[] {
  const shown = lines.slice(-MOST_LINES);
  return [
    `## ${bench}`,
    "",
    `\`${command}\` · ${day} · commit ${commit} · ${machine} · ${versions}`,
    "",
    "```text",
    ...shown,
    "```",
    "",
  ];
}

/** The page of all kept results; a test compares it with `RESULTS.md`. */
export function resultsPage(): string {
  const results = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as BenchResult);
  return [
    "# Last figures of each bench",
    "",
    "Written by `npm run bench -- table` from `results/`, where each bench leaves what it printed when it last ran to its end. What is",
    "compared with what: [README.md](README.md). A time means nothing alone; the ratios beside it were measured in the same run.",
    "",
    ...results.flatMap(section),
  ].join("\n");
}

/** `npm run bench -- table`: write `RESULTS.md`. */
export async function run(): Promise<void> {
  writeFileSync(join(ROOT, "bench/RESULTS.md"), resultsPage());
}
