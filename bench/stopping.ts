import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopRun } from "./sim/stop-run.ts";
import { STATEMENT_OF, type StopStep } from "./sim/stop-steps.ts";

/** Every step in which the service can be asked to stop, in the order of a round. */
export const STEPS = Object.keys(STATEMENT_OF).flatMap((step) =>
  step === "batch" ? [step as StopStep, "send" as const] : [step as StopStep],
);

/**
 * `npm run bench -- stopping`: the real process of the service asked to stop (SIGTERM) in every step of a night, in the middle of a
 * statement that would never end, and the seconds until it has; then the night against an undisturbed one.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-stopping-"));
  try {
    const { steps, lost, doubled, messages, repeats } = await stopRun(folder, STEPS);
    for (const { step, seconds, exitCode, interrupted, begunAfter } of steps)
      console.log(
        `${step.padEnd(8)} ${seconds.toFixed(2)} s; exit code ${exitCode}; statements interrupted: ${interrupted}; begun after the signal: ${begunAfter.length}`,
      );
    console.log(
      `after it: rows lost: ${lost.length}; rows doubled: ${doubled.length}; messages: ${messages}, repeated: ${repeats}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
