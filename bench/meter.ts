import { performance } from "node:perf_hooks";
import type { Progress } from "../pipeline/night/open-deployment.ts";

/** Cost of work: wall-clock seconds, processor seconds, and statements sent to the engine. */
export interface Cost {
  readonly wall: number;
  readonly processor: number;
  readonly statements: number;
}

/** Total cost of the runs of one step, and the count of each run (files, rows, messages). */
export interface StepCost extends Cost {
  readonly runs: number;
  readonly counts: readonly number[];
  /** Statements of the run with the most statements. */
  readonly mostStatements: number;
}

/** Measures steps by name. */
export class Meter {
  readonly #steps = new Map<string, StepCost>();
  readonly #statements: () => number;
  #depth = 0;
  #inSteps: Cost = NOTHING;

  constructor(statements: () => number) {
    this.#statements = statements;
  }

  get steps(): ReadonlyMap<string, StepCost> {
    return this.#steps;
  }

  /** Cost of the steps since the last call, with nested steps counted once. */
  takeInSteps(): Cost {
    const taken = this.#inSteps;
    this.#inSteps = NOTHING;
    return taken;
  }

  /** Measure work that is not a step. */
  async cost(work: () => Promise<void>): Promise<Cost> {
    const before = this.#now();
    await work();
    return difference(this.#now(), before);
  }

  /** The hook by which a night runs its steps. */
  readonly progress: Progress = async (step, _unit, work, count) => {
    const before = this.#now();
    this.#depth++;
    try {
      const result = await work();
      const cost = difference(this.#now(), before);
      if (this.#depth === 1) this.#inSteps = sum(this.#inSteps, cost);
      this.add(step, cost, count ? count(result) : Number(result));
      return result;
    } finally {
      this.#depth--;
    }
  };

  /** Add a cost to a step. */
  add(step: string, cost: Cost, count = Number.NaN): void {
    const total = this.#steps.get(step) ?? { ...NOTHING, runs: 0, counts: [], mostStatements: 0 };
    const counts = Number.isFinite(count) ? [...total.counts, count] : total.counts;
    this.#steps.set(step, {
      ...sum(total, cost),
      ...{ runs: total.runs + 1, counts },
      mostStatements: Math.max(total.mostStatements, cost.statements),
    });
  }

  #now(): Cost {
    const { user, system } = process.cpuUsage();
    return {
      wall: performance.now() / 1000,
      processor: (user + system) / 1e6,
      statements: this.#statements(),
    };
  }
}

const NOTHING: Cost = { wall: 0, processor: 0, statements: 0 };

/** Both costs together. */
export const sum = (a: Cost, b: Cost): Cost => ({
  wall: a.wall + b.wall,
  processor: a.processor + b.processor,
  statements: a.statements + b.statements,
});

/** The first cost minus the second. */
export const difference = (a: Cost, b: Cost): Cost => ({
  wall: a.wall - b.wall,
  processor: a.processor - b.processor,
  statements: a.statements - b.statements,
});
