import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The published reports and reference results, beside the checkout. */
export const SHARED = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** Whether the reference folder is there. */
export const haveShared = existsSync(join(SHARED, "bench/bench_series.csv"));

/** The version of the surveillance package of R, or null when R or the package is missing. */
export function surveillanceVersion(): string | null {
  const asked = spawnSync("Rscript", ["-e", 'cat(as.character(packageVersion("surveillance")))'], {
    encoding: "utf8",
  });
  return asked.status === 0 && /^\d/.test(asked.stdout) ? asked.stdout.trim() : null;
}

/** Run an R script of this folder, or one with a full path; throws when R fails. */
export function runR(script: string, args: readonly string[]): string {
  const path = existsSync(script) ? script : join(HERE, script);
  const done = spawnSync("Rscript", [path, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`Rscript ${script} failed:\n${done.stderr}`);
  return done.stdout;
}

/** Rows of a CSV file without quoted commas, by column name. */
export function readTable(path: string): Record<string, string>[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const cells = (line: string) =>
    line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((c) => c.replaceAll('"', ""));
  const names = cells(head);
  return lines.map((line) => {
    const row = cells(line);
    return Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""]));
  });
}

/** The 500 windows of 520 weeks of real claims. */
export function benchSeries(): Float64Array[] {
  const rows = readTable(join(SHARED, "bench/bench_series.csv"));
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== "t");
  return names.map((name) => Float64Array.from(rows, (row) => Number(row[name])));
}
