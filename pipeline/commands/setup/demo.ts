import { appendFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { translate } from "../../../reports/language/index.ts";
import { inspectDeployment, loadDeployment } from "../../deployment/load.ts";
import { UserError } from "../../deployment/user-error.ts";
import { summaryOf } from "../../night/summary.ts";
import { readScenario, type Scenario } from "../../simulate/scenario.ts";
import type { Effects } from "../console/effects.ts";
import { dayOption, languageOption, SEEDS, wholeOption } from "../console/options.ts";
import { runStretch, stretch } from "../night/nights.ts";
import { openForNight } from "../night/open-for-night.ts";
import { playActs } from "./demo-acts.ts";
import { demoReport } from "./demo-report.ts";
import { takeInHistory } from "./history.ts";
import { initDeployment } from "./init.ts";
import { simulateWatched } from "./simulate.ts";

/** Duration of the whole demo on a machine with two cores (`npm run bench -- nights`). */
const MINUTES = 5;

/** `fengsui demo`: simulate a whole region: six years of history, six months night by night, and a report of what was found. */
export function demoCommand(effects: Effects): Command {
  return new Command("demo")
    .argument("[dir]", "folder to make", "demo")
    .option("--example <name>", "the deployment to play", "inner-mongolia")
    .option("--seed <number>", "another seed gives another region", "1")
    .option("--to <day>", "stop earlier than the scenario says")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { example: string; seed: string; to?: string; lang?: string }) => {
      const language = languageOption(options.lang);
      const seed = wholeOption("--seed", options.seed, SEEDS);
      const stop = options.to === undefined ? undefined : dayOption("--to", options.to);
      clearEarlierDemo(dir);
      initDeployment(dir, options.example);
      // Its nights bear the scenario's dates, whatever the clock of this machine shows.
      appendFileSync(join(dir, "fengsui.yaml"), "\nrehearsal: true\n");
      const spoken = language ?? inspectDeployment(dir).language ?? "en";
      const printStep = (key: Parameters<typeof translate>[1], fillings: Record<string, string | number>) =>
        effects.err(translate(spoken, key, fillings));
      printStep("demo.duration", { minutes: MINUTES });
      printStep("demo.step-init", { dir });
      const scenario = readScenario(dir);
      const written = simulateWatched(effects, loadDeployment(dir), scenario, seed);
      printStep("demo.step-simulate", {
        history: written.historyFiles.length,
        arrivals: written.arrivalFiles,
      });
      const past = await takeInHistory(dir, written.historyFiles, effects, true);
      printStep("demo.step-history", { rows: past.rows });
      await nights(dir, scenario, stop, effects, language);
    });
}

async function nights(
  dir: string,
  { nights: { from, to }, shocks, acts, expect }: Scenario,
  stop: string | undefined,
  effects: Effects,
  language: ReturnType<typeof languageOption>,
): Promise<void> {
  const opened = await openForNight(dir, effects, language, { quiet: true });
  try {
    const days = stretch(from, stop ?? to, "day");
    effects.err(translate(opened.noticeSetting.language, "demo.step-nights", { from, to: days.at(-1)! }));
    const last = await runStretch(opened, days, effects, (day) => playActs(opened, acts, day));
    effects.out(`\n${await summaryOf(opened, last)}`);
    effects.out(await demoReport(opened, { shocks, expect, days, outbox: join(dir, "outbox"), dir }));
  } finally {
    opened.close();
  }
}

/** A demo may replace an earlier demo, and nothing else. */
function clearEarlierDemo(dir: string): void {
  if (!existsSync(dir)) return;
  if (!existsSync(join(dir, "simulated.json"))) {
    throw new UserError(bilingual("error.not-an-earlier-demo", { dir }));
  }
  rmSync(dir, { recursive: true, force: true });
}
