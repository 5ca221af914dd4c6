import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publishNight } from "../../../pipeline/night/publish.ts";
import { Guard } from "../../../warehouse/asking/guard.ts";
import { USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { noAudit } from "../asking/asked.ts";
import { rowsOf } from "./copy-intruder.ts";

const LAYOFFS =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const EMPLOYERS =
  "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数";
const PANEL =
  "行政区划代码,报告期,统一社会信用代码,企业名称,基期就业人数,基期口径,调查期就业人数,在册不在岗人数,减少类型,主要原因,主要原因说明";

let deployment: SmallDeployment;
let files = 0;
beforeEach(() => {
  deployment = new SmallDeployment();
});
afterEach(() => deployment.remove());

const put = (area: string, name: string, header: string, rows: readonly string[]) =>
  deployment.put(`inbox/${area}/${name}_${++files}.csv`, `${header}\n${rows.join("\n")}\n`);

const layoffs = (area: string, firms: readonly (readonly [string, number, string?])[]) =>
  put(
    area,
    "裁减人员报告",
    LAYOFFS,
    firms.map(
      ([name, persons, code = ""], at) =>
        `${area},,否,${area}-${files}-${at},${name},${code},,2026-03-05,2026-04-09,${persons},1000,其他`,
    ),
  );

const employers = (area: string, month: string, sizes: Readonly<Record<string, number>>) =>
  put(
    area,
    "参保明细",
    EMPLOYERS,
    Object.entries(sizes).map(([firm, persons]) => `${area},${month},${firm},样例${firm}公司,${persons},0,0`),
  );

const panel = (area: string, month: string, rows: readonly (readonly [string, number, string, number])[]) =>
  put(
    area,
    "失业动态监测月报",
    PANEL,
    rows.map(([firm, baseline, kind, now]) => {
      const why = now < baseline ? "经济性裁员,订单不足,订单减少" : ",,";
      return `${area},${month},${firm},样例${firm}公司,${baseline},${kind},${now},,${why}`;
    }),
  );

/** Every place of the league 152900 that owes a monthly report. */
const ALXA = ["152921", "152922", "152923", "152971", "152921401"];

const sized = (sizes: readonly number[], prefix = "F"): Record<string, number> =>
  Object.fromEntries(sizes.map((size, at) => [`${prefix}${at}`, size]));

/** Run a night, publish, and read from the copy. */
async function copied<Row>(date: string, sql: string): Promise<Row[]> {
  await deployment.night(date);
  const opened = await deployment.open();
  await publishNight(opened);
  return rowsOf<Row>(opened.publishedPath, sql);
}

interface Shown {
  readonly area: string;
  readonly month: string;
  readonly persons: string | null;
  readonly hidden: string | null;
}

/** What is circulated, by area and month: persons, or why not. */
async function circulated(date: string): Promise<Record<string, string | null>> {
  const rows = await copied<Shown>(date, "SELECT area, month, persons, hidden FROM circulation ORDER BY ALL");
  return Object.fromEntries(
    rows.map(({ area, month, persons, hidden }) => [`${area} ${month.slice(0, 7)}`, hidden ?? persons]),
  );
}

describe("what somebody who combines tables, months and nights would read", () => {
  it("the table that the employers must sum to is shown only with them", async () => {
    employers("152922", "2026-02", { FA: 310, FB: 45 });
    deployment.put(
      "inbox/152922/失业保险月报_1.csv",
      "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数\n152922,2026-02,355,0,0,355,1,1\n",
    );
    const found = await copied<{ hidden: string | null }>(
      "2026-04-20",
      "SELECT numerator, hidden FROM observation_now WHERE area = '152922' AND indicator = 'insured-persons'",
    );
    for (const row of found) expect(row).toEqual({ numerator: null, hidden: "small" });
  });

  it("the verdict on a total that the employers must sum to is shown only where none is named", async () => {
    employers("152922", "2026-02", { FA: 310, FB: 45 });
    for (const area of [...ALXA, "150302", "150303", "150304"]) {
      const months = Array.from({ length: 15 }, (_, back) => {
        const month = new Date(Date.UTC(2026, 1 - back, 1)).toISOString().slice(0, 7);
        const insured = back < 3 ? 355 : 450;
        return `${area},${month},${insured},0,0,${insured},1,1`;
      });
      deployment.put(
        `inbox/${area}/失业保险月报_1.csv`,
        `行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数\n${months.join("\n")}\n`,
      );
    }
    const sql = `SELECT area, outcome, value, hidden FROM verdict
                 WHERE rule = 'insured-decline' AND area IN ('152900', '150300') ORDER BY area, date`;
    const fired = { outcome: "fired", value: null, hidden: "version" };
    expect(await copied("2026-03-20", sql)).toEqual([
      { ...fired, area: "150300", value: 1065, hidden: null },
      { ...fired, area: "152900" },
    ]);
    // Named only later: what was shown before is taken away.
    employers("150302", "2026-02", { FC: 200, FD: 155 });
    const areas = ["150300", "150300", "152900", "152900"];
    expect(await copied("2026-03-21", sql)).toEqual(areas.map((area) => ({ ...fired, area })));
  });

  it("a cell that was shown protects no other", async () => {
    employers("152921", "2026-02", sized([40, 50, 60, 70]));
    employers("152922", "2026-02", sized([40, 50, 60, 70, 30], "G"));
    const before = await circulated("2026-04-20");
    expect(before["152900 2026-02"]).toBe("470");
    employers("152921", "2026-02", { F3: 70 });
    expect(await circulated("2026-04-21")).toEqual(before);
  });

  it("an area that moves to another league does not give its hidden cell away", async () => {
    layoffs("152921", [["甲", 60]]);
    layoffs("152922", [
      ["乙", 10],
      ["丙", 20],
      ["丁", 32],
    ]);
    layoffs("152923", [
      ["戊", 40],
      ["己", 50],
      ["庚", 60],
      ["辛", 70],
    ]);
    layoffs("150802", [
      ["壬", 50],
      ["癸", 50],
      ["子", 50],
    ]);
    const before = await circulated("2026-04-20");
    expect(before["152922 2026-03"]).toBe("sibling");
    deployment.close();
    const areas = readFileSync(join(deployment.dir, "areas.csv"), "utf8");
    deployment.put("areas.csv", areas.replace(/^(152922,.*?),152900,/m, "$1,150800,"));
    expect(await circulated("2026-04-21")).toEqual(before);
  });

  it("a net loss that is one enterprise's is hidden, against any baseline", async () => {
    const still = [100, 110, 120, 130];
    for (const [area, kind] of [
      ["152921", "建档期"],
      ["152922", "上期"],
    ] as const)
      panel(area, "2026-02", [
        ...still.map((size, at) => [`${area}F${at}`, size, kind, size] as const),
        [`${area}F9`, 200, kind, 137],
      ]);
    const shown = await copied(
      "2026-04-20",
      "SELECT indicator FROM observation_now WHERE indicator LIKE 'panel%' AND area IN ('152921', '152922') AND hidden IS NULL AND numerator <> 0",
    );
    expect(shown).toEqual([]);
  });

  it("the month before is not read off the month after", async () => {
    const month = (name: string, sizes: Readonly<Record<string, readonly number[]>>) => {
      for (const [area, all] of Object.entries(sizes))
        panel(
          area,
          name,
          all.map((size, at) => [`${area}F${at}`, 300, "建档期", size] as const),
        );
    };
    month("2026-01", { 152921: [50, 60], 152922: [40, 50, 60], 152923: [100, 110, 120, 130] });
    month("2026-02", { 152921: [58, 66], 152922: [45, 55, 66], 152923: [100, 110, 120, 121] });
    const [rate] = await copied<{ denominator: number | null }>(
      "2026-04-20",
      "SELECT denominator FROM observation_now WHERE indicator = 'panel-post-loss-rate' AND area = '152922' AND period = '2026-02-28'",
    );
    expect(rate!.denominator).toBeNull();
  });

  it("a month that comes after the next one is held against it too", async () => {
    employers("150802", "2026-02", sized([10, 20, 30, 25]));
    await circulated("2026-04-20");
    employers("150802", "2026-01", sized([10, 20, 30, 40]));
    const shown = await circulated("2026-04-21");
    expect(shown["150802 2026-02"]).toBe("85");
    expect(shown["150802 2026-01"]).toBe("change");
  });

  it("the change of a sum of hidden cells is not read off their total", async () => {
    for (const [month, first, more] of [
      ["2026-01", 100, 0],
      ["2026-02", 140, 5],
    ] as const) {
      employers("152921", month, { X: first, Y: 100 });
      employers("152922", month, { V: 100, W: 100 });
      employers(
        "152923",
        month,
        sized(
          [20, 20, 20, 20, 20].map((size) => size + more),
          "Z",
        ),
      );
    }
    const shown = await circulated("2026-04-20");
    expect(shown["152900 2026-01"]).toBe("500");
    expect(shown["152900 2026-02"]).not.toBe("565");
  });

  it("an enterprise in two banners is one", async () => {
    layoffs("152921", [["甲公司", 10]]);
    layoffs("152922", [
      ["乙公司", 20],
      ["甲公司", 9],
    ]);
    layoffs("152923", [
      ["丙", 30],
      ["丁", 31],
      ["戊", 32],
      ["己", 33],
    ]);
    const shown = await circulated("2026-04-20");
    // The sum of 152921 and 152922 alone would be that of two enterprises.
    expect(shown["152923 2026-03"]).toBe("sibling");
  });

  it("an enterprise with and without its code is one", async () => {
    layoffs("150802", [
      ["庚公司", 50, "91150000MA0MW1XR9G"],
      ["庚公司", 45],
      ["辛公司", 40],
    ]);
    const shown = await circulated("2026-04-20");
    expect(shown["150802 2026-03"]).toBe("small");
  });

  it("a hidden cell stays hidden in every shape in which a table can be asked", async () => {
    employers("152921", "2026-02", { FA: 311, FB: 47 });
    employers("152922", "2026-02", sized([40, 50, 60, 70, 30], "G"));
    employers("150802", "2026-02", sized([10, 20, 30, 25], "H"));
    const shown = await circulated("2026-04-20");
    expect(shown["152921 2026-02"]).toBe("small");
    const opened = await deployment.open();
    const guard = new Guard(opened.publishedPath, USUAL_LIMITS, noAudit);
    const ask = async (sql: string) => {
      const { end, rows } = await guard.ask({ sql, who: "t", at: "2026-04-20T00:00:00Z", rows: 10_000 });
      expect(end.outcome, JSON.stringify(end)).toBe("answered");
      return rows;
    };
    const figures = (rows: readonly (readonly unknown[])[]) =>
      rows.flatMap((row) => row.filter((cell) => cell !== null).map(Number)).sort((a, b) => a - b);
    const selected = figures(await ask("SELECT persons FROM circulation"));
    for (const shape of [
      "SELECT COLUMNS(* EXCLUDE (report, area)) FROM (PIVOT circulation ON month USING max(persons) GROUP BY report, area)",
      "SELECT COLUMNS(* EXCLUDE (report)) FROM (PIVOT circulation ON area, month USING max(persons) GROUP BY report)",
      "SELECT v FROM (UNPIVOT (SELECT area, month, persons FROM circulation) ON persons INTO NAME n VALUE v)",
    ])
      expect(figures(await ask(shape)), shape).toEqual(selected);
    const [summary] = await ask(
      "SELECT min, max, count FROM (SUMMARIZE SELECT persons FROM circulation) WHERE column_name = 'persons'",
    );
    expect(summary!.slice(0, 2).map(Number)).toEqual([selected[0], selected.at(-1)]);
    for (const hidden of [311, 47, 358])
      expect(JSON.stringify(await ask("SUMMARIZE circulation"))).not.toContain(`"${hidden}"`);
    guard.close();
  });
});
