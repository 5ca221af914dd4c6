import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { crashRun } from "../../bench/sim/crash-run.ts";

it("the real service, killed 20 times over five nights with mail under way, loses and doubles nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-crash-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const result = await crashRun(folder, 2, 5, 20);
  expect(result).toMatchObject({ lost: 0, doubled: 0, unsent: 0, twoIds: 0 });
  expect(result.kills).toBeGreaterThan(10);
  expect(result.mostRepeats).toBeLessThanOrEqual(5);
});
