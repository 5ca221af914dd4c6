import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, expect, it } from "vitest";
import { publishNight } from "../../../pipeline/night/publish.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";

/** Layoffs of an area in March, one enterprise each. */
const layoffs = (area: string, persons: readonly number[], first = 1) =>
  `${HEADER}\n${persons.map((count, at) => `${area},,否,${area}-${first + at},样例${area}第${first + at}公司,,,2026-03-0${at + 1},2026-04-09,${count},1000,其他`).join("\n")}\n`;

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

/** Rows of the readers' copy. */
async function copied<Row>(sql: string): Promise<Row[]> {
  const opened = await deployment.open();
  await publishNight(opened);
  const copy = await DuckDBInstance.create(opened.publishedPath, { access_mode: "READ_ONLY" });
  const connection = await copy.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[];
  connection.closeSync();
  copy.closeSync();
  return rows;
}

interface Circulated {
  readonly area: string;
  readonly firms: string | null;
  readonly persons: string | null;
  readonly hidden: string | null;
  readonly waiting: boolean;
}

async function circulation(month = "2026-03-31"): Promise<Record<string, string>> {
  const rows = await copied<Circulated>(
    `SELECT * FROM circulation WHERE report = 'layoff-report' AND month = '${month}' ORDER BY area`,
  );
  return Object.fromEntries(
    rows.map(({ area, firms, persons, hidden, waiting }) => [
      area,
      `${hidden ?? `${firms}/${persons}`}${waiting ? " waiting" : ""}`,
    ]),
  );
}

it("a month is shown from its due date on; one of two banners hides its only sibling", async () => {
  deployment = new SmallDeployment();
  // Alxa Left Banner: one enterprise; its neighbour: three; Linhe in another league: four, one of which has 90 of 120 persons.
  deployment.put("inbox/152921/裁减人员报告_1.csv", layoffs("152921", [60]));
  deployment.put("inbox/152922/裁减人员报告_1.csv", layoffs("152922", [10, 20, 30]));
  deployment.put("inbox/150802/裁减人员报告_1.csv", layoffs("150802", [90, 10, 10, 10]));
  await deployment.night("2026-03-11");
  expect(await circulation()).toEqual({});
  await deployment.night("2026-04-20");
  expect(await circulation()).toEqual({
    ...{ 150000: "8/240", 150800: "4/120", 150802: "4/120" },
    ...{ 152900: "4/120", 152921: "small", 152922: "sibling" },
  });
});

it("windows that move with each night show only that nothing was reported", async () => {
  deployment = new SmallDeployment();
  deployment.put("inbox/152921/裁减人员报告_1.csv", layoffs("152921", [60, 10, 5]));
  await deployment.night("2026-03-11");
  await deployment.night("2026-03-12");
  const shown = "SELECT DISTINCT area, numerator, hidden FROM observation WHERE indicator = 'layoff-persons'";
  expect(await copied(`${shown} AND area IN ('152921', '150000') ORDER BY area`)).toEqual([
    { area: "150000", numerator: null, hidden: "window" },
    { area: "152921", numerator: null, hidden: "window" },
  ]);
  expect(
    await copied("SELECT * FROM observation_now WHERE value IS NULL AND hidden = 'window'"),
  ).toHaveLength(6);
});

it("a change that tells of one enterprise waits until three have changed; what was hidden stays hidden", async () => {
  deployment = new SmallDeployment();
  for (const area of ["152921", "152922", "152923"])
    deployment.put(`inbox/${area}/裁减人员报告_1.csv`, layoffs(area, [20, 30, 40, 25]));
  await deployment.night("2026-04-20");
  const before = { 150000: "12/345", 152900: "12/345", 152921: "4/115", 152922: "4/115", 152923: "4/115" };
  expect(await circulation()).toEqual(before);
  deployment.put("inbox/152921/裁减人员报告_2.csv", layoffs("152921", [50], 5));
  await deployment.night("2026-04-21");
  expect(await circulation()).toEqual(
    Object.fromEntries(Object.entries(before).map(([area, cell]) => [area, `${cell} waiting`])),
  );
  deployment.put("inbox/152921/裁减人员报告_3.csv", layoffs("152921", [45, 40], 6));
  await deployment.night("2026-04-22");
  expect(await circulation()).toEqual({
    ...before,
    ...{ 150000: "15/480", 152900: "15/480", 152921: "7/250" },
  });
});

it("the second hidden cell stays the same when another would do as well", async () => {
  deployment = new SmallDeployment();
  deployment.put("inbox/152921/裁减人员报告_1.csv", layoffs("152921", [20]));
  deployment.put("inbox/152922/裁减人员报告_1.csv", layoffs("152922", [20, 20, 20]));
  deployment.put("inbox/152923/裁减人员报告_1.csv", layoffs("152923", [30, 30, 30, 30]));
  await deployment.night("2026-04-20");
  const hidden = async () =>
    Object.entries(await circulation()).flatMap(([area, cell]) => (/small|sibling/.test(cell) ? [area] : []));
  expect(await hidden()).toEqual(["152921", "152922"]);
  deployment.put("inbox/152922/裁减人员报告_2.csv", layoffs("152922", [90, 80, 70], 4));
  await deployment.night("2026-04-21");
  expect((await circulation())["150000"]).toBe("11/440");
  expect(await hidden()).toEqual(["152921", "152922"]);
});

it("a month whose change since the month before tells of one employer is not shown beside it", async () => {
  deployment = new SmallDeployment();
  const rows = (month: string, sizes: readonly number[]) =>
    sizes.map((size, at) => `150802,${month},F${at},样例第${at}公司,${size},0,0`).join("\n");
  deployment.put(
    "inbox/150802/参保明细_1.csv",
    `行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数\n${rows("2026-01", [10, 20, 30, 40])}\n${rows("2026-02", [10, 20, 30, 25])}\n${rows("2026-03", [15, 14, 36, 31])}\n`,
  );
  await deployment.night("2026-04-20");
  const shown = await copied(
    "SELECT CAST(month AS VARCHAR) AS month, persons, hidden FROM circulation WHERE area = '150802' ORDER BY month",
  );
  expect(shown).toEqual([
    { month: "2026-01-31", persons: "100", hidden: null },
    { month: "2026-02-28", persons: null, hidden: "change" },
    { month: "2026-03-31", persons: "96", hidden: null },
  ]);
});

it("a change of the register moves the cells of every month with it, but not what is shown of single enterprises", async () => {
  deployment = new SmallDeployment();
  const detail =
    "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数\n150802,2026-02,A,样例甲公司,10,0,0\n150802,2026-02,B,样例乙公司,20,0,0\n";
  deployment.put("inbox/150802/参保明细_1.csv", detail);
  deployment.put("inbox/150802/裁减人员报告_1.csv", layoffs("150802", [60]));
  await deployment.night("2026-04-20");
  const leagues = () =>
    deployment.rows(
      "SELECT report, area, persons FROM enterprise_cell WHERE name = 'persons' AND area IN ('150800', '152900') ORDER BY report",
    );
  const [detailed, laidOff] = [
    { report: "insurance-employer", persons: 30 },
    { report: "layoff-report", persons: 60 },
  ];
  expect(await leagues()).toEqual([
    { ...detailed, area: "150800" },
    { ...laidOff, area: "150800" },
  ]);
  const before = await circulation();
  expect(before["150800"]).toBe("small");
  // Linhe now belongs to the other league.
  deployment.close();
  const areas = readFileSync(join(deployment.dir, "areas.csv"), "utf8");
  deployment.put("areas.csv", areas.replace(/^(150802,.*?),150800,/m, "$1,152900,"));
  await deployment.night("2026-04-21");
  expect(await leagues()).toEqual([
    { ...detailed, area: "152900" },
    { ...laidOff, area: "152900" },
  ]);
});
