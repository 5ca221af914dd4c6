import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditFile } from "../../../warehouse/asking/audit.ts";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { type AuditLine, USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { unfinishedQuestions } from "../../../warehouse/asking/unfinished.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";

const DIST = join(import.meta.dirname, "../../../dist/warehouse/asking");
const folder = mkdtempSync(join(tmpdir(), "fengsui-killed-"));
const copy = join(folder, "copy.duckdb");
const log = join(folder, "audit", "sql.jsonl");
/** Longer than any test waits. */
const LONG = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range < 0";
const KILLS = 20;

/** A process that asks one long question; it prints a line when the question is in the audit. */
const SCRIPT = `
import { Guard } from ${JSON.stringify(pathToFileURL(join(DIST, "guard.js")).href)};
import { auditFile } from ${JSON.stringify(pathToFileURL(join(DIST, "audit.js")).href)};
import { USUAL_LIMITS } from ${JSON.stringify(pathToFileURL(join(DIST, "question.js")).href)};
const [copy, log, who, sql] = process.argv.slice(1);
const note = auditFile(log);
const guard = new Guard(copy, USUAL_LIMITS, (begun) => { const end = note(begun); console.log("asked"); return end; });
await guard.ask({ sql, who, at: "2026-03-11T00:00:00Z", rows: 1 });
guard.close();`;

async function asking(who: string, sql: string): Promise<ChildProcess> {
  const process_ = spawn(process.execPath, ["--input-type=module", "-e", SCRIPT, copy, log, who, sql], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => process_.stdout!.once("data", resolve));
  return process_;
}

/** Processes that work in the folder of the copy: the children of the guards. */
const childrenAlive = (): number =>
  readdirSync("/proc").filter((entry) => {
    try {
      return /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`) === folder;
    } catch {
      return false;
    }
  }).length;

const lines = (): AuditLine[] =>
  readFileSync(log, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as AuditLine);

describe("a question whose process is killed", () => {
  beforeAll(async () => (await openWarehouse(copy, [])).close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`is in the audit, begun and without an end, after each of ${KILLS} kill -9 of the asker`, async () => {
    for (let round = 0; round < KILLS; round++) {
      const asker = await asking(`asker ${round}`, LONG);
      // Before the child runs, while it starts, and while it computes.
      await setTimeout(round * 25);
      const ended = new Promise((resolve) => asker.once("close", resolve));
      asker.kill("SIGKILL");
      await ended;
    }
    expect(lines()).toHaveLength(KILLS);
    expect(lines().map((line) => line.event === "begun" && [line.who, line.sql])).toEqual(
      Array.from({ length: KILLS }, (_, round) => [`asker ${round}`, LONG]),
    );
    expect(await unfinishedQuestions(log)).toHaveLength(KILLS);
  });

  it.skipIf(process.platform !== "linux")("leaves no child that goes on computing", async () => {
    for (let waited = 0; childrenAlive() > 0 && waited < 100; waited++) await setTimeout(100);
    expect(childrenAlive()).toBe(0);
  });

  it("has an end in the audit where only the child is killed, and the next one is answered", async () => {
    const guard = new Guard(copy, USUAL_LIMITS, auditFile(log));
    const question = { who: "asker", at: "2026-03-11T00:00:00Z", rows: 1 };
    await guard.ask({ ...question, sql: "SELECT 1" });
    for (let round = 0; round < 3; round++) {
      const answer = guard.ask({ ...question, sql: LONG });
      await setTimeout(50 * round);
      for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        try {
          if (readlinkSync(`/proc/${entry}/cwd`) === folder) process.kill(Number(entry), "SIGKILL");
        } catch {
          // Ended meanwhile, or of another account.
        }
      }
      expect((await answer).end).toMatchObject({ outcome: "stopped" });
    }
    expect((await guard.ask({ ...question, sql: "SELECT 2" })).rows).toEqual([[2]]);
    guard.close();
    expect(await unfinishedQuestions(log)).toHaveLength(KILLS);
  });
});
