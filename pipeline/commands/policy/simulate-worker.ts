import { parentPort, workerData } from "node:worker_threads";
import type { Past } from "../../../rules/backtest/past.ts";
import { type BudgetRequest, type Share, tallyRegions } from "../../../rules/false-alarms/expect.ts";
import type { NullRegion } from "../../../rules/false-alarms/null-region.ts";
import type { Policy } from "../../../rules/policy/policy.ts";

/** What a thread simulates. */
export interface SimulationJob {
  readonly nullRegion: NullRegion;
  readonly owed: Past["owed"];
  readonly policies: readonly Policy[];
  readonly request: BudgetRequest;
  readonly share: Share;
}

const { nullRegion, owed, policies, request, share } = workerData as SimulationJob;
parentPort?.postMessage(tallyRegions(nullRegion, owed, policies, request, share));
