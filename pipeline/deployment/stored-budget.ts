import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BudgetLine } from "../../rules/false-alarms/expect.ts";
import { type Deployment, hash } from "./load.ts";

/** Where a deployment keeps the last simulation of its false warnings. */
export const BUDGET_FILE = "budget.json";

/** A simulation of false warnings as kept: what it was made for, how, and what came out. */
export interface StoredBudget {
  /** Of the policy, the area register and the duties it was made for. */
  readonly key: string;
  readonly regionYears: number;
  readonly seed: number;
  readonly periods: number;
  readonly lines: readonly BudgetLine[];
}

/** What a kept simulation must have been made for to be still good: the lines and the places; not the budget they are held to. */
export function budgetKey({ policy, registerHash, settings }: Deployment): string {
  const { budget: _held, ...lines } = policy;
  return hash(JSON.stringify([lines, registerHash, settings.duties]));
}

/** The kept simulation, if there is one for this policy and register. */
export function readStoredBudget(deployment: Deployment): StoredBudget | null {
  const file = join(deployment.dir, BUDGET_FILE);
  if (!existsSync(file)) return null;
  try {
    const stored: StoredBudget = JSON.parse(readFileSync(file, "utf8"));
    return stored.key === budgetKey(deployment) && Array.isArray(stored.lines) ? stored : null;
  } catch {
    // A file cut short or edited by hand is as good as none: it is made anew by one command.
    return null;
  }
}

/** Keep a simulation: written aside and renamed, so that half a file is never read. */
export function writeStoredBudget(dir: string, stored: StoredBudget): void {
  const file = join(dir, BUDGET_FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify(stored)}\n`);
  renameSync(`${file}.new`, file);
}
