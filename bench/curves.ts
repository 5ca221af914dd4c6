import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { takeInHistory } from "../pipeline/commands/setup/history.ts";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { daysOf } from "../pipeline/deployment/past-days.ts";
import { openDeployment } from "../pipeline/night/open-deployment.ts";
import { readScenario } from "../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../pipeline/simulate/write.ts";
import { readPast } from "../rules/backtest/read-past.ts";
import type { RuleCalibration } from "../rules/definitions/calibration/rule-calibration.ts";
import { nullRegionOf } from "../rules/false-alarms/null-region.ts";
import { type TradePoint, tradeOf, tradeRows } from "../rules/false-alarms/trade.ts";

const EXAMPLE = resolve(import.meta.dirname, "../examples/inner-mongolia");
const TABLE = resolve(import.meta.dirname, "../rules/definitions/calibration/table.json");

/**
 * `npm run bench -- curves [YEARS]`: what the lines of the example's rules are worth as they move, over so many region-years (24) drawn from the
 * simulated history of the whole example; the lines as they stand are written as the calibration of the rules.
 */
export async function run([years = "24"]: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    const rows = await rowsOf(folder, Number(years));
    for (const row of rows) console.log(lineOf(row));
    const table: RuleCalibration[] = rows.flatMap((row) => {
      const point = row.find(({ factor }) => factor === 1)!;
      const { rule, level, tier, shocks, found, falseWarnings, areaYears, medianDelay } = point;
      return [
        {
          rule,
          level,
          tier,
          areaYears: Math.round(areaYears),
          falseWarnings,
          shocks,
          found,
          medianDelay,
        },
      ];
    });
    writeFileSync(TABLE, `[\n${table.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
    console.log(
      "rules/definitions/calibration/table.json written; then npx vitest run test/house/pages.test.ts --update",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rowsOf(folder: string, regionYears: number): Promise<TradePoint[][]> {
  cpSync(EXAMPLE, folder, { recursive: true });
  const effects = { now: () => new Date("2026-01-01T00:00:00Z"), out: () => undefined, err: () => undefined };
  const { historyFiles } = writeSimulation(loadDeployment(folder), readScenario(folder), 1);
  await takeInHistory(folder, historyFiles, effects, true);
  const opened = await openDeployment(folder);
  try {
    const { policy } = opened.deployment;
    const past = await readPast(opened.warehouse, policy, "2026-01-01T00:00:00Z", daysOf(opened.deployment));
    const points = tradeOf(nullRegionOf(past), past.owed, policy, { regionYears, seed: 1 });
    return tradeRows(points, policy);
  } finally {
    opened.close();
  }
}

const lineOf = (row: readonly TradePoint[]): string => {
  const cells = row.map(({ trueWarnings, falseWarnings, found, shocks, medianDelay, areaYears }) => {
    const all = trueWarnings + falseWarnings;
    const value = all > 0 ? `${Math.round((100 * trueWarnings) / all)}%` : "-";
    return `${value} ${found}/${shocks} ${medianDelay ?? "-"}d ${(falseWarnings / areaYears).toFixed(3)}`;
  });
  return `${row[0]!.rule.padEnd(20)} ${row[0]!.level.padEnd(6)} ${row[0]!.tier.padEnd(3)} ${cells.join(" | ")}`;
};
