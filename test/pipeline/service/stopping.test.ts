import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { makeSmallRegion } from "../../../bench/sim/small-region.ts";
import { stopRun } from "../../../bench/sim/stop-run.ts";
import { openForLook } from "../../../pipeline/night/open-deployment.ts";

/** The service asked to stop (SIGTERM) as a real process; every step of a round in `test:long` and `npm run bench -- stopping`. */
const ROOT = resolve(import.meta.dirname, "../../..");

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-stopping-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it("stopped in a statement that would never end, in one step after another, the night is as an undisturbed one", async () => {
  const { steps, ...left } = await stopRun(emptyFolder(), ["look", "take-in", "notify", "send", "share"]);
  for (const stopped of steps)
    expect(stopped).toMatchObject({
      ...{ exitCode: 0, begunAfter: [] },
      interrupted: stopped.step === "send" ? 0 : 1,
    });
  expect(left).toMatchObject({ lost: [], doubled: [], repeats: 0 });
  expect(left.messages).toBeGreaterThan(9);
});

it("the program itself, stopped while it waits for the next round, ends with 0 and names what it interrupted", async () => {
  const dir = join(emptyFolder(), "region");
  makeSmallRegion(dir);
  const child = spawn(process.execPath, [join(ROOT, "bin/fengsui.js"), "serve", dir], { cwd: ROOT });
  const ended = once(child, "close");
  let printed = "";
  await new Promise<void>((resolve) => {
    child.stderr.on("data", (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes("值守服务已启动")) resolve();
    });
    child.once("close", () => resolve());
  });
  child.kill("SIGTERM");
  expect((await ended)[0], printed).toBe(0);
  expect(printed).toContain("值守服务已停止，中断正在执行的语句0条");
  const opened = await openForLook(dir);
  const states = await opened.warehouse.rows("SELECT DISTINCT state FROM job_run");
  opened.close();
  expect(states).toEqual([{ state: "done" }]);
});
