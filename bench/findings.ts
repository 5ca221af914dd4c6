import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { yearOfFindings } from "../test/rules/findings/region.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
const EVERY_MONTH = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/**
 * `npm run bench -- findings [SEEDS]`: the findings in a year of regions without faults, one region for each seed: two years of the whole
 * example without shocks, checked every month of the second year. The target is at most one finding per region and year.
 */
export async function run([seeds = "20"]: string[]): Promise<void> {
  const counts: number[] = [];
  for (let seed = 1; seed <= Number(seeds); seed++) {
    const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
    try {
      cpSync(EXAMPLE, folder, { recursive: true });
      const scenario = parse(readFileSync(join(folder, "scenario.yaml"), "utf8"));
      Object.assign(scenario, { history: { from: "2023-12", to: "2025-11" }, shocks: [], expect: [] });
      writeFileSync(join(folder, "scenario.yaml"), stringify(scenario));
      const found = await yearOfFindings(folder, seed, undefined, EVERY_MONTH);
      counts.push(found.length);
      const lines = found.map(({ kind, area, evidence }) => `${kind} ${area} ${JSON.stringify(evidence)}`);
      console.log([`seed ${seed}: ${found.length} finding(s)`, ...lines].join("\n  "));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const all = counts.reduce((sum, count) => sum + count, 0);
  console.log(`${all} findings in ${counts.length} region-years, at most ${Math.max(...counts)} in one`);
}
