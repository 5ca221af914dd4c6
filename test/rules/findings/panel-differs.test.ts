import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findingsText } from "../../../pipeline/commands/look/findings.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const PANEL =
  "行政区划代码,报告期,统一社会信用代码,企业名称,基期就业人数,基期口径,调查期就业人数,本期新增人数,本期减少人数,较基期增减(%),减少类型,主要原因,主要原因说明";
const DETAIL = "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数";
const CODES = ["91350200MA2YJ1XR9G", "11150000011512968L", "91150000MA0N00001A"];

describe("a monitored enterprise whose staff and insured move apart", () => {
  const deployment = new SmallDeployment();
  beforeAll(async () => {
    deployment.put(
      "inbox/152921/失业动态监测月报_a.csv",
      `${[
        PANEL,
        // No change by the panel, sixty fewer insured.
        `152921,2026-02,${CODES[0]},样例甲公司,400,上期,400,0,0,,,,`,
        // Both lose twelve.
        `152921,2026-02,${CODES[1]},样例乙公司,300,上期,288,3,15,-4,自然减员,季节性用工,正常流动`,
        // Nineteen apart: less than twenty.
        `152921,2026-02,${CODES[2]},样例丙公司,100,上期,100,0,0,,,,`,
      ].join("\n")}\n`,
    );
    deployment.put(
      "inbox/152921/参保明细_a.csv",
      `${[
        DETAIL,
        `152921,2026-02,${CODES[0]},样例甲公司,340,0,60`,
        `152921,2026-02,${CODES[1]},样例乙公司,288,0,12`,
        `152921,2026-02,${CODES[2]},样例丙公司,81,0,19`,
      ].join("\n")}\n`,
    );
    await deployment.night("2026-03-20");
  });
  afterAll(() => deployment.remove());

  it("is asked about once, by the place of its row", async () => {
    const found = await deployment.rows<{ kind: string; evidence: string }>(
      "SELECT kind, evidence FROM finding",
    );
    expect(found.map(({ kind }) => kind)).toEqual(["panel-differs"]);
    expect(JSON.parse(found[0]!.evidence)).toMatchObject({ enterprises: 1, panel: 0, insured: -60 });
    const text = await findingsText(await deployment.open(), false);
    expect(text).toContain("2026年2月有1家监测企业的用工变动与其参保变动相差较大");
    expect(text).not.toContain("样例甲");
    expect(text).not.toContain(CODES[0]);
  });
});

describe("a change stated beside the figures it comes from", () => {
  const deployment = new SmallDeployment();
  afterAll(() => deployment.remove());

  // Bozhou 2021: 35,244 to 35,694 printed as +1.4 %, which is 1.277 %; Panzhihua 2024: 76,443 to 76,061, printed as −0.50 %.
  it("is doubted where it is not theirs, and the row is kept", async () => {
    deployment.put(
      "inbox/152921/失业动态监测月报_a.csv",
      `${[
        PANEL,
        `152921,2026-02,${CODES[0]},样例亳州合计,35244,建档期,35694,,,1.4,,,`,
        `152921,2026-02,${CODES[1]},样例攀枝花合计,76443,上期,76061,222,604,-0.50,自然减员,自行离职,正常流动`,
        `152921,2026-02,${CODES[2]},样例基期为零,0,上期,5,5,0,,,,`,
      ].join("\n")}\n`,
    );
    await deployment.night("2026-03-20");
    const [row] = await deployment.rows<{ accepted: number; warnings: string }>(
      "SELECT accepted, warnings FROM submission",
    );
    expect(row!.accepted).toBe(3);
    const doubts = (JSON.parse(row!.warnings) as { code: string; details: object }[]).filter(
      ({ code }) => code === "doubt",
    );
    expect(doubts.map(({ details }) => details)).toMatchObject([{ line: 2, found: "1.4" }]);
    expect(await deployment.status()).toContain(
      "第2行：所写增减幅度与人数不符（填写值：“1.4”）；已接收，请核实",
    );
  });
});
