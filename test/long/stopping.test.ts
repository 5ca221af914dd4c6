import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stopRun } from "../../bench/sim/stop-run.ts";
import { STEPS } from "../../bench/stopping.ts";

it("asked to stop in every step of a night, the service ends at once and finishes afterwards what was begun", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-stopping-"));
  try {
    const { steps, ...left } = await stopRun(folder, STEPS);
    expect(steps).toEqual(
      STEPS.map((step) => ({
        ...{ step, exitCode: 0, begunAfter: [], seconds: expect.any(Number) },
        interrupted: step === "send" ? 0 : 1,
      })),
    );
    expect(left).toMatchObject({ lost: [], doubled: [], repeats: 0 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
