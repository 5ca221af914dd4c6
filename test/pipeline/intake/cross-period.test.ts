import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER = "行政区划代码,报告期,发布日期,城镇新增就业累计,基金收入累计";
const file = (...rows: string[]) => `${[HEADER, ...rows].join("\n")}\n`;
const region = (period: string, jobs: number | string, income = "") =>
  `150000,${period},2026-06-01,${jobs},${income}`;

describe("figures that count from January", () => {
  let deployment: SmallDeployment;
  beforeEach(() => {
    deployment = new SmallDeployment();
  });
  afterEach(() => deployment.remove());

  /** Reasons of the rows that a night's file has refused, as `line code column found`. */
  const refusedBy = async (date: string, ...rows: string[]) => {
    deployment.put(`inbox/150000/官方发布数据_${date}.csv`, file(...rows));
    await deployment.night(date);
    const refused = await deployment.rows<{ line: number; reasons: string }>(
      "SELECT line, reasons FROM rejected_row WHERE submission = (SELECT max(id) FROM submission) ORDER BY line",
    );
    return refused.flatMap(({ line, reasons }) =>
      (JSON.parse(reasons) as { code: string; column: string; found: string }[]).map(
        ({ code, column, found }) => `${line} ${code} ${column} ${found}`,
      ),
    );
  };

  /** What the findings ask about a fall, in the order of their periods. */
  const asked = async () =>
    deployment.rows<{ period: string; figures: string }>(
      `SELECT strftime(period, '%Y-%m') AS period, json_extract_string(evidence, '$.figures.en') AS figures
       FROM finding WHERE kind = 'cumulative-falls' ORDER BY 1`,
    );

  it("that fall within a year are loaded and asked about, whatever the order of the rows", async () => {
    expect(
      await refusedBy("2026-03-10", region("2026-02", 190), region("2025-12", 900), region("2026-01", 200)),
    ).toEqual([]);
    expect((await asked()).map(({ period }) => period)).toEqual(["2026-02"]);
  });

  it("begin anew in January, and may stand still", async () => {
    expect(
      await refusedBy("2026-03-10", region("2025-12", 900), region("2026-01", 40), region("2026-02", 40)),
    ).toEqual([]);
    expect(await asked()).toEqual([]);
  });

  it("are held against what came in before, over a month that is missing", async () => {
    expect(await refusedBy("2026-02-10", region("2026-01", 100))).toEqual([]);
    expect(await refusedBy("2026-04-10", region("2026-03", 90, "12.5"))).toEqual([]);
    expect(await asked()).toEqual([
      { period: "2026-03", figures: "new urban employment, from January 90 (100 in the period before)" },
    ]);
  });

  it("a correction above the month that followed is refused alone, and accepted with that month's own", async () => {
    await refusedBy("2026-03-10", region("2026-01", 100), region("2026-02", 150));
    expect(await refusedBy("2026-03-11", region("2026-01", 160))).toEqual([
      "2 cumulative-above-next new_jobs_ytd 160 > 150 (2026-02)",
    ]);
    expect(await refusedBy("2026-03-12", region("2026-01", 160), region("2026-02", 170))).toEqual([]);
    expect(
      await deployment.rows(
        "SELECT CAST(period AS VARCHAR) AS period, new_jobs FROM official_series_single_as_of(TIMESTAMP '2026-04-01') ORDER BY 1",
      ),
    ).toEqual([
      { period: "2026-01-31", new_jobs: 160 },
      { period: "2026-02-28", new_jobs: 10 },
    ]);
  });

  it("above the next one, a figure that repeats what is known of its month contradicts nothing new", async () => {
    await refusedBy("2026-03-10", region("2026-01", 100), region("2026-02", 90));
    expect(await refusedBy("2026-03-11", region("2026-01", 100, "31.5"))).toEqual([]);
    expect(await refusedBy("2026-03-12", region("2026-01", 101))).toEqual([
      "2 cumulative-above-next new_jobs_ytd 101 > 90 (2026-02)",
    ]);
  });

  it("each figure is held by itself, and the receipt names both", async () => {
    await refusedBy("2026-02-10", region("2026-01", 100, "31.5"));
    expect(await refusedBy("2026-03-10", region("2026-02", 90, "30"))).toEqual([]);
    const [receipt] = await deployment.rows<{ body_text: string }>(
      "SELECT body_text FROM letter WHERE kind = 'receipt' ORDER BY night DESC",
    );
    expect(receipt!.body_text).toContain("90（前期为100）");
    expect(receipt!.body_text).toContain("30（前期为31.5）");
  });

  it("an official series speaks of the region alone", async () => {
    deployment.put("inbox/150200/官方发布数据_盟市.csv", file("150200,2026-02,2026-03-09,19000,"));
    await deployment.night("2026-03-10");
    expect(await deployment.status()).toContain("第1列“行政区划代码”：“150200”不属于本表适用的地区级别");
  });
});
