import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takeInHistory } from "../../../pipeline/commands/setup/history.ts";
import { loadDeployment } from "../../../pipeline/deployment/load.ts";
import { comparedOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { readScenario } from "../../../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../../../pipeline/simulate/write.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { type Finding, listFindings, updateFindings } from "../../../rules/findings/finding-log.ts";

const quiet = {
  now: () => new Date("2026-06-30T00:00:00Z"),
  out: () => undefined,
  err: () => undefined,
};

/** A change to the historical files of one kind, by their rows. */
export type Change = (fileName: string, rows: string[][]) => string[][];

/**
 * Simulate a region's history in its folder, change it, take it in, and search for findings a number of months before its end, as
 * nights would have.
 */
export async function yearOfFindings(
  dir: string,
  seed: number,
  change: Change = (_, rows) => rows,
  looks: readonly number[] = [9, 6, 3, 0],
): Promise<Finding[]> {
  const deployment = loadDeployment(dir);
  const scenario = readScenario(dir);
  writeSimulation(deployment, scenario, seed);
  const folder = join(dir, "history");
  const files = readdirSync(folder).sort();
  for (const name of files) {
    const rows = readFileSync(join(folder, name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => line.split(","));
    writeFileSync(
      join(folder, name),
      `${change(name, rows)
        .map((row) => row.join(","))
        .join("\n")}\n`,
    );
  }
  await takeInHistory(
    dir,
    files.map((name) => join(folder, name)),
    quiet,
    true,
  );
  const opened = await openDeployment(dir);
  const reports = contracts.map((contract) => comparedOf(contract, contracts));
  const end = addDays(`${scenario.history.to}-01`, 45);
  for (const months of looks) {
    const date = addDays(end, -30 * months);
    await updateFindings(opened.warehouse, {
      night: 1,
      date,
      asOf: `${date}T15:59:59.999Z`,
      since: 0,
      monthly: true,
      reports,
    });
  }
  const found = await listFindings(opened.warehouse, true);
  opened.close();
  return found;
}
