import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { playSeed, type SeedResult } from "./sim/simulate.ts";

/**
 * `npm run bench -- sim [SEEDS] [NIGHTS]`: the simulated service under faults, 200 seeds of 120 nights unless others are asked for; every
 * fifth seed with steps of the clock. Seeds that are done stand in a file of the temporary folder, so that a run that was ended goes on; a
 * run that is over removes it.
 */
export async function run([seeds = "200", nights = "120"]: string[]): Promise<void> {
  const file = join(tmpdir(), `fengsui-sim-${seeds}-${nights}.jsonl`);
  const done = existsSync(file)
    ? readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as SeedResult)
    : [];
  for (let seed = 1; seed <= Number(seeds); seed++) {
    if (done.some((result) => result.seed === seed)) continue;
    const result = await playSeed(seed, Number(nights), seed % CLOCK_EVERY === 0);
    done.push(result);
    writeFileSync(file, `${JSON.stringify(result)}\n`, { flag: "a" });
    for (const text of result.broken) console.error(`seed ${seed}: ${text}`);
  }
  const sum = (count: (result: SeedResult) => number) =>
    done.reduce((total, result) => total + count(result), 0);
  const broken = done.filter((result) => result.broken.length > 0).map(({ seed }) => seed);
  console.log(
    `${done.length} seeds of ${nights} nights, six offices: ${sum(({ rounds }) => rounds)} rounds, ${sum(({ kills }) => kills)} ends of the process, ${sum(({ stops }) => stops)} requests to stop`,
  );
  console.log(
    `${sum(({ accepted }) => accepted)} messages, ${sum(({ repeats }) => repeats)} of them taken again by the server`,
  );
  console.log(broken.length === 0 ? "no invariant broken" : `broken: seeds ${broken.join(", ")}`);
  rmSync(file, { force: true });
}

const CLOCK_EVERY = 5;
