import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Past } from "../../../rules/backtest/past.ts";
import {
  type BudgetLine,
  type BudgetRequest,
  expectedWarningsBy,
  linesOfTallies,
  regionsOf,
  type Tally,
} from "../../../rules/false-alarms/expect.ts";
import type { NullRegion } from "../../../rules/false-alarms/null-region.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { childEntry } from "../../../warehouse/engine/child-entry.ts";
import type { SimulationJob } from "./simulate-worker.ts";

/** A simulation that other threads are at. */
export interface Simulation {
  /** The expected warnings of each policy. */
  lines(): Promise<BudgetLine[][]>;
}

/**
 * Simulate the false warnings that some policies bring in a year, each over the same drawn years. The regions are shared among the processor's
 * threads; the figures do not depend on how many there are.
 */
export async function startSimulation(
  nullRegion: NullRegion,
  owed: Past["owed"],
  policies: readonly Policy[],
  request: BudgetRequest,
): Promise<Simulation> {
  const of = Math.min(availableParallelism(), regionsOf(request));
  if (of === 1) return { lines: async () => expectedWarningsBy(nullRegion, owed, policies, request) };
  const entry = await childEntry(import.meta.url, "simulate-worker");
  const shares = Array.from({ length: of }, (_, at) =>
    tallyIn(entry, { nullRegion, owed, policies, request, share: { at, of } }),
  );
  const all = Promise.all(shares);
  // Whoever started it may break off before asking for the lines.
  all.catch(() => undefined);
  return { lines: async () => linesOfTallies(await all, request) };
}

/** Megabytes for what a thread has just made: most of it is dropped at once. */
const YOUNG = 64;

function tallyIn(entry: string, workerData: SimulationJob): Promise<Tally[]> {
  const worker = new Worker(entry, {
    workerData,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
