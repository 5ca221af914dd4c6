import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/**
 * Plays the demo of one checkout step by step on request: `node --import tsx nights-player.ts CHECKOUT DIR`. Each line on standard input
 * is a step (`simulate`, `history`, or a night's date); each answer is its cost as JSON. It uses only features of every version of the
 * program, so that earlier commits can be played too.
 */
const [, , checkout = "", dir = ""] = process.argv;

/** Cost and content of one step. */
export interface PlayedStep {
  readonly wall: number;
  readonly processor: number;
  /** Processor seconds of a night's intake. */
  readonly takeIn: number;
  readonly files: number;
  readonly isQuiet: boolean;
  readonly mails: number;
}

type Work = () => Promise<unknown>;
// biome-ignore lint/suspicious/noExplicitAny: the modules of another commit have types of their own.
const load = (path: string): Promise<any> => import(pathToFileURL(join(checkout, path)).href);

const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const { initDeployment } = await load("pipeline/commands/setup/init.ts");
const { loadDeployment } = await load("pipeline/deployment/load.ts");
const { readScenario } = await load("pipeline/simulate/scenario.ts");
const { writeSimulation } = await load("pipeline/simulate/write.ts");
const { takeInHistory } = await load("pipeline/commands/setup/history.ts");
const { openDeployment } = await load("pipeline/night/open-deployment.ts");
const { runNight } = await load("pipeline/night/night.ts");
const { deliverArrivals } = await load("pipeline/night/steps.ts");
const { endOfDay } = await load("pipeline/deployment/clock.ts");

const silent = { now: () => new Date(), out: () => undefined, err: () => undefined, isTerminal: false };
let takeIn = 0;
const progress = async (step: string, _unit: string | null, work: Work) => {
  const before = processor();
  const result = await work();
  if (step === "take-in") takeIn += processor() - before;
  return result;
};
let files: string[] = [];
let opened: Awaited<ReturnType<typeof openDeployment>> | undefined;

async function play(step: string): Promise<Pick<PlayedStep, "files" | "isQuiet" | "mails">> {
  if (step === "simulate") {
    initDeployment(dir, "inner-mongolia");
    files = writeSimulation(loadDeployment(dir), readScenario(dir), 1).historyFiles;
    return { files: 0, isQuiet: false, mails: 0 };
  }
  if (step === "history") {
    await takeInHistory(dir, files, silent, true);
    return { files: files.length, isQuiet: false, mails: 0 };
  }
  opened ??= await openDeployment(dir, { progress });
  deliverArrivals(opened, step);
  const end = endOfDay(step, opened.deployment.settings.zone);
  const { record, events, sent } = await runNight(opened, {
    date: step,
    asOf: end,
    now: end,
    publish: false,
  });
  const isQuiet = record.counts.files === 0 && events.length === 0 && (sent?.sent ?? 0) === 0;
  return { files: record.counts.files, isQuiet, mails: sent?.sent ?? 0 };
}

for await (const step of createInterface({ input: process.stdin })) {
  const [began, before] = [performance.now(), processor()];
  takeIn = 0;
  const done = await play(step);
  const cost = { wall: (performance.now() - began) / 1000, processor: processor() - before };
  console.log(JSON.stringify({ ...cost, takeIn, ...done } satisfies PlayedStep));
}
opened?.close();
