import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { takeInHistory } from "../pipeline/commands/setup/history.ts";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { daysOf } from "../pipeline/deployment/past-days.ts";
import { openDeployment } from "../pipeline/night/open-deployment.ts";
import { readScenario } from "../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../pipeline/simulate/write.ts";
import { readPast } from "../rules/backtest/read-past.ts";
import { judgeThrough } from "../rules/backtest/through.ts";
import { expectedWarnings } from "../rules/false-alarms/expect.ts";
import { nullRegionOf } from "../rules/false-alarms/null-region.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
export async function run([years = "100"]: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    const written = writeSimulation(loadDeployment(folder), readScenario(folder), 1);
    const effects = { now: () => new Date("2026-01-01T00:00:00Z"), out: () => undefined };
    let t = performance.now();
    const lap = (w: string) => {
      console.log(w, ((performance.now() - t) / 1000).toFixed(1));
      t = performance.now();
    };
    await takeInHistory(folder, written.historyFiles, { ...effects, err: () => undefined }, true);
    lap("history");
    const opened = await openDeployment(folder);
    const { policy } = opened.deployment;
    const past = await readPast(opened.warehouse, policy, "2026-01-01T00:00:00Z", daysOf(opened.deployment));
    opened.close();
    lap("read");
    const days = [...past.figures.values()].flatMap((f) => f.map((x) => x.knownOn)).sort();
    console.log(days[0], days.at(-1), past.layoffs.length, days.length);
    const j = judgeThrough(past, policy, { from: days[0]!, to: days.at(-1)! });
    console.log(j.events.length, j.moments.length);
    lap("judge");
    const region = nullRegionOf(past);
    lap("null");
    expectedWarnings(region, past.owed, policy, { regionYears: Number(years), stretchYears: 1, seed: 1 });
    lap("expect");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
