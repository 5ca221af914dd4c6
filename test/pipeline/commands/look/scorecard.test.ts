import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scorecardText, scoresOf } from "../../../../pipeline/commands/look/scorecard.ts";
import { answerFinding } from "../../../../rules/findings/finding-log.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const SUPPLY = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";
const LAYOFF = "行政区划代码,报送月份,零报告,报告编号,企业名称,报告日期,裁减人数";

/** Three banners of one league in March 2026; every figure below is counted by hand from these files. */
describe("the scorecard of a month", () => {
  const deployment = new SmallDeployment();

  beforeAll(async () => {
    await deployment.night("2026-02-27");
    // 左旗: five reports owed (one of them the panel, due on the 24th); one on time, one late, one refused as a whole and so missing.
    deployment.put(
      "inbox/152921/人力资源市场供求_a.csv",
      `${SUPPLY}\n152921,2026-02,282,133,410\n152921,2026-01,约十人,1,5\n`,
    );
    deployment.put("inbox/152921/失业保险月报_a.csv", "这不是报表\n1\n");
    // 右旗: one on time; two layoff reports that are probably one.
    deployment.put(
      "inbox/152922/裁减人员报告_a.csv",
      `${LAYOFF}\n152922,2026-02,是,,,,\n152922,,否,,样例纸业,2026-03-04,30\n`,
    );
    await deployment.night("2026-03-05");
    deployment.put("inbox/152922/裁减人员报告_b.csv", `${LAYOFF}\n152922,,否,L7,样例纸业,2026-03-04,28\n`);
    deployment.put("inbox/152921/裁减人员报告_c.csv", `${LAYOFF}\n152921,2026-02,是,,,,\n`);
    await deployment.night("2026-03-12");
    const opened = await deployment.open();
    await answerFinding(opened.warehouse, 1, {
      verdict: "separate",
      by: "王五",
      text: "",
      at: "2026-03-20T00:00:00Z",
    });
  });
  afterAll(() => deployment.remove());

  it("counts what was due, what came, what was refused and what was answered", async () => {
    const scores = await scoresOf(await deployment.open(), "2026-03-31");
    const of = (area: string) => scores.find((score) => score.area === area);
    const banner = { level: "banner", expected: 6 };
    expect(of("152921")).toEqual({
      ...{ area: "152921", ...banner, in: 2, onTime: 1, files: 3, refusedFiles: 1, rows: 3, refusedRows: 1 },
      ...{ findings: 0, answered: 0 },
    });
    expect(of("152922")).toEqual({
      ...{ area: "152922", ...banner, in: 1, onTime: 1, files: 2, refusedFiles: 0, rows: 3, refusedRows: 0 },
      ...{ findings: 1, answered: 1 },
    });
    expect(of("152923")).toMatchObject({ ...banner, in: 0, onTime: 0, files: 0 });
    // 阿拉善盟 adds up its three banners and two zones.
    expect(of("152900")).toEqual({
      ...{ area: "152900", level: "league", expected: 30, in: 3, onTime: 2, files: 5, refusedFiles: 1 },
      ...{ rows: 6, refusedRows: 1, findings: 1, answered: 1 },
    });
  });

  it("reads as a table; shares are rounded down", async () => {
    const opened = await deployment.open();
    const scores = (await scoresOf(opened, "2026-03-31")).filter(({ area }) => area.startsWith("1529"));
    const text = scorecardText(opened, "2026-03-31", scores);
    expect(text).toMatch(/│ 阿拉善盟 +│ +30 │ +10% │ +6.6% │ +5 │ +1 │ +1\/6 │ +1 │ +1 │/);
    expect(text).toMatch(/│ {3}阿拉善左旗 +│ +6 │ +33.3% │ +16.6% │/);
  });
});
