import { Command } from "commander";
import { translate } from "../../../reports/language/index.ts";
import { type Deployment, loadDeployment } from "../../deployment/load.ts";
import { readScenario, type Scenario } from "../../simulate/scenario.ts";
import { type Written, writeSimulation } from "../../simulate/write.ts";
import type { Effects } from "../console/effects.ts";
import { type LongStep, longStep } from "../console/long-step.ts";
import { SEEDS, wholeOption } from "../console/options.ts";

/** `fengsui simulate DIR`: write a simulated past and six months of arriving reports, drawn from the deployment's scenario. */
export function simulateCommand(effects: Effects): Command {
  return new Command("simulate")
    .argument("<dir>", "the deployment's folder")
    .option("--seed <number>", "another seed gives another region", "1")
    .option("--scenario <file>", "scenario to follow (default: DIR/scenario.yaml)")
    .action((dir: string, { scenario, ...options }: { seed: string; scenario?: string }) => {
      const seed = wholeOption("--seed", options.seed, SEEDS);
      const deployment = loadDeployment(dir);
      const { historyFiles, arrivalFiles, reports } = simulateWatched(
        effects,
        deployment,
        readScenario(dir, scenario),
        seed,
      );
      effects.out(
        [
          `${reports} reports drawn with seed ${seed}.`,
          `${dir}/history: ${historyFiles.length} files of the past (fengsui history takes them in).`,
          `${dir}/arrivals: ${arrivalFiles} files, each in the folder of the day and office it comes from.`,
        ].join("\n"),
      );
    });
}

/** Write a simulation and show its progress. */
export function simulateWatched(
  effects: Effects,
  deployment: Deployment,
  scenario: Scenario,
  seed: number,
): Written {
  let steps: LongStep | undefined;
  const written = writeSimulation(deployment, scenario, seed, (done, all, label) => {
    steps ??= longStep(effects, translate(deployment.settings.language, "progress.simulate"), all);
    steps.advance(done, label);
  });
  steps?.end();
  return written;
}
