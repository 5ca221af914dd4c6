import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { leftOver } from "../../reports/delivery/sending-log.ts";
import { takeBatch } from "../../reports/delivery/take-batch.ts";
import { lastNight } from "../../warehouse/measure/nights.ts";
import { lastJobs } from "../../warehouse/operation/job-runs.ts";
import type { OpenDeployment } from "../night/open-deployment.ts";
import { copyState } from "../night/publish.ts";
import { aheadOf, type SetBack } from "./clock-watch.ts";
import type { Situation } from "./plan-round.ts";

/** Runs read of each job: those of the nights that may be made up, and of some skipped before them. */
const RUNS = 200;

/** Read what a round needs to know from an opened deployment (the look-up copy suffices) and its folder. */
export async function readSituation(
  opened: OpenDeployment,
  setBack: SetBack | null,
  now: Date,
): Promise<Situation> {
  const { warehouse } = opened;
  const last = await lastNight(warehouse);
  const due = await takeBatch(warehouse, now.toISOString(), 1);
  return {
    lastNight: last && { date: last.date, asOf: last.asOf },
    runs: await lastJobs(warehouse, RUNS),
    isCopyStale: (await copyState(opened)).state === "stale",
    waiting: due.length + leftOver(opened.path()).length,
    acts: actsWaiting(opened.path()),
    setBack: setBack ?? (opened.deployment.settings.rehearsal ? null : aheadOf(last, now)),
  };
}

/** Commands that wait in acts/. */
export function actsWaiting(dir: string): number {
  const folder = join(dir, "acts");
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")).length : 0;
}
