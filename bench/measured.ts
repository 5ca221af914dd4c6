import { fork } from "node:child_process";
import { performance } from "node:perf_hooks";

/** Cost of one task in a separate process. */
export interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly result: string;
}

/** The argument that tells a bench to run one measurement. */
export const MEASURE = "--measure";

/** Run one task of a bench in a separate process, so that its peak memory can be measured. */
export function measured(bench: string, task: string, ...args: string[]): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL("./main.ts", import.meta.url), [bench, MEASURE, task, ...args]);
    let reported: Measured | undefined;
    child.on("message", (message) => {
      reported = message as Measured;
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      reported && code === 0 ? resolve(reported) : reject(new Error(`${bench} ${task} ended with ${code}`)),
    );
  });
}

/** In the child process: run the task, and report time and peak memory. */
export async function measure(work: () => Promise<string>): Promise<void> {
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.send?.({ seconds, megabytes, result } satisfies Measured);
}

/** One line of text: time, memory, and time as a multiple of the baseline. */
export const line = (name: string, cost: Measured, base?: Measured): string =>
  `  ${name.padEnd(44)} ${cost.seconds.toFixed(2).padStart(7)} s ${cost.megabytes.toFixed(0).padStart(6)} MB${
    base ? `  ${(cost.seconds / base.seconds).toFixed(2)} times` : ""
  }  ${cost.result}`;
