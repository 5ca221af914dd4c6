import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";
import { runNight } from "../../../../pipeline/night/night.ts";
import { nightRequest } from "../../../night-request.ts";
import { sheetsOf } from "../../../reports/documents/readers.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const HEADER =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数\n";
const month = (area: string, claims: number) => `${area},2026-02,5000,40,90,4950,60,${claims}\n`;

/**
 * A league of five places: two report the claims of February (20 and 12), one of them again (25 in place of 20), then a third (7).
 * By hand: 32, then 37, then 44 for the league.
 */
describe("asking a deployment", () => {
  const small = new SmallDeployment();

  beforeAll(async () => {
    const deployment = await small.open();
    const night = (date: string, publish: boolean) =>
      runNight(deployment, { ...nightRequest(deployment, date, new Date(0)), publish });
    small.put("inbox/152921/失业保险月报_1.csv", HEADER + month("152921", 20));
    small.put("inbox/152922/失业保险月报_2.csv", HEADER + month("152922", 12));
    await night("2026-03-05", false);
    small.put("inbox/152921/失业保险月报_3.csv", HEADER + month("152921", 25));
    await night("2026-03-06", false);
    small.put("inbox/152923/失业保险月报_4.csv", HEADER + month("152923", 7));
    await night("2026-03-07", true);
    small.close();
  });
  afterAll(() => small.remove());

  async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const printed = { out: [] as string[], err: [] as string[] };
    const effects = {
      now: () => new Date("2026-03-09T01:00:00Z"),
      out: (text: string) => void printed.out.push(text),
      err: (text: string) => void printed.err.push(text),
    };
    const [command = "", ...rest] = args;
    const code = await main([command, small.dir, ...rest], effects);
    return { code, out: printed.out.join("\n"), err: printed.err.join("\n") };
  }
  const claims =
    "SELECT area_name, value FROM figure WHERE indicator = 'new-claims' AND level <> 'banner' ORDER BY area";

  it("a table, with Chinese characters two wide", async () => {
    const { code, out } = await run("sql", claims);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        "┌──────────────┬──────┐",
        "│ 地区名称     │ 数值 │",
        "├──────────────┼──────┤",
        "│ 内蒙古自治区 │   44 │",
        "│ 阿拉善盟     │   44 │",
        "└──────────────┴──────┘",
        "共2行",
      ].join("\n"),
    );
  });

  it("CSV and JSON as text; a value of the statement is bound", async () => {
    expect((await run("sql", claims, "--format", "csv")).out).toBe(
      "area_name,value\n内蒙古自治区,44.0\n阿拉善盟,44.0",
    );
    const json = await run(
      "sql",
      "SELECT name FROM area WHERE code = $code",
      "--with",
      "code=152921",
      "--format",
      "json",
    );
    expect(JSON.parse(json.out)).toEqual([{ name: "阿拉善左旗" }]);
    const none = await run("sql", "SELECT name FROM area WHERE code = $code", "--with", "code=1' OR '1'='1");
    expect(none.out).toMatch(/共0行$/);
  });

  it("a file, whose kind follows from its name; a part of one is never seen", async () => {
    const path = join(small.dir, "claims.parquet");
    const { out } = await run("sql", claims, "--out", path);
    expect(out).toBe(`已写入 ${path}：2行`);
    expect(readFileSync(path).subarray(0, 4).toString()).toBe("PAR1");
    expect((await run("sql", "SELECT * FROM nowhere", "--out", join(small.dir, "no.arrow"))).code).toBe(2);
    expect(existsSync(join(small.dir, "no.arrow"))).toBe(false);
    expect(existsSync(join(small.dir, "no.arrow.part"))).toBe(false);
  });

  it("a CSV file begins with the mark that spreadsheet programs look for, in Chinese alone and never as text", async () => {
    const path = join(small.dir, "marked.csv");
    const csv = "area_name,value\n内蒙古自治区,44.0\n阿拉善盟,44.0\n";
    await run("sql", claims, "--out", path);
    expect(readFileSync(path, "utf8")).toBe(`\ufeff${csv}`);
    await run("sql", claims, "--out", path, "--force", "--lang", "en");
    expect(readFileSync(path, "utf8")).toBe(csv);
    expect((await run("sql", claims, "--format", "csv")).out).toBe(csv.trimEnd());
  });

  it("a workbook, whose numbers are the values and not what is printed", async () => {
    const path = join(small.dir, "claims.XLSX");
    expect((await run("sql", claims, "--out", path)).out).toBe(`已写入 ${path}：2行`);
    const cells = [...sheetsOf(readFileSync(path)).values()][0]!;
    expect(["A1", "B1", "A2", "B2"].map((at) => cells.get(at)!.v)).toEqual([
      "area_name",
      "value",
      "内蒙古自治区",
      44,
    ]);
  });

  it("a table has times of the deployment's zone, figures as their indicator, a pivot", async () => {
    const known =
      "SELECT indicator, value / 3 AS value, known_at FROM figure WHERE indicator = 'new-claims' AND area = '152900'";
    const { out } = await run("sql", known);
    // 44 / 3 with the decimals of new-claims; the night of 7 March is Asia/Shanghai's.
    expect(out).toMatch(/new-claims\s+│\s+15 │ 2026-03-07 \d\d:\d\d:\d\d/);
    expect(out).toMatch(/\n收到时间：Asia\/Shanghai 时间/);
    const pivot =
      "PIVOT (FROM figure WHERE area = '152900') ON indicator USING max(value) GROUP BY area_name";
    expect((await run("sql", pivot)).out).toMatch(/地区名称.*new-claims/);
  });

  it("as of a day, the number that was known at its end", async () => {
    const asOf = (day: string) =>
      `SELECT value FROM observation_as_of(day_end('${day}')) WHERE indicator = 'new-claims' AND area = '152900'`;
    for (const [day, value] of [
      ["2026-03-04", ""],
      ["2026-03-05", "32.0"],
      ["2026-03-06", "37.0"],
      ["2026-03-08", "44.0"],
    ] as const)
      expect((await run("sql", asOf(day), "--format", "csv")).out, day).toBe(`value${value && `\n${value}`}`);
  });

  it("a ready query by its name, a statement from a file", async () => {
    expect((await run("sql", "--query", "latest-figures", "--format", "csv")).out).toContain(
      "新增领取失业保险金人数",
    );
    small.put("question.sql", "\ufeffSELECT count(*) AS areas FROM area;\n");
    expect((await run("sql", "--file", join(small.dir, "question.sql"), "--format", "csv")).out).toBe(
      "areas\n118",
    );
  });

  it.each([
    [["DROP TABLE area"], "只能执行 SELECT 或 EXPLAIN"],
    [["SELECT 1; SELECT 2"], "一次只能执行一条语句"],
    [["SELECT * FROM employer"], "employer does not exist"],
    [["SELECT 1", "--query", "open-cases"], "give one statement"],
    [["--query", "nothing"], "the ready queries are"],
    [["SELECT 1", "--format", "parquet"], "name a file with --out"],
    [["SELECT 1", "--format", "xlsx"], "xlsx is not text: name a file with --out"],
    [["SELECT 1", "--format", "ods"], "the formats are"],
    [["SELECT 1", "--out", "a.ods"], "allowed are .csv, .json, .parquet, .arrow, .xlsx"],
    [["SELECT 1", "--out", "a.csv", "--format", "xlsx"], "a workbook ends in .xlsx"],
    [["SELECT 1,\n getenv('A')"], "第2行第2列：不能调用 getenv"],
    [["PIVOT (FROM figure WHERE false) ON period"], "PIVOT … ON period：没有任何值"],
    [["SELECT 1", "--rows", "0"], "give a whole number"],
    [["SELECT count(*) FROM range(1000000000000)", "--seconds", "1"], "超过1秒，已停止"],
  ])("%j is answered with what is wrong, and no stack", async (args, text) => {
    const { code, err } = await run("sql", ...args);
    expect(code).toBe(2);
    expect(err).toContain(text);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("more rows than asked for is said", async () => {
    expect((await run("sql", "SELECT code FROM area", "--rows", "3")).out).toContain("只显示前3行，还有更多");
    const text = await run("sql", "SELECT code FROM area", "--rows", "3", "--format", "csv");
    expect(text.out.split("\n")).toHaveLength(4);
    expect(text.err).toContain("还有更多");
  });

  it("each question is in the audit of the deployment", () => {
    const lines = readFileSync(join(small.dir, "audit", "sql.jsonl"), "utf8")
      .trim()
      .split("\n");
    expect(lines.length).toBeGreaterThan(15);
    const [begun, ended] = lines.map((line) => JSON.parse(line));
    expect(begun).toMatchObject({ event: "begun", at: "2026-03-09T01:00:00.000Z", sql: claims });
    expect(ended).toMatchObject({ event: "ended", id: begun.id, outcome: "answered" });
  });

  it("describe: tables, views, ready queries; the columns of one; what there is where a name is wrong", async () => {
    const all = (await run("describe")).out;
    for (const name of ["observation", "open_case", "observation_as_of(instant)", "open-cases"])
      expect(all).toContain(name);
    expect((await run("describe", "figure")).out).toMatch(/coverage\s+│ DOUBLE\s+│ 数据完整性/);
    expect((await run("describe", "observation_as_of", "--lang", "en")).out).toMatch(
      /period\s+│ +│ the period/,
    );
    const wrong = await run("describe", "figures");
    expect([wrong.code, wrong.err.includes("latest_figure")]).toEqual([2, true]);
  });

  const explain = (...more: string[]) => run("explain-number", "--indicator", "new-claims", ...more);

  it("explain-number: value, parts, coverage, revisions, reports, what is absent, the SQL", async () => {
    const { code, out } = await explain("--area", "阿拉善盟", "--period", "2026-02");
    expect(code).toBe(0);
    const tables = out.replace(/[│┌┐└┘├┤┬┴┼─]/g, " ").replace(/ +/g, " ");
    expect(tables).toMatch(/^新增领取失业保险金人数.*阿拉善盟，2026年2月：44人/);
    expect(tables).toContain("应报5份，实报3份");
    for (const row of ["阿拉善左旗 25 25 1/1", "阿拉善右旗 12 12 1/1", "额济纳旗 7 7 1/1"])
      expect(tables).toContain(row);
    // Of the latest first: 44 is 7 more than 37, which is 5 more than 32.
    expect(tables).toMatch(
      /2026-03-07 44 \+7 44 3\/5[\s\S]*2026-03-06 37 \+5 37 2\/5[\s\S]*2026-03-05 32 32 2\/5/,
    );
    for (const file of ["失业保险月报_2.csv", "失业保险月报_3.csv", "失业保险月报_4.csv"])
      expect(tables).toContain(file);
    expect(tables).not.toContain("失业保险月报_1.csv");
    expect(out).toMatch(/应报未到 ==\n内蒙古阿拉善高新技术产业开发区、孪井滩生态移民示范区/);
    expect(out).toContain("FROM current_social_insurance");
  });

  it("explain-number prints a statement that gives its numbers from the copy as it is printed", async () => {
    const { out } = await explain("--area", "阿拉善盟", "--period", "2026-02");
    const [, statement = ""] = /（fengsui sql） ==\n([\s\S]*?)\n\n==/.exec(out) ?? [];
    const answer = await run("sql", statement, "--format", "csv");
    expect(answer.code).toBe(0);
    const rows = answer.out.split("\n").map((row) => row.split(",").slice(0, 2).join(","));
    expect(rows).toEqual(["area,numerator", "152900,44.0", "152921,25.0", "152922,12.0", "152923,7.0"]);
  });

  it("a rate rests on the report that it divides by too", async () => {
    const deployment = await small.open();
    const layoffs =
      "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型\n152921,,否,L1,样例银岭煤业有限公司,,,2026-03-08,2026-04-09,30,300,其他\n";
    small.put("inbox/152921/裁减人员报告_5.csv", layoffs);
    await runNight(deployment, { ...nightRequest(deployment, "2026-03-08", new Date(0)), publish: false });
    small.close();
    const asked = ["--indicator", "layoff-rate", "--area", "152921", "--period", "2026-03-08"];
    const { out } = await run("explain-number", ...asked);
    for (const file of ["裁减人员报告_5.csv", "失业保险月报_3.csv"]) expect(out).toContain(file);
    expect(out).not.toContain("失业保险月报_2.csv");
  });

  it("the dictionary says which definition an indicator has, and why it is not shown at a level", async () => {
    const query =
      "SELECT definition_zh, not_shown_zh FROM indicator_dictionary WHERE id = 'fund-support-months'";
    expect((await run("sql", query, "--format", "csv")).out).toBe(
      "definition_zh,not_shown_zh\n基金累计结余÷最近12个月平均支出,基金自治区级统筹，盟市、旗县没有各自的支撑能力",
    );
  });

  it("explain-number as of a day rests on the reports of that day", async () => {
    const { out } = await explain(
      "--area",
      "152900",
      "--period",
      "2026-02-28",
      "--as-of",
      "2026-03-05",
      "--lang",
      "en",
    );
    expect(out).toMatch(/: 32/);
    expect(out).toContain("失业保险月报_1.csv");
    expect(out).not.toContain("失业保险月报_3.csv");
  });

  it.each([
    [["--area", "某地", "--period", "2026-02"], "--area 某地"],
    [["--area", "152900", "--period", "Feb"], "--period Feb"],
    [["--area", "152900", "--period", "2026-01"], "该地区已有的报告期：2026年2月"],
  ])("explain-number %j says what there is instead", async (args, text) => {
    const { code, err } = await explain(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(text)]);
  });

  it("a deployment without a published copy says how it gets one", async () => {
    const empty = new SmallDeployment();
    const printed: string[] = [];
    const effects = {
      now: () => new Date(0),
      out: () => {},
      err: (text: string) => void printed.push(text),
    };
    expect(await main(["sql", empty.dir, "SELECT 1"], effects)).toBe(2);
    expect(printed.join()).toMatch(/is not there yet: fengsui night/);
    empty.remove();
  });
});
