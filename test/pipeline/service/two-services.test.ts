import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { MailServer } from "../../../bench/sim/mail-server.ts";
import { makeSmallRegion } from "../../../bench/sim/small-region.ts";
import { dayIn } from "../../../pipeline/deployment/clock.ts";
import { noteArrivals } from "../../../pipeline/night/intake.ts";
import { openForLook } from "../../../pipeline/night/open-deployment.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { layoffReport } from "./service-deployment.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const ZONE = "Asia/Shanghai";

/** Start the program itself; it is asked to stop when it has taken its first round. Returns what it printed and its exit code. */
function serve(dir: string): Promise<{ readonly printed: string; readonly code: number | null }> {
  const child = spawn(process.execPath, [join(ROOT, "bin/fengsui.js"), "serve", dir], { cwd: ROOT });
  onTestFinished(() => void child.kill("SIGKILL"));
  let printed = "";
  const take = (chunk: Buffer) => {
    printed += chunk;
    // Once: a second signal ends the process at once.
    if (printed.includes("值守服务已启动") && !child.killed) child.kill("SIGTERM");
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  return new Promise((resolve) => child.once("close", (code) => resolve({ printed, code })));
}

it("two services on one deployment: every message is accepted once, and no night is done twice", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-two-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dir = join(folder, "region");
  makeSmallRegion(dir);
  const server = new MailServer(250);
  const port = await server.listen();
  const settings = join(dir, "fengsui.yaml");
  const smtp = `transport: smtp\n  host: 127.0.0.1\n  port: ${port}\n  security: none`;
  writeFileSync(settings, readFileSync(settings, "utf8").replace("transport: outbox", smtp));
  const today = dayIn(ZONE, new Date());
  for (const area of ["152921", "152922", "150802"]) {
    mkdirSync(join(dir, "inbox", area), { recursive: true });
    writeFileSync(join(dir, "inbox", area, "裁减人员报告.csv"), layoffReport(area, 900, addDays(today, -3)));
  }
  // By the real clock: the reports were seen before the last bell.
  noteArrivals(dir, `${addDays(today, -2)}T10:00:00.000Z`);
  // With a look-up copy both see at once what is due, and both want to do it.
  (await openForLook(dir)).close();
  const ended = await Promise.all([serve(dir), serve(dir)]);
  expect(ended.map(({ code, printed }) => (code === 0 ? code : printed))).toEqual([0, 0]);
  // What one kept because the other was sending leaves with the next round.
  const last = await serve(dir);
  expect(last.code, last.printed).toBe(0);
  await server.close();
  const ids = server.taken.map(({ messageId }) => messageId);
  expect(ids.length).toBeGreaterThan(20);
  expect(new Set(ids).size).toBe(ids.length);
  const opened = await openForLook(dir);
  const nights = await opened.warehouse.rows(
    "SELECT date, count(*) AS count FROM night WHERE state = 'done' GROUP BY date HAVING count(*) > 1",
  );
  const states = await opened.warehouse.rows("SELECT state, count(*) AS count FROM delivery GROUP BY state");
  const cases = await opened.warehouse.rows(
    "SELECT count(*) AS count FROM case_event WHERE kind = 'opened' GROUP BY case_id HAVING count(*) > 1",
  );
  opened.close();
  expect([nights, states, cases]).toEqual([[], [{ state: "sent", count: ids.length }], []]);
});
