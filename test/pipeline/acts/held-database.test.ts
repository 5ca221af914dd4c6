import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ActsFolder } from "../../../pipeline/acts/acts-folder.ts";
import { takeActs } from "../../../pipeline/acts/take-acts.ts";
import { loadDeployment } from "../../../pipeline/deployment/load.ts";
import type { SmallDeployment } from "../../small-deployment.ts";
import { deploymentWithFinding, holder, program, run } from "./acting.ts";

let deployment: SmallDeployment;
beforeEach(async () => {
  deployment = await deploymentWithFinding();
});
afterEach(() => deployment.remove());

const answer = (verdict: string, ...more: string[]) =>
  run(["answer", deployment.dir, "1", verdict, "--by", "张三", ...more]);
const verdicts = async () =>
  (await deployment.rows<{ verdict: string }>("SELECT verdict FROM finding_answer ORDER BY answered_at")).map(
    ({ verdict }) => verdict,
  );
const waiting = () => new ActsFolder(deployment.dir).waiting();

describe("while another process holds the database, a command", () => {
  it("names it once, waits, and prints the answer that it gives", async () => {
    const other = await holder(deployment.dir, "take");
    const asked = answer("separate");
    await expect.poll(waiting, { timeout: 60_000 }).toHaveLength(1);
    other.goOn();
    const { out, err, code } = await asked;
    await other.ended;
    expect(out).toBe("Finding 1 is answered: two reports of their own (张三); the next night acts on it.");
    expect(code).toBe(0);
    expect(err).toContain(`(PID ${other.pid})`);
    expect(err.match(/PID/g)).toHaveLength(1);
    expect(await verdicts()).toEqual(["separate"]);
    expect(readdirSync(join(deployment.dir, "acts/done"))).toEqual([]);
  });

  it("hears why it is refused, with the exit code", async () => {
    const other = await holder(deployment.dir, "take");
    const asked = answer("explained");
    await expect.poll(waiting, { timeout: 60_000 }).toHaveLength(1);
    other.goOn();
    expect(await asked).toMatchObject({
      out: "",
      err: expect.stringContaining("amendment, separate"),
      code: 2,
    });
    await other.ended;
  });

  it("does it itself when the other ends without", async () => {
    const other = await holder(deployment.dir, "close");
    const asked = answer("separate");
    await expect.poll(waiting, { timeout: 60_000 }).toHaveLength(1);
    other.goOn();
    expect(await asked).toMatchObject({ code: 0 });
    await other.ended;
    expect(await verdicts()).toEqual(["separate"]);
  });

  it("ends with 75 after the time given; what it asked for stays and is done later", async () => {
    const other = await holder(deployment.dir, "close");
    const { err, code } = await answer("separate", "--wait", "1");
    expect(code).toBe(75);
    expect(err).toContain(`it stays in acts/${waiting()[0]}`);
    await other.release();
    expect(await takeActs(await deployment.open(), "2026-03-14T00:00:00.000Z")).toBe(1);
    expect(await verdicts()).toEqual(["separate"]);
  });

  it("asked for no wait, it looks once", async () => {
    const other = await holder(deployment.dir, "close");
    const { err, code } = await answer("separate", "--wait", "0");
    expect([code, err.split("\n").length]).toEqual([75, 1]);
    await other.release();
  });
});

describe("a holder that is killed", () => {
  it.each(["kill-before-record", "kill-before-answer", "kill-before-removal"])(
    "%s leaves an answer that counts once",
    async (what) => {
      const name = new ActsFolder(deployment.dir).drop(
        {
          kind: "answer",
          at: "2026-03-13T01:00:00.000Z",
          by: "张三",
          finding: 1,
          verdict: "separate",
          text: "",
        },
        new Date("2026-03-13T01:00:00.000Z"),
      );
      await (await holder(deployment.dir, what)).release();
      expect(waiting()).toEqual([name]);
      expect(await takeActs(await deployment.open(), "2026-03-13T03:00:00.000Z")).toBe(1);
      expect(await verdicts()).toEqual(["separate"]);
      expect(new ActsFolder(deployment.dir).takeAnswer(name)?.outcome).toBe("done");
      expect(waiting()).toEqual([]);
    },
  );

  it("between an approval's line and its record leaves a single line, and the approver hears that it is recorded", async () => {
    approvable();
    const { policy, policyHash: hash } = loadDeployment(deployment.dir);
    const { version } = policy;
    const at = "2026-03-13T01:00:00.000Z";
    const name = new ActsFolder(deployment.dir).drop(
      { kind: "policy-approve", at, by: "乙", version, hash },
      new Date(at),
    );
    await (await holder(deployment.dir, "kill-before-record")).release();
    expect(approvals()).toHaveLength(1);
    await takeActs(await deployment.open(), "2026-03-13T03:00:00.000Z");
    expect(approvals()).toEqual([{ version, hash, before: null, by: "乙", at }]);
    expect(new ActsFolder(deployment.dir).takeAnswer(name)).toMatchObject({ outcome: "done", exitCode: 0 });
  });
});

/** Give the policy's version three approvers. */
function approvable(): void {
  const text = readFileSync(join(deployment.dir, "policy.yaml"), "utf8");
  expect(text).toMatch(/^approvers: .*$/m);
  deployment.put("policy.yaml", text.replace(/^approvers: .*$/m, "approvers: [乙, 丙, 丁]"));
}
const approvals = () =>
  readFileSync(join(deployment.dir, "policy-approvals.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

it("a database that nobody can open: the command says why, and what it asked for is withdrawn", async () => {
  await (await deployment.open()).warehouse.run("INSERT INTO schema_version VALUES (9999)");
  deployment.close();
  const { err, code } = await answer("separate");
  expect(err).toContain("written by a newer version (schema 9999");
  expect([code, waiting()]).toEqual([2, []]);
});

it("three approvers at the same moment, each in a process of their own, lose no line", async () => {
  approvable();
  const people = ["乙", "丙", "丁"];
  const ended = await Promise.all(
    people.map((by) => program(["policy", "approve", deployment.dir, "--by", by, "--lang", "en"])),
  );
  expect(ended.map(({ code, printed }) => (code === 0 ? code : printed))).toEqual([0, 0, 0]);
  expect(
    approvals()
      .map(({ by }) => by)
      .sort(),
  ).toEqual([...people].sort());
});
