import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BudgetLine } from "../../rules/false-alarms/expect.ts";
import { writeWhole } from "../../warehouse/engine/whole-file.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Deployment } from "./load.ts";

/** File in which a deployment stores the last simulation of its false warnings. */
export const BUDGET_FILE = "budget.json";

/** A stored simulation of false warnings: its inputs, its settings and its results. */
export interface StoredBudget {
  /** Fingerprint of the policy, area register and duties it was made for. */
  readonly key: string;
  readonly regionYears: number;
  readonly seed: number;
  readonly periods: number;
  readonly lines: readonly BudgetLine[];
}

/**
 * Key under which a stored simulation stays valid: what it was judged by, and the areas; not the budget it is compared with, nor who approved
 * the policy and what is muted.
 */
export function budgetKey({ policy, registerHash, settings }: Deployment): string {
  const { coverageFloor, lowerAfterDays, liftAfterDays, combination, falseDiscoveryRate, episodes, rules } =
    policy;
  const judging = {
    coverageFloor,
    lowerAfterDays,
    liftAfterDays,
    combination,
    falseDiscoveryRate,
    episodes,
    rules,
  };
  return fingerprint(JSON.stringify([judging, registerHash, settings.duties]));
}

/** The stored simulation, or null if there is none for this policy and register. */
export function readStoredBudget(deployment: Deployment): StoredBudget | null {
  const file = join(deployment.dir, BUDGET_FILE);
  if (!existsSync(file)) return null;
  try {
    const stored: StoredBudget = JSON.parse(readFileSync(file, "utf8"));
    return stored.key === budgetKey(deployment) && Array.isArray(stored.lines) ? stored : null;
  } catch {
    // A truncated or hand-edited file is ignored: one command writes it again.
    return null;
  }
}

/** Store a simulation. */
export function writeStoredBudget(dir: string, stored: StoredBudget): void {
  writeWhole(join(dir, BUDGET_FILE), `${JSON.stringify(stored)}\n`);
}
