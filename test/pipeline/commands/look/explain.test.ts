import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { explain, settingOf } from "../../../../pipeline/commands/look/explain.ts";
import { runNight } from "../../../../pipeline/night/night.ts";
import type { Language } from "../../../../reports/language/index.ts";
import type { ExplainedCase } from "../../../../reports/views/explain/explained-case.ts";
import type { Explanation } from "../../../../reports/views/explain/explanation.ts";
import { explanationText } from "../../../../reports/views/explain/explanation-text.ts";
import { rank } from "../../../../rules/policy/tiers.ts";
import { figuresHeldAgainst, nextTiersHeldAgainst } from "../../../examples/explained-figures.ts";
import { nightRequest } from "../../../night-request.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const LAYOFFS =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const INSURANCE =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数";
const PANEL =
  "行政区划代码,报告期,统一社会信用代码,企业名称,所属行业,基期口径,基期就业人数,调查期就业人数,减少类型,主要原因,主要原因说明";
const PANEL_RULE = { status: "trial", lines: { IV: [{ rate: 5, lost: 10 }], III: [{ rate: 25, lost: 10 }] } };
const MUTE =
  "mutes: [{ from: 2026-04-15, until: 2026-04-30, area: '150300', author: 值班员, reason: 系统切换 }]";
/** The places of two leagues: in the first, claims surge and the insured fall. */
const WUHAI = ["150302", "150303", "150304"];
const ALXA = ["152921", "152922", "152923", "152971", "152921401"];
const DATE = "2026-04-20";
const now = () => new Date("2026-06-01T00:00:00Z");

const deployment = new SmallDeployment();
afterAll(() => deployment.remove());

/** Monthly reports of a place from 2025-01 on; in the last two months more claims and fewer insured. */
function insurance(area: string, claims: readonly [usual: number, last: number], fall: number): void {
  let insured = 4000;
  const rows = Array.from({ length: 15 }, (_, at) => {
    const month = `${2025 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
    const lost = at >= 10 ? fall : 0;
    const before = insured;
    insured -= lost;
    return `${area},${month},${before},0,${lost},${insured},300,${at >= 13 ? claims[1] : claims[0]}`;
  });
  deployment.put(`inbox/${area}/失业保险月报_1.csv`, `${INSURANCE}\n${rows.join("\n")}\n`);
}

const layoff = (area: string, firm: string, persons: number, staff: number | "") =>
  deployment.put(
    `inbox/${area}/裁减人员报告_${firm}.csv`,
    `${LAYOFFS}\n${area},,否,${area}-${firm},样例${firm}公司,,,2026-04-05,2026-05-09,${persons},${staff},其他\n`,
  );

const opened = () => deployment.open();
const explained = async (area: string, rule?: string, date = DATE): Promise<Explanation> =>
  explain(await opened(), { area, date, ...(rule ? { rule } : {}) }, { now });

async function textOf(explanation: Explanation, language: Language, seesEnterprises = true): Promise<string> {
  const house = await opened();
  const inLanguage = { ...house, noticeSetting: { ...house.noticeSetting, language } };
  return explanationText(explanation, settingOf(inLanguage, explanation, seesEnterprises, 20));
}

beforeAll(async () => {
  for (const area of WUHAI) insurance(area, [40, 66], 30);
  for (const area of ALXA) insurance(area, [20, 20], 0);
  layoff("152921", "甲", 120, 400);
  layoff("150302", "乙", 60, "");
  layoff("150302", "丙", 70, 1000);
  for (const area of WUHAI)
    deployment.put(
      `inbox/${area}/人力资源市场供求_1.csv`,
      `行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数\n${area},2026-03,90,120,500\n`,
    );
  const industries = ["3,制造业,100,180", "3,采矿业,200,180"];
  deployment.put(
    "inbox/150300/职业供求状况_1.csv",
    `行政区划代码,报告期,表号,类别,需求人数合计,求职人数合计\n${industries.map((row) => `150300,2025-12,${row}`).join("\n")}\n`,
  );
  const policy = readFileSync(join(deployment.dir, "policy.yaml"), "utf8");
  const { rules, ...rest } = parse(policy);
  const changed = { ...rest, rules: { ...rules, "panel-loss": PANEL_RULE } };
  deployment.put("policy.yaml", `${stringify(changed)}\n${MUTE}\n`);
  for (const [month, before, staff] of [
    ["2026-01", 300, 290],
    ["2026-02", 290, 232],
  ])
    deployment.put(
      `inbox/152923/失业动态监测月报_${month}.csv`,
      `${PANEL}\n152923,${month},FZ,样例丁公司,采矿业,上期,${before},${staff},经济性裁员,订单不足,订单减少\n`,
    );
  await deployment.night(DATE);
}, 60_000);

/** The open cases' areas, each explained. */
async function ofOpenCases(): Promise<Explanation[]> {
  const rows = await deployment.rows<{ area: string }>(
    "SELECT DISTINCT area FROM case_state WHERE state IN ('open', 'quiet') ORDER BY area",
  );
  const all: Explanation[] = [];
  for (const { area } of rows) all.push(await explained(area));
  return all;
}

describe("the explanation of every open case", () => {
  it("judges as the night did, and has each figure as the warehouse has it", async () => {
    const all = await ofOpenCases();
    expect(all.flatMap(({ cases }) => cases).length).toBeGreaterThan(5);
    let figures = 0;
    for (const explanation of all) {
      expect(explanation.rules.filter(({ later }) => later !== null)).toEqual([]);
      const { differing, compared } = await figuresHeldAgainst(await opened(), explanation);
      expect(differing).toEqual([]);
      figures += compared;
    }
    expect(figures).toBeGreaterThan(100);
  }, 60_000);

  it("names what the next tier needs: the night's judge reaches it there, and not at one unit less", async () => {
    let tried = 0;
    for (const explanation of await ofOpenCases()) {
      const { differing, compared } = await nextTiersHeldAgainst(await opened(), explanation);
      expect(differing).toEqual([]);
      tried += compared;
    }
    expect(tried).toBeGreaterThan(7);
  }, 60_000);
});

const fallsOf = ({ falls }: ExplainedCase) => falls.map(({ event }) => [event.kind, event.date]);

describe("the text of an explanation", () => {
  it("names figure, base, lines, places, enterprises, the next tier and the open case, in both languages", async () => {
    const explanation = await explained("乌海市");
    expect(explanation.area).toBe("150300");
    const zh = await textOf(explanation, "zh-CN");
    for (const text of [
      "判定的数值：198人（2026年3月）",
      "比较基准：",
      "分地区",
      "海勃湾区",
      "达到更高一级所需：",
      "预警事项2026-",
    ])
      expect(zh).toContain(text);
    const banner = await explained("150302", "single-layoff");
    for (const text of [zh, await textOf(banner, "zh-CN")])
      expect(text).toContain("静默：2026年4月15日至2026年4月30日，值班员，系统切换");
    expect(await textOf(await explained("152900"), "zh-CN")).not.toContain("静默");
    expect(await textOf(banner, "zh-CN")).toContain(
      "样例丙公司再报告裁减130人（合计200人），即达到Ⅱ级（橙色）标准",
    );
    const en = await textOf(banner, "en");
    expect(en).toContain(
      "130 more persons laid off by 样例丙公司 (200 persons in all) reach the line of II (orange), at once",
    );
    for (const text of [zh, en]) expect(text).not.toMatch(/\{\w+\}|undefined|NaN/);
    expect(
      en.replace(/样例.公司|海勃湾区|（示例）|内蒙古试行方案|待自治区人社厅批准|值班员|系统切换/g, ""),
    ).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it("names what the figures by area count, as a mean of months where the rule judges a mean, and the zone of instants", async () => {
    const text = await textOf(await explained("150300", "insured-decline"), "zh-CN");
    expect(text).toMatch(/分地区（.*，2026年1—3月的平均数）/);
    expect(text).toMatch(/依据截至2026-04-20 23:59 Asia\/Shanghai已收到的数据/);
    expect(await textOf(await explained("150300", "jobs-shortage"), "zh-CN")).toContain("分地区（需求人数，");
  });

  it("names the industries and monitored enterprises that a figure comes from", async () => {
    const [jobs] = (await explained("150300", "jobs-shortage")).rules;
    expect(jobs!.industries).toEqual([
      { industry: "C", kind: "quarter", period: "2025-12-31", first: 100, second: 180 },
      { industry: "B", kind: "quarter", period: "2025-12-31", first: 200, second: 180 },
    ]);
    const panel = await explained("152923", "panel-loss");
    expect(panel.rules[0]!.monitored).toEqual([{ employer: "样例丁公司", before: 290, now: 232 }]);
    expect(panel.rules[0]!.industries).toMatchObject([{ industry: "采矿业", first: 290, second: 232 }]);
    const text = await textOf(panel, "zh-CN");
    expect(text).toContain("本期净减少岗位再增加15（数值为25.17%），即达到Ⅲ级（黄色）标准");
    expect(text).toContain("样例丁公司");
    expect(await textOf(panel, "zh-CN", false)).not.toContain("样例丁公司");
  });

  it("leaves out the names of enterprises where they are not to be seen", async () => {
    const banner = await explained("150302");
    const text = await textOf(banner, "zh-CN", false);
    expect(text).toContain("企业名称已略去");
    expect(text).not.toContain("样例");
  });

  it("says what is wanting, and when an open case may fall at the earliest", async () => {
    const { cases, rules } = await explained("150300", "new-claims-surge");
    expect(rules[0]!.verdict.facts.wanting).toMatchObject({ tier: "III", met: 1, needed: 2 });
    expect(cases.map(({ state }) => [state.cause, state.tier])).toEqual([["claims", "IV"]]);
    expect(fallsOf(cases[0]!)).toEqual([["quiet", "2026-05-20"]]);
    const [layoffs] = (await explained("150302", "single-layoff")).cases;
    expect(fallsOf(layoffs!)).toEqual([
      // Its workers leave in May and claim until the end of June.
      ["quiet", "2026-07-30"],
      ["lowered", "2026-07-07"],
    ]);
  });

  it("names the missing places of an area that cannot be judged", async () => {
    const { rules } = await explained("呼和浩特市", "new-claims-surge");
    expect(rules[0]!.verdict).toMatchObject({ outcome: "not-judged", reason: "no-report" });
    expect(rules[0]!.places!.missing).toContain("150102");
    expect(rules[0]!.next).toBeNull();
  });

  it("refuses an unknown area, rule or date", async () => {
    await expect(explained("某盟")).rejects.toThrow(/areas.csv/);
    await expect(explained("150300", "no-rule")).rejects.toThrow(/no-rule/);
    await expect(explained("150300", "single-layoff", "2020-01-01")).rejects.toThrow(/2020-01-01/);
  });
});

describe("a date that was judged by less than is known now", () => {
  it("shows what was judged then and what would be judged now", async () => {
    const { more } = (await explained("150300", "new-claims-surge")).rules[0]!.next!;
    insurance("150302", [40, 66 + more], 30);
    const house = await opened();
    await runNight(house, { ...nightRequest(house, "2026-04-21", new Date(0)), publish: false });
    const { rules } = await explained("150300", "new-claims-surge");
    const [entry] = rules;
    expect(entry!.stored!.tier).toBe("III");
    expect(entry!.verdict.tier).toBe("III");
    expect(rank(entry!.later!.tier)).toBeGreaterThan(rank("III"));
    expect(await textOf(await explained("150300", "new-claims-surge"), "zh-CN")).toContain(
      "按目前已收到的数据，该日判定为：",
    );
  }, 30_000);
});
