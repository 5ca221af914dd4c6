import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runNight } from "../../../pipeline/night/night.ts";
import { openDeployment } from "../../../pipeline/night/open-deployment.ts";
import { answerFinding, listFindings } from "../../../rules/findings/finding-log.ts";
import { nightRequest } from "../../night-request.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const closure = (persons: number) =>
  `${HEADER}\n152921,,否,L1,样例银岭煤业有限公司,,一号矿,2026-03-10,2026-04-09,${persons},${persons},关闭破产\n`;

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

/** Change the policy as a bureau would, between two nights. */
function edit(change: (policy: string) => string): void {
  deployment.close();
  const path = join(deployment.dir, "policy.yaml");
  const policy = readFileSync(path, "utf8");
  const changed = change(policy);
  expect(changed).not.toBe(policy);
  deployment.put("policy.yaml", changed);
}

const withoutRules = (policy: string) =>
  policy
    .replace(/ {2}single-layoff:[\s\S]*?(?= {2}# P2)/, "")
    .replace(/ {2}layoff-rate:[\s\S]*?(?= {2}# P8)/, "");

const nights = async (from: number, to: number) => {
  const changes: string[] = [];
  for (let day = from; day <= to; day++) {
    const date = new Date(Date.UTC(2026, 2, day)).toISOString().slice(0, 10);
    for (const { kind, reason } of (await deployment.night(date)).events)
      changes.push(`${date} ${kind} ${reason}`);
  }
  return changes;
};

describe("a change of policy is never told as the end of a risk", () => {
  it("a rule that is removed leaves its red case held and asks a person, whose answer lifts it", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure(900));
    expect(await nights(11, 11)).toEqual(["2026-03-11 opened first-time"]);
    edit(withoutRules);
    expect(await nights(12, 45)).toEqual(["2026-03-12 held rule-gone"]);
    const told = await deployment.rows<{ office: string; subject: string }>(
      "SELECT DISTINCT office, subject FROM notice WHERE seq = 2 ORDER BY office",
    );
    const first = await deployment.rows<{ office: string }>(
      "SELECT DISTINCT office FROM notice WHERE seq = 1 ORDER BY office",
    );
    expect(told.map(({ office }) => office)).toEqual(first.map(({ office }) => office));
    expect(told[0]!.subject).not.toContain("解除");
    const { warehouse } = await deployment.open();
    const [finding] = (await listFindings(warehouse, false)).filter(({ kind }) => kind === "case-held");
    await expect(
      answerFinding(warehouse, finding!.id, {
        verdict: "explained",
        by: "甲",
        text: "",
        at: "2026-04-14T00:00:00Z",
      }),
    ).rejects.toThrow("keep, lift");
    await answerFinding(warehouse, finding!.id, {
      verdict: "lift",
      by: "甲",
      text: "",
      at: "2026-04-14T00:00:00Z",
    });
    expect(await nights(46, 47)).toEqual(["2026-04-15 lifted by-person"]);
    expect(await deployment.rows("SELECT caused_by FROM case_event WHERE kind = 'lifted'")).toEqual([
      { caused_by: "甲" },
    ]);
  });

  it("lines that move away hold the case until a person answers, whatever figures come", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure(60));
    deployment.put("inbox/152921/裁减人员报告_s.csv", `${HEADER}\n152921,2026-02,是,,,,,,,,,\n`);
    expect(await nights(11, 12)).toEqual(["2026-03-11 opened first-time"]);
    edit((policy) =>
      policy
        .replace("III: [{ persons: 50 }, { share: 30, persons: 20 }]", "III: [{ persons: 150 }]")
        .replace("IV: [{ persons: 20 }, { share: 10, persons: 10 }]", "IV: [{ persons: 100 }]"),
    );
    // The report leaves the window on 9 April, and nobody has answered.
    expect(await nights(13, 72)).toEqual(["2026-03-13 held lines-changed"]);
    const { warehouse } = await deployment.open();
    const [finding] = (await listFindings(warehouse, false)).filter(({ kind }) => kind === "case-held");
    const at = "2026-05-12T00:00:00Z";
    await answerFinding(warehouse, finding!.id, { verdict: "lift", by: "甲", text: "", at });
    expect(await nights(73, 74)).toEqual(["2026-05-12 lifted by-person"]);
  });

  it("a rule that comes back finds its case, and goes on with it", async () => {
    deployment = new SmallDeployment();
    const before = readFileSync(join(deployment.dir, "policy.yaml"), "utf8");
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure(900));
    await nights(11, 11);
    edit(withoutRules);
    await nights(12, 13);
    edit(() => before);
    expect(await nights(14, 20)).toEqual([]);
    expect(await deployment.rows("SELECT id, tier FROM case_state")).toEqual([
      { id: "2026-0001", tier: "I" },
    ]);
  });
});

describe("days on which no version of the policy holds", () => {
  it("judge nothing, keep every case as it is, and say so", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", closure(900));
    await nights(11, 11);
    edit((policy) => policy.replace("validFrom: 2026-01-01", "validFrom: 2026-01-01\nvalidTo: 2026-03-12"));
    const said: string[] = [];
    const opened = await openDeployment(deployment.dir, { log: (text) => said.push(text) });
    const { record, events } = await runNight(opened, {
      ...nightRequest(opened, "2026-03-13", new Date(0)),
      publish: false,
    });
    opened.close();
    expect(events).toEqual([]);
    expect(record.counts).toMatchObject({ fired: 0, quiet: 0, silent: 0 });
    expect(said.join()).toContain("没有施行的预警方案版本");
    expect(await deployment.rows("SELECT tier, last_change FROM case_state")).toEqual([
      { tier: "I", last_change: "opened" },
    ]);
  });
});
