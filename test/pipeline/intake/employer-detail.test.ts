import { afterEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const TABLE =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数\n";
const DETAIL =
  "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数\n";
const table = (insured: number) => `${TABLE}152921,2026-02,${insured + 50},40,90,${insured},60,12\n`;
const detail = (a: number, b: number) =>
  `${DETAIL}152921,2026-02,CODEA,样例甲公司,${a},1,2\n152921,2026-02,CODEB,样例乙公司,${b},0,0\n`;

describe("the employer detail must sum to the table of its area and month", () => {
  let deployment: SmallDeployment;
  afterEach(() => deployment.remove());

  const details = () => deployment.rows("SELECT employer, insured FROM fact_insurance_employer ORDER BY 1");

  it("is accepted when it does", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/失业保险月报_a.csv", table(300));
    await deployment.night("2026-03-06");
    deployment.put("inbox/152921/参保明细_a.csv", detail(200, 100));
    await deployment.night("2026-03-07");
    expect(await details()).toHaveLength(2);
  });

  it("goes back whole when it does not, naming both figures", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/失业保险月报_a.csv", table(300));
    await deployment.night("2026-03-06");
    deployment.put("inbox/152921/参保明细_a.csv", detail(200, 99));
    await deployment.night("2026-03-07");
    expect(await details()).toEqual([]);
    expect(await deployment.status()).toContain("明细合计与月报不一致（299 ≠ 300）");
  });

  it("that came first makes the table's receipt say so", async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/参保明细_a.csv", detail(200, 99));
    await deployment.night("2026-03-05");
    expect(await details()).toHaveLength(2);
    deployment.put("inbox/152921/失业保险月报_a.csv", table(300));
    await deployment.night("2026-03-06");
    expect(await deployment.status()).toContain("已收到的分单位明细合计与本表不一致：152921");
  });
});
