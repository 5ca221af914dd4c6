import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median } from "simple-statistics";
import type { Effects } from "../pipeline/commands/console/effects.ts";
import { stretch } from "../pipeline/commands/night/nights.ts";
import { demoReport } from "../pipeline/commands/setup/demo-report.ts";
import { takeInHistory } from "../pipeline/commands/setup/history.ts";
import { initDeployment } from "../pipeline/commands/setup/init.ts";
import { loadDeployment } from "../pipeline/deployment/load.ts";
import type { JudgedWave } from "../pipeline/intake/intake-run.ts";
import { runNight } from "../pipeline/night/night.ts";
import { openDeployment } from "../pipeline/night/open-deployment.ts";
import { nightOf } from "../pipeline/night/request.ts";
import { deliverArrivals, type NightResult } from "../pipeline/night/steps.ts";
import { readScenario, type Scenario } from "../pipeline/simulate/scenario.ts";
import { writeSimulation } from "../pipeline/simulate/write.ts";
import { type Cost, difference, Meter, type StepCost, sum } from "./meter.ts";
import { playAgainst } from "./nights-against.ts";

/** Maximum median cost of a night without files, letters and changes. */
const QUIET = { processor: 0.2, statements: 25 };
/** A night with at least this many files counts as one around a due date. */
const MANY_FILES = 40;

/** First and last night of the example's scenario. */
const [FIRST, LAST] = ["2026-01-01", "2026-06-30"];

/** A played night with its cost; `takeIn` is the cost of its intake. */
interface Night {
  readonly cost: Cost;
  readonly takeIn: Cost;
  readonly result: NightResult;
}

const silent: Effects = {
  now: () => new Date(),
  out: () => undefined,
  err: () => undefined,
};

/**
 * `npm run bench -- nights [--to DAY] [--seed N] [--against CHECKOUT]`: play the demo in a temporary folder and print the cost of each
 * step, of the intake of nights with many files, and of a quiet night. With another checkout, both are played interleaved.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      to: { type: "string" },
      seed: { type: "string", default: "1" },
      against: { type: "string" },
    },
  });
  if (values.against) return playAgainst(values.against, FIRST, values.to ?? LAST);
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    await play(join(folder, "demo"), Number(values.seed), values.to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(dir: string, seed: number, to: string | undefined): Promise<void> {
  let statements = () => 0;
  const meter = new Meter(() => statements());
  const step = async (name: string, work: () => Promise<unknown>) =>
    meter.add(
      name,
      await meter.cost(async () => {
        await work();
      }),
    );
  const nights: Night[] = [];
  const waves: JudgedWave[] = [];
  const all = await meter.cost(async () => {
    initDeployment(dir, "inner-mongolia");
    const scenario = readScenario(dir);
    let files: string[] = [];
    await step("simulate", async () => {
      files = writeSimulation(loadDeployment(dir), scenario, seed).historyFiles;
    });
    await step("history", () => takeInHistory(dir, files, silent, true));
    await playNights(
      dir,
      { ...scenario, nights: { ...scenario.nights, ...(to ? { to } : {}) } },
      meter,
      nights,
      {
        step,
        counting: (count) => {
          statements = count;
        },
        wave: (wave) => waves.push(wave),
      },
    );
  });
  printCosts(meter.steps, nights, all);
  printWaves(waves, nights, meter);
}

/** Play the nights of the scenario, publish the last one, and report the findings. */
async function playNights(
  dir: string,
  { nights: { from, to }, shocks, expect }: Scenario,
  meter: Meter,
  nights: Night[],
  on: {
    readonly step: (name: string, work: () => Promise<unknown>) => Promise<void>;
    readonly counting: (count: () => number) => void;
    readonly wave: (wave: JudgedWave) => void;
  },
): Promise<void> {
  const opened = await openDeployment(dir, { progress: meter.progress, onWave: on.wave });
  on.counting(() => opened.warehouse.statements);
  const days = stretch(from, to, "day");
  for (const day of days) {
    const before = meter.steps.get("take-in");
    let result: NightResult | undefined;
    const cost = await meter.cost(async () => {
      deliverArrivals(opened, day);
      const publish = day === days.at(-1);
      result = await runNight(opened, { ...nightOf(opened.deployment, day, null, AFTERWARDS), publish });
    });
    meter.add("rest of the nights", difference(cost, meter.takeInSteps()));
    const after = meter.steps.get("take-in")!;
    nights.push({ cost, takeIn: before ? difference(after, before) : after, result: result! });
  }
  await on.step("report", () =>
    demoReport(opened, { shocks, expect, days, outbox: join(dir, "outbox"), dir }),
  );
  on.counting(() => 0);
  opened.close();
}

function printCosts(steps: ReadonlyMap<string, StepCost>, nights: readonly Night[], all: Cost): void {
  console.log(`${"step".padEnd(20)} wall s  processor s  statements   runs     counted`);
  for (const [name, step] of steps) console.log(line(name, step, counted(step)));
  console.log(line("all", { ...all, statements: total(nights).statements }));
  const full = nights.filter(({ result }) => result.record.counts.files > MANY_FILES);
  if (full.length > 0) {
    const takeIn = full.map((night) => night.takeIn).reduce(sum);
    console.log(line(`over ${MANY_FILES} files`, total(full), `${full.length} nights`));
    console.log(line("  of it take-in", takeIn));
  }
  // The first night measures the whole past, and the last one is published.
  const quiet = nights.slice(1, -1).filter(isQuiet);
  if (quiet.length > 0) printQuietNights(quiet.map((night) => night.cost));
}

/** Print the sizes of waves, and the statements per wave, for remarks and per file. */
function printWaves(waves: readonly JudgedWave[], nights: readonly Night[], meter: Meter): void {
  const sizes = waves.map(({ files }) => files);
  const statements = waves.map((wave) => wave.statements);
  const files = nights.reduce((count, { result }) => count + result.record.counts.files, 0);
  const remarks = meter.steps.get("remarks")?.mostStatements ?? 0;
  const takeIn = meter.steps.get("take-in")?.statements ?? 0;
  console.log(
    `waves: ${waves.length}, of ${median(sizes)} files in the median, ${Math.max(...sizes)} at most; ` +
      `${Math.max(...statements)} statements at most, ${median(statements)} in the median`,
  );
  console.log(
    `remarks: ${remarks} statements a night at most; take-in: ${(takeIn / files).toFixed(2)} statements a file, ` +
      `${files} files`,
  );
}

function printQuietNights(costs: readonly Cost[]): void {
  const middle = (of: keyof Cost) => median(costs.map((cost) => cost[of]));
  const share = (of: keyof typeof QUIET) => (middle(of) / QUIET[of]).toFixed(2);
  console.log(
    `quiet nights: ${costs.length}, in the median ${middle("processor").toFixed(3)} s of processor (${share("processor")} of the ` +
      `${QUIET.processor} s allowed), ${middle("statements")} statements (${share("statements")} of the ${QUIET.statements})`,
  );
}

/** Whether a night had no files, letters or changes. */
const isQuiet = ({ result: { record, events, sent } }: Night): boolean =>
  record.counts.files === 0 && events.length === 0 && (sent?.sent ?? 0) === 0;

const total = (nights: readonly Night[]): Cost => nights.map((night) => night.cost).reduce(sum);

const counted = ({ runs, counts }: StepCost): string =>
  `${String(runs).padStart(6)} ${counts.length > 0 ? String(counts.reduce((a, b) => a + b, 0)).padStart(11) : ""}`;

const line = (name: string, { wall, processor, statements }: Cost, more = ""): string =>
  `${name.padEnd(20)} ${wall.toFixed(2).padStart(6)} ${processor.toFixed(2).padStart(12)} ${String(statements).padStart(11)} ${more}`;

/** A clock after every night that is played. */
const AFTERWARDS = new Date("9999-01-01T00:00:00Z");
