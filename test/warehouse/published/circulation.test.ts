import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fillCirculation } from "../../../warehouse/published/enterprise-cells.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const layoffs = (area: string, persons: readonly number[]) =>
  `${HEADER}\n${persons.map((count, at) => `${area},,否,${area}-${at},样例${area}第${at}公司,,,2026-03-0${at + 1},2026-04-09,${count},1000,其他`).join("\n")}\n`;

const deployment = new SmallDeployment();
beforeAll(async () => {
  // Alxa Left Banner: one enterprise; its neighbour: three; Linhe in another league: four, one of which has 90 of 120 persons.
  deployment.put("inbox/152921/裁减人员报告_1.csv", layoffs("152921", [60]));
  deployment.put("inbox/152922/裁减人员报告_1.csv", layoffs("152922", [10, 20, 30]));
  deployment.put("inbox/150802/裁减人员报告_1.csv", layoffs("150802", [90, 10, 10, 10]));
  await deployment.night("2026-03-11");
});
afterAll(() => deployment.remove());

it("what is circulated about enterprises hides one of two banners and its only sibling, and shows the totals", async () => {
  const { warehouse } = await deployment.open();
  const read = async (least: { firms: number; share: number }) => {
    await fillCirculation(warehouse, least);
    const rows = await warehouse.rows<{
      area: string;
      firms: number | null;
      persons: number | null;
      hidden: string | null;
    }>(
      "SELECT area, firms, persons, hidden FROM circulation_now WHERE report = 'layoff-report' AND month = '2026-03-31' ORDER BY area",
    );
    return Object.fromEntries(
      rows.map(({ area, firms, persons, hidden }) => [area, hidden ?? `${firms}/${persons}`]),
    );
  };
  expect(await read({ firms: 3, share: 0.8 })).toEqual({
    ...{ 150000: "8/240", 150800: "4/120", 150802: "4/120" },
    ...{ 152900: "4/120", 152921: "small", 152922: "sibling" },
  });
  // At three quarters the 90 of 120 dominate: banner and league have the same figure, so both are hidden, and the other league with them; two of its three cells are then unknown.
  expect(await read({ firms: 3, share: 0.75 })).toEqual({
    ...{ 150000: "8/240", 150800: "small", 150802: "small" },
    ...{ 152900: "sibling", 152921: "small", 152922: "3/60" },
  });
});

it("a change of the register moves the cells of every month with it", async () => {
  const moving = new SmallDeployment();
  const detail =
    "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数\n150802,2026-02,A,样例甲公司,10,0,0\n150802,2026-02,B,样例乙公司,20,0,0\n";
  moving.put("inbox/150802/参保明细_1.csv", detail);
  moving.put("inbox/150802/裁减人员报告_1.csv", layoffs("150802", [60]));
  await moving.night("2026-03-11");
  const leagues = () =>
    moving.rows(
      "SELECT report, area, persons FROM enterprise_cell WHERE area IN ('150800', '152900') ORDER BY report",
    );
  const [detailed, laidOff] = [
    { report: "insurance-employer", persons: 30 },
    { report: "layoff-report", persons: 60 },
  ];
  expect(await leagues()).toEqual([
    { ...detailed, area: "150800" },
    { ...laidOff, area: "150800" },
  ]);
  // Linhe now belongs to the other league.
  moving.close();
  const areas = readFileSync(join(moving.dir, "areas.csv"), "utf8");
  moving.put("areas.csv", areas.replace(/^(150802,.*?),150800,/m, "$1,152900,"));
  await moving.night("2026-03-12");
  expect(await leagues()).toEqual([
    { ...detailed, area: "152900" },
    { ...laidOff, area: "152900" },
  ]);
  moving.remove();
});
