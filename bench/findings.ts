import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import type { Finding } from "../rules/findings/finding-log.ts";
import { findingKinds } from "../rules/findings/index.ts";
import { both, names, PLANTS, type Plant } from "../test/rules/findings/plants.ts";
import { type Change, yearOfFindings } from "../test/rules/findings/region.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
const EVERY_MONTH = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

const FOUR_TIMES = [9, 6, 3, 0];
/** Kinds whose questions go to the offices themselves: of these all together at most one is asked in a clean region and year. */
const ASKED = new Set(findingKinds.flatMap(({ id, asksOffice }) => (asksOffice ? [id] : [])));

/**
 * `npm run bench -- findings [SEEDS]`: the findings in a year of regions without faults, one region for each seed: two years of the whole
 * example without shocks, checked every month of the second year. The target is at most one finding per region and year. Then the same
 * regions with tricks planted in three banners: how many of them are found and named.
 */
export async function run([seeds = "20"]: string[]): Promise<void> {
  const counts: { readonly all: number; readonly asked: number }[] = [];
  const named = new Map(PLANTS.map(({ name }) => [name, 0]));
  for (let seed = 1; seed <= Number(seeds); seed++) {
    const found = await inRegion(seed, undefined, EVERY_MONTH);
    counts.push({ all: found.length, asked: found.filter(({ kind }) => ASKED.has(kind)).length });
    const lines = found.map(({ kind, area, evidence }) => `${kind} ${area} ${JSON.stringify(evidence)}`);
    console.log([`seed ${seed}: ${found.length} finding(s)`, ...lines].join("\n  "));
    for (const plant of await plantedFound(seed)) named.set(plant.name, named.get(plant.name)! + 1);
  }
  const sum = (of: "all" | "asked") => counts.reduce((total, count) => total + count[of], 0);
  const most = (of: "all" | "asked") => Math.max(...counts.map((count) => count[of]));
  console.log(`${sum("all")} findings in ${counts.length} region-years, at most ${most("all")} in one`);
  console.log(`of them ${sum("asked")} asked of the offices, at most ${most("asked")} in one`);
  for (const [name, count] of named) console.log(`planted: ${name}: ${count} of ${counts.length} found`);
}

/** The tricks that are found in a region where all of them are planted, each in a banner that the seed chooses. */
async function plantedFound(seed: number): Promise<Plant[]> {
  const banners = loadDeployment(EXAMPLE).areas.filter(({ level }) => level === "banner");
  const areas = PLANTS.map((_, at) => banners[(37 * seed + 11 * at) % banners.length]!.code);
  const changes = PLANTS.map(({ change }, at) => change(areas[at]!));
  const found = await inRegion(
    seed,
    changes.reduce((first, next) => both(first, next)),
    FOUR_TIMES,
  );
  return PLANTS.filter((plant, at) => names(plant, areas[at]!, found));
}

/** The findings in a year of the example without shocks. */
async function inRegion(
  seed: number,
  change: Change | undefined,
  looks: readonly number[],
): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    const scenario = parse(readFileSync(join(folder, "scenario.yaml"), "utf8"));
    Object.assign(scenario, {
      history: { from: "2023-12", to: "2025-11" },
      shocks: [],
      acts: [],
      expect: [],
    });
    writeFileSync(join(folder, "scenario.yaml"), stringify(scenario));
    return await yearOfFindings(folder, seed, change, looks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
