import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { takeInHistory } from "../pipeline/commands/setup/history.ts";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { daysOf } from "../pipeline/deployment/past-days.ts";
import { openDeployment } from "../pipeline/night/open-deployment.ts";
import { readScenario } from "../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../pipeline/simulate/write.ts";
import { readPast } from "../rules/backtest/read-past.ts";
import { expectedWarnings } from "../rules/false-alarms/expect.ts";
import { nullRegionOf } from "../rules/false-alarms/null-region.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
const WANTED_SECONDS = 120;

/** `npm run bench -- budget [REGION_YEARS]`: the false warnings of the example's policy over a thousand region-years, in under two minutes. */
export async function run([years = "1000"]: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    const written = writeSimulation(loadDeployment(folder), readScenario(folder), 1);
    const effects = { now: () => new Date("2026-01-01T00:00:00Z"), out: () => undefined };
    await takeInHistory(folder, written.historyFiles, { ...effects, err: () => undefined }, true);
    const opened = await openDeployment(folder);
    const { policy } = opened.deployment;
    const past = await readPast(opened.warehouse, policy, "2026-01-01T00:00:00Z", daysOf(opened.deployment));
    opened.close();
    const began = performance.now();
    const used = process.cpuUsage();
    const request = { regionYears: Number(years), stretchYears: 1, seed: 1 };
    const lines = expectedWarnings(nullRegionOf(past), past.owed, policy, request);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(used);
    for (const { rule, level, tier, areas, perYear, error, low, high } of lines) {
      if (perYear === 0) continue;
      const name = `${rule ?? "all rules"} ${level} ${tier}`.padEnd(40);
      console.log(
        `${name} ${perYear.toFixed(3).padStart(8)} ± ${(1.96 * error).toFixed(3)} a year (99 of 100 years: ${low} to ${high}), ${(perYear / areas).toFixed(4)} an area`,
      );
    }
    console.log(
      `${years} region-years in ${seconds.toFixed(1)} s (processor ${((user + system) / 1e6).toFixed(1)} s), wanted under ${WANTED_SECONDS} s: ${seconds < WANTED_SECONDS ? "held" : "missed"}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
