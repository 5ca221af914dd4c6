import { afterEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型,所属行业,所属集团,控股单位统一社会信用代码";

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

interface Row {
  readonly firm: string;
  readonly persons: number;
  readonly industry?: string;
  readonly group?: string;
  readonly controller?: string;
  readonly received?: string;
}

/** Take in reports of one banner. */
function put(name: string, rows: readonly Row[]): void {
  const lines = rows.map(
    ({ firm, persons, industry = "", group = "", controller = "", received = "2026-03-08" }, at) =>
      `152921,,否,${name}${at},${firm},,,${received},2026-04-20,${persons},900,经济性裁员,${industry},${group},${controller}`,
  );
  deployment.put(`inbox/152921/裁减人员报告_${name}.csv`, `${[HEADER, ...lines].join("\n")}\n`);
}

const tierOf = async (rule: string) => {
  const rows = await deployment.rows<{ tier: string | null; facts: string }>(
    `SELECT tier, CAST(facts AS VARCHAR) AS facts FROM verdict WHERE rule = '${rule}' AND area = '152921' ORDER BY night DESC LIMIT 1`,
  );
  return { tier: rows[0]?.tier ?? null, values: JSON.parse(rows[0]?.facts ?? "{}").values };
};

describe("groups and industries as they are written", () => {
  it("无, 其他 and 同上 name neither a group nor an industry, and a controller has the form of a code", async () => {
    deployment = new SmallDeployment();
    const blank = { group: "无", controller: "无", industry: "其他" };
    put("A", [
      { firm: "甲建材有限公司", persons: 15, ...blank },
      { firm: "乙食品有限公司", persons: 18, ...blank },
      { firm: "丙物流有限公司", persons: 19, ...blank },
    ]);
    await deployment.night("2026-03-10");
    expect(await tierOf("group-layoffs")).toMatchObject({ tier: null, values: { firms: 0 } });
  });

  it("a group is one with and without its legal form, by its head's name, and in reports that leave it out", async () => {
    deployment = new SmallDeployment();
    put("A", [
      { firm: "甲化工有限公司", persons: 15, group: "丁集团" },
      { firm: "乙化工有限公司", persons: 15, group: "丁集团有限公司" },
      { firm: "丙化工有限公司", persons: 15, group: "丁集团（控股）" },
      { firm: "丁集团公司", persons: 15 },
      { firm: "甲化工有限公司", persons: 3, received: "2026-03-09" },
    ]);
    await deployment.night("2026-03-10");
    expect(await tierOf("group-layoffs")).toMatchObject({ tier: "III", values: { firms: 4, persons: 63 } });
  });
});

describe("a first lot that comes late", () => {
  it("is judged with the lots that it completes, whose windows have passed", async () => {
    deployment = new SmallDeployment();
    put("A", [{ firm: "甲建材有限公司", persons: 19, received: "2026-02-10" }]);
    await deployment.night("2026-02-12");
    put("B", [{ firm: "甲建材有限公司", persons: 19, received: "2026-01-20" }]);
    const { events } = await deployment.night("2026-03-25");
    expect(events.map(({ kind, tierTo, period }) => [kind, tierTo, period])).toEqual([
      ["opened", "IV", "2026-02-10"],
    ]);
  });
});
