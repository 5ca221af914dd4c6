import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const INSURANCE =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数";
const LAYOFF = "行政区划代码,报告编号,企业名称,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数";

describe("what a later report changed", () => {
  let deployment: SmallDeployment;
  beforeEach(() => {
    deployment = new SmallDeployment();
  });
  afterEach(() => deployment.remove());

  const send = (name: string, header: string, ...rows: string[]) =>
    deployment.put(`inbox/152921/${name}.csv`, `${[header, ...rows].join("\n")}\n`);
  const remarks = async () =>
    (
      await deployment.rows<{ warnings: string }>(
        "SELECT warnings FROM submission WHERE id = (SELECT max(id) FROM submission)",
      )
    ).flatMap(({ warnings }) => (JSON.parse(warnings) as { code: string; details: unknown }[]).slice());

  it("stands on its receipt, figure by figure; the earlier one is kept", async () => {
    send("失业保险月报_1", INSURANCE, "152921,2026-02,5000,40,90,4950,60,12");
    await deployment.night("2026-03-06");
    send("失业保险月报_2", INSURANCE, "152921,2026-02,5000,40,80,4960,60,21");
    await deployment.night("2026-03-09");
    expect(await deployment.status()).toContain(
      "第2行替换第1号报送的同期数据：期末参保人数 4950→4960、本期减少参保人数 90→80、本期新增领取人数 12→21；原报送保留备查",
    );
    expect(await deployment.rows("SELECT submission, insured FROM fact_social_insurance ORDER BY 1")).toEqual(
      [
        { submission: 1, insured: 4950 },
        { submission: 2, insured: 4960 },
      ],
    );
    const current = "SELECT insured FROM social_insurance_as_of(TIMESTAMP '2026-03-10')";
    expect(await deployment.rows(current)).toEqual([{ insured: 4960 }]);
  });

  it("says so when nothing did", async () => {
    send("失业保险月报_1", INSURANCE, "152921,2026-02,5000,40,90,4950,60,12");
    await deployment.night("2026-03-06");
    send("失业保险月报_2", `${INSURANCE},备注`, "152921,2026-02,5000,40,90,4950,60,12,补盖章");
    await deployment.night("2026-03-09");
    expect(await remarks()).toContainEqual({
      code: "replaces-unchanged",
      details: { line: 2, submission: 1 },
    });
  });

  it("a layoff report under the same number is amended; a statement that lists it again changes nothing", async () => {
    send("裁减人员报告_1", LAYOFF, "152921,L1,样例煤业,一号矿,2026-03-10,2026-04-09,1200,1500");
    await deployment.night("2026-03-11");
    send(
      "裁减人员报告_2",
      LAYOFF,
      "152921,L1,样例煤业,一号矿,2026-03-10,2026-04-09,1200,1500",
      "152921,L2,样例纸业,,2026-03-11,2026-04-09,3,90",
    );
    await deployment.night("2026-03-12");
    expect((await remarks()).map(({ code }) => code)).not.toContain("amends");
    send("裁减人员报告_3", LAYOFF, "152921,L1,样例煤业,一号矿,2026-03-10,,12,1500");
    await deployment.night("2026-03-13");
    expect(await deployment.status()).toContain(
      "第2行更正第2号报送的同一裁员报告：拟裁减日期 2026-04-09→（空）、裁减人数 1200→12；原报送保留备查",
    );
  });
});
