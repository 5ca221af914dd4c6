import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stretch } from "../pipeline/commands/night/nights.ts";
import { takeInHistory } from "../pipeline/commands/setup/history.ts";
import { initDeployment } from "../pipeline/commands/setup/init.ts";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import { runNight } from "../pipeline/night/night.ts";
import { openDeployment } from "../pipeline/night/open-deployment.ts";
import { nightOf } from "../pipeline/night/request.ts";
import { deliverArrivals } from "../pipeline/night/steps.ts";
import { readScenario } from "../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../pipeline/simulate/write.ts";
import {
  CopyIntruder,
  complaint,
  complaintOfChange,
  rowsOf,
  trueCell,
} from "../test/warehouse/disclosure/copy-intruder.ts";

/** A clock after the days that are played: reports dated ahead of it are asked about. */
const NOW = new Date("2026-11-01T00:00:00Z");

/**
 * Play every night of the demo, give an intruder the copy of each, and count what linear programming over all of them together learns of hidden
 * cells: against the cells that are hidden, which is what the copy itself says.
 */
export async function run(args: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-disclosure-"));
  try {
    const dir = join(folder, "demo");
    initDeployment(dir, "inner-mongolia");
    const scenario = readScenario(dir);
    const { historyFiles } = writeSimulation(loadDeployment(dir), scenario, 1);
    await takeInHistory(
      dir,
      historyFiles,
      { now: () => NOW, out: () => undefined, err: () => undefined },
      true,
    );
    const opened = await openDeployment(dir);
    const intruder = new CopyIntruder();
    const days = stretch(scenario.nights.from, scenario.nights.to, "day").slice(0, Number(args[0] ?? 999));
    for (const day of days) {
      deliverArrivals(opened, day);
      await runNight(opened, { ...nightOf(opened.deployment, day, null, AFTERWARDS), publish: true });
      await intruder.read(opened.publishedPath);
    }
    const learnt = intruder.learnt();
    const complaints: (string | null)[] = [];
    for (const found of learnt) complaints.push(complaint(found, await trueCell(opened.warehouse, found)));
    const changes = intruder.differences();
    for (const change of changes) complaints.push(await complaintOfChange(opened.warehouse, change));
    const [cells] = await rowsOf<{ all: string; hidden: string }>(
      opened.publishedPath,
      'SELECT count(*) AS "all", count(hidden) AS hidden FROM circulation',
    );
    opened.close();
    const found = complaints.filter((text) => text !== null);
    console.log(
      `${days.length} nights' copies, ${intruder.versions} versions of months, ${changes.length} changes of shown cells`,
    );
    console.log(`cells of the last copy: ${cells!.all}, hidden ${cells!.hidden}`);
    console.log(
      `hidden cells worked out or bounded closer than the p% rule: ${found.length} of ${learnt.length}`,
    );
    for (const line of found.slice(0, 20)) console.log(`  ${line}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A clock after every night that is played. */
const AFTERWARDS = new Date("9999-01-01T00:00:00Z");
