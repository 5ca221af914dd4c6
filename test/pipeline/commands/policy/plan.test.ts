import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { daysOf } from "../../../../pipeline/deployment/past-days.ts";
import { main } from "../../../../pipeline/main.ts";
import { planPolicy } from "../../../../rules/backtest/plan.ts";
import { readPast } from "../../../../rules/backtest/read-past.ts";
import { addDays } from "../../../../rules/calendar/periods.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const [FIRST, LAST] = ["2026-03-08", "2026-05-20"];
const deployment = new SmallDeployment();
const HEAD = "报告编号,行政区划代码,企业名称,报告日期,拟裁减日期,裁减人数,职工总数,裁减形式\n";
const layoff = (no: string, area: string, day: string, persons: number) =>
  `${HEAD}${no},${area},样例${no}公司,${day},${addDays(day, 30)},${persons},,裁员\n`;

/** What arrives on which day: a cut of 55, one of 25 that grows to 75, and one of 210. */
const ARRIVALS: Readonly<Record<string, readonly [string, string]>> = {
  "2026-03-10": ["152921", layoff("L1", "152921", "2026-03-09", 55)],
  "2026-03-12": ["150121", layoff("L2", "150121", "2026-03-11", 25)],
  "2026-03-20": ["150121", layoff("L2", "150121", "2026-03-11", 75)],
  "2026-04-02": ["150204", layoff("L3", "150204", "2026-04-01", 210)],
};

interface EventRow {
  readonly date: string;
  readonly area: string;
  readonly kind: string;
  readonly tierTo: string | null;
  readonly rule: string;
}
const line = ({ date, area, kind, tierTo, rule }: EventRow) => `${date} ${area} ${kind} ${tierTo} ${rule}`;

beforeAll(async () => {
  for (let date = FIRST; date <= LAST; date = addDays(date, 1)) {
    const [office, text] = ARRIVALS[date] ?? [];
    if (office) deployment.put(`inbox/${office}/裁减人员报告_${date}.csv`, text!);
    await deployment.night(date);
  }
}, 240_000);
afterAll(() => deployment.remove());

const NOW = "2026-05-21T00:00:00Z";
const past = async () => {
  const opened = await deployment.open();
  return readPast(opened.warehouse, opened.deployment.policy, NOW, daysOf(opened.deployment));
};

describe("a plan of the policy in force", () => {
  it("says event by event what the nights did", async () => {
    const { policy } = (await deployment.open()).deployment;
    const stretch = { from: FIRST, to: LAST };
    const plan = planPolicy(await past(), [policy, policy], stretch, () => []);
    const nights = await deployment.rows<EventRow>(
      `SELECT CAST(date AS VARCHAR) AS date, area, kind, tier_to AS "tierTo", rule FROM case_event JOIN risk_case ON risk_case.id = case_id ORDER BY case_id, seq`,
    );
    expect(nights.length).toBeGreaterThanOrEqual(4);
    expect(plan.before.judged.events.map(line).sort()).toEqual(nights.map(line).sort());
    expect(plan.changes.every(({ kind }) => kind === "same")).toBe(true);
  });
});

describe("a plan of other lines", () => {
  const draft = join(deployment.dir, "draft.yaml");

  async function plan(...args: string[]) {
    const text = readFileSync(join(deployment.dir, "policy.yaml"), "utf8");
    writeFileSync(
      draft,
      text
        .replace("内蒙古试行方案 2026-1", "draft")
        .replace("IV: [{ persons: 20 }", "IV: [{ persons: 30 }")
        .replace("III: [{ persons: 50 }", "III: [{ persons: 60 }"),
    );
    deployment.close();
    const out: string[] = [];
    const effects = {
      now: () => new Date(NOW),
      out: (said: string) => void out.push(said),
      err: (said: string) => void out.push(said),
    };
    const range = ["--from", FIRST, "--to", LAST, "--years", "0"];
    const code = await main(
      ["policy", "plan", deployment.dir, "--policy", draft, ...range, ...args],
      effects,
    );
    return { code, out: out.join("\n") };
  }

  it("names what came, went and moved, and changes nothing", async () => {
    const before = readdirSync(deployment.dir);
    const events = await deployment.rows("SELECT * FROM case_event ORDER BY ALL");
    const { code, out } = await plan("--lang", "en", "--out", join(deployment.dir, "plan.html"));
    expect(out).toContain("(0 added, 0 removed, 2 moved)");
    // 55 persons were yellow from 50 on; 25 were blue at once and are nothing now, until they grew to 75.
    expect(out).toMatch(
      /> 阿拉善左旗 One enterprise lays off many III \(yellow\) .*IV \(blue\) .*\(lighter\)/,
    );
    expect(out).toMatch(/> 土默特左旗 .* 2026-03-12 .* 2026-03-20 .*\(8 days later.*\)/);
    expect(out).not.toContain("石拐区");
    expect(code).toBe(0);
    expect(await deployment.rows("SELECT * FROM case_event ORDER BY ALL")).toEqual(events);
    const page = readFileSync(join(deployment.dir, "plan.html"), "utf8");
    expect(page).toContain("阿拉善左旗");
    expect(page).not.toMatch(/(?:src|href)=/);
    expect(
      readdirSync(deployment.dir)
        .filter((name) => !before.includes(name))
        .sort(),
    ).toEqual(["draft.yaml", "lookup", "plan.html"]);
  });

  it("speaks Chinese too", async () => {
    const { out } = await plan("--lang", "zh-CN");
    expect(out).toContain("新增0，消失0，变动2");
    expect(out).toContain("预警提示（每单位每年封数");
  });
});
