import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findingsText } from "../../../pipeline/commands/look/findings.ts";
import { LIMITS } from "../../../pipeline/intake/decode/limits.ts";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { main } from "../../../pipeline/main.ts";
import { settingFor } from "../../../pipeline/night/intake.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const MARKET = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";
const LAYOFF =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const PANEL = "人力资源市场供求";
const AREA = "150105";

let deployment: SmallDeployment;
beforeEach(() => {
  deployment = new SmallDeployment();
});
afterEach(() => deployment.remove());

const send = (name: string, ...lines: string[]) =>
  deployment.put(`inbox/${AREA}/${name}.csv`, `${lines.join("\n")}\n`);
const event = (no: string, date: string, starts = "", month = "", persons = "120") =>
  `${AREA},${month},否,${no},样例银岭煤业有限公司,,,${date},${starts},${persons},900,经济性裁员`;
const nil = (month: string) => `${AREA},${month},是,,,,,,,,,`;
const submissions = () =>
  deployment.rows<{ state: string; accepted: number; refused: number; held: number }>(
    "SELECT state, accepted, refused, held FROM submission ORDER BY id",
  );
const layoffs = async () =>
  (
    await deployment.rows<{ report_no: string }>(
      "SELECT report_no FROM layoff_report_as_of(TIMESTAMP '2027-01-01') ORDER BY report_no",
    )
  ).map(({ report_no }) => report_no);
const demand = (asOf = "2027-01-01") =>
  deployment.rows<{ period: string; demand: number }>(
    `SELECT CAST(period AS VARCHAR) AS period, demand FROM recruitment_as_of(TIMESTAMP '${asOf}') ORDER BY period`,
  );
const receipts = (): string => {
  const folder = join(deployment.dir, "receipts", AREA);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
};
async function answer(at: string, ...args: string[]) {
  deployment.close();
  const printed: string[] = [];
  const effects = {
    now: () => new Date(at),
    out: (text: string) => printed.push(text),
    err: (text: string) => printed.push(text),
  };
  const code = await main(["answer", deployment.dir, ...args, "--lang", "zh-CN"], effects);
  return { code, printed: printed.join("\n") };
}

/** Two files of a year apart: the second says 2026 in its name and 2025 in its row. */
async function sendOldYear() {
  send(`${PANEL}_202502`, MARKET, `${AREA},2025-02,300,200,100`);
  await deployment.night("2026-03-10");
  send(`${PANEL}_202602`, MARKET, `${AREA},2025-02,282,133,410`);
  await deployment.night("2026-03-11");
}

describe("a row that is asked about", () => {
  it("is not loaded, and stands on the receipt and among the findings with its question", async () => {
    await sendOldYear();
    expect((await submissions())[1]).toEqual({ state: "partial", accepted: 0, refused: 0, held: 1 });
    expect(await demand()).toEqual([{ period: "2025-02-28", demand: 300 }]);
    expect(receipts()).toContain("部分接收，接收0行，退回0行，待说明1行");
    expect(receipts()).toContain("第2行待说明 第2列“报告期”：文件名或标题所写为2026年");
    expect(receipts()).toContain("“更正说明”");
    const found = await findingsText(await deployment.open(), false);
    expect(found).toContain("疑点1号");
    expect(found).toContain("第2号报送的");
    expect(found).toContain("explained | wrong");
    const [lines] = await deployment.rows<{ lines: string }>("SELECT lines FROM submission WHERE id = 2");
    const { all, ...kinds } = JSON.parse(lines!.lines) as Record<string, number>;
    expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBe(all);
  });

  it("goes in when it is sent again with an explanation, and the question is closed", async () => {
    await sendOldYear();
    send(`${PANEL}_202602`, `${MARKET},更正说明`, `${AREA},2025-02,282,133,410,去年漏报一家企业13812345678`);
    await deployment.night("2026-03-12");
    expect(await demand()).toEqual([{ period: "2025-02-28", demand: 282 }]);
    expect(receipts()).toContain("第2行附有更正说明（去年漏报一家企业138****678），疑问视为已答复，已接收");
    expect(receipts()).not.toContain("不在报表规范内");
    const opened = await deployment.open();
    expect(await findingsText(opened, false)).toBe("没有待核实的疑点。");
    expect((await answer("2026-03-13T01:00:00Z", "1", "explained", "--by", "张三")).code).not.toBe(0);
    expect(await demand()).toHaveLength(1);
  });

  it("shows no part of a number that is cut where its explanation is", async () => {
    await sendOldYear();
    const explanation = `${"去年漏报一家企业".repeat(24)}，联系13812345678`;
    send(`${PANEL}_202602`, `${MARKET},更正说明`, `${AREA},2025-02,282,133,410,${explanation}`);
    await deployment.night("2026-03-12");
    expect(receipts()).toContain("联系138**");
    expect(receipts()).not.toContain("1381");
  });

  it("keeps and shows an answer without the numbers of persons in it", async () => {
    await sendOldYear();
    const by = ["--by", "张三13812345678", "--text", "电话核实139 1234 5678，回拨0471-6201234"];
    const { code, printed } = await answer("2026-03-13T01:00:00Z", "1", "explained", ...by);
    expect([code, printed.includes("13****678"), printed.includes("13812345678")]).toEqual([0, true, false]);
    const kept = await deployment.rows("SELECT answered_by, text FROM finding_answer");
    expect(kept).toEqual([{ answered_by: "张三13****678", text: expect.stringContaining("139****678") }]);
    const [answered] = await deployment.rows<{ warnings: string }>(
      "SELECT CAST(warnings AS VARCHAR) AS warnings FROM submission WHERE id = 3",
    );
    expect(JSON.parse(answered!.warnings)).toEqual([
      { code: "answered", details: { finding: 1, by: "张三13****678", submission: 2, lines: "2" } },
    ]);
  });

  it("goes in as of an answer that explains it, once", async () => {
    await sendOldYear();
    expect(
      (await answer("2026-03-13T01:00:00Z", "1", "explained", "--by", "张三", "--text", "电话核实")).code,
    ).toBe(0);
    expect(await demand("2026-03-13 00:59:59")).toEqual([{ period: "2025-02-28", demand: 300 }]);
    expect(await demand("2026-03-13 01:00:00")).toEqual([{ period: "2025-02-28", demand: 282 }]);
    await deployment.night("2026-03-13");
    expect(receipts()).toContain("疑点1号答复");
    expect(receipts()).toContain("原报送第2号第2行经说明后入库");
    for (const verdict of ["explained", "wrong"]) {
      const again = await answer("2026-03-14T01:00:00Z", "1", verdict, "--by", "张三");
      expect(again.code).not.toBe(0);
      expect(again.printed).toContain("已了结");
    }
    expect(await submissions()).toHaveLength(3);
  });

  it("stays out where an answer says that it is wrong", async () => {
    await sendOldYear();
    expect((await answer("2026-03-13T01:00:00Z", "1", "wrong", "--by", "张三")).code).toBe(0);
    expect(await demand()).toEqual([{ period: "2025-02-28", demand: 300 }]);
    expect(await submissions()).toHaveLength(2);
  });

  it("cannot be loaded after a later report has replaced it", async () => {
    await sendOldYear();
    send(`${PANEL}_更正`, MARKET, `${AREA},2025-02,290,133,410`);
    await deployment.night("2026-03-12");
    const late = await answer("2026-03-13T01:00:00Z", "1", "explained", "--by", "张三");
    expect(late.printed).toContain("1号疑点已了结（corrected）");
    expect(await demand()).toEqual([{ period: "2025-02-28", demand: 290 }]);
  });

  const insured = async () =>
    (
      await deployment.rows<{ insured: number }>(
        "SELECT insured FROM insurance_employer_as_of(TIMESTAMP '2027-01-01') ORDER BY insured",
      )
    ).map((row) => row.insured);

  it("is about all rows of its area and period, which one answer loads", async () => {
    const header =
      "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数";
    const employer = (code: string, insured: number) => `${AREA},2025-02,${code},样例${code},${insured},0,0`;
    send("参保明细_202502", header, employer("91350200MA2YJ1XR9G", 10), employer("91110000100000105K", 20));
    await deployment.night("2026-03-10");
    send("参保明细_202602", header, employer("91350200MA2YJ1XR9G", 10), employer("91110000100000105K", 25));
    await deployment.night("2026-03-11");
    expect((await submissions())[1]).toMatchObject({ accepted: 0, held: 2 });
    expect(await insured()).toEqual([10, 20]);
    await answer("2026-03-12T01:00:00Z", "1", "explained", "--by", "张三");
    expect(await insured()).toEqual([10, 25]);
  });

  it("counts as received for its duty, and its figures as missing, not as zero", async () => {
    send("裁减人员报告_1", LAYOFF, event("L1", "2026-02-20"));
    await deployment.night("2026-02-21");
    send("裁减人员报告_202602", LAYOFF, nil("2026-02"));
    await deployment.night("2026-03-04");
    expect(receipts()).toContain("已收到该月的裁减人员报告（报送号/行号：1/2）");
    const duty = (at: string) =>
      deployment.rows<{ state: string }>(
        `SELECT state FROM duty_as_of(TIMESTAMP '${at}') WHERE contract = 'layoff-report' AND area = '${AREA}' AND period = '2026-02-28'`,
      );
    expect(await duty("2026-03-04 15:00:00")).toEqual([{ state: "awaited" }]);
    expect(await duty("2026-03-20 00:00:00")).toEqual([{ state: "on-time" }]);
    await deployment.night("2026-03-20");
    const [persons] = await deployment.rows<{ value: number; coverage: number }>(
      `SELECT value, coverage FROM observation_now WHERE indicator = 'layoff-persons' AND area = '${AREA}' AND period = '2026-03-20'`,
    );
    expect(persons).toEqual({ value: 120, coverage: 0 });
    await answer("2026-03-21T01:00:00Z", "1", "wrong", "--by", "张三");
    expect(await duty("2026-03-20 00:00:00")).toEqual([{ state: "on-time" }]);
    expect(await duty("2026-03-22 00:00:00")).toEqual([{ state: "missing" }]);
  });
});

describe("a nil report and events of its month", () => {
  it("in one file send the whole file back, with both lines", async () => {
    send("裁减人员报告_202603", LAYOFF, event("Z1", "2026-02-20", "2026-04-12"), nil("2026-02"));
    send("裁减人员报告_202603b", LAYOFF, event("Z2", "2026-02-20", "", "2026-02"));
    await deployment.night("2026-03-11");
    expect(await layoffs()).toEqual(["Z2"]);
    expect(receipts()).toContain("第3行为零报告，第2行却是同一地区同月的裁减人员报告，整个文件退回");
  });

  it("an event after a nil report goes in as a correction of it", async () => {
    send("裁减人员报告_202602", LAYOFF, nil("2026-02"));
    await deployment.night("2026-03-02");
    send("裁减人员报告_202603", LAYOFF, event("Z1", "2026-02-20"));
    await deployment.night("2026-03-03");
    expect(await layoffs()).toEqual(["Z1"]);
    expect(receipts()).toContain("第2行更正第1号报送的零报告");
  });

  it("a nil row with figures, an enterprise or an event goes back with each of them; a count of zero says nil too", async () => {
    send("裁减人员报告_202602", LAYOFF, `${AREA},2026-02,是,,,,,,,120,,`, `150103,2026-02,是,,,,,,,0,,`);
    await deployment.night("2026-03-11");
    expect(receipts()).toContain("第3列“零报告”为“是”，却填有裁减人数 120");
    expect((await submissions())[0]).toMatchObject({ refused: 2 });
    send("裁减人员报告_202602b", LAYOFF, `${AREA},2026-02,是,,,,,,,0,,`);
    await deployment.night("2026-03-12");
    expect((await submissions())[1]).toMatchObject({ state: "accepted" });
  });
});

describe("time", () => {
  it("a period that has not ended goes back with its last day; on that day it has", async () => {
    send(`${PANEL}_202603`, MARKET, `${AREA},2026-03,282,133,410`);
    await deployment.night("2026-03-30");
    expect(receipts()).toContain("报告期到2026-03-31才结束");
    send(`${PANEL}_202603b`, MARKET, `${AREA},2026-03,282,133,411`);
    await deployment.night("2026-03-31");
    expect(await demand()).toEqual([{ period: "2026-03-31", demand: 282 }]);
  });

  it("events of a running month go in, but not as its list; a nil report goes back", async () => {
    send("裁减人员报告_202603", LAYOFF, event("L1", "2026-03-10", "", "2026-03"));
    send("裁减人员报告_202603b", LAYOFF, nil("2026-03"));
    await deployment.night("2026-03-11");
    expect(await layoffs()).toEqual(["L1"]);
    expect(receipts()).toContain("1行的报送月份尚未结束");
    expect((await submissions())[1]).toMatchObject({ state: "refused" });
    expect(await deployment.rows("SELECT * FROM report_scope")).toEqual([]);
  });

  it("dates in the future or more than a year apart are asked about, a late report is not", async () => {
    send(
      "裁减人员报告_202603",
      LAYOFF,
      event("A", "2026-04-12", "2026-03-10"),
      event("B", "2025-01-10", "2026-04-12"),
      event("C", "2026-03-01", "2025-02-01"),
      event("D", "2026-03-01", "2025-04-01"),
      event("E", "2026-03-01", "2027-03-01"),
    );
    await deployment.night("2026-03-11");
    expect(await layoffs()).toEqual(["D", "E"]);
    expect(receipts()).toContain("1行的报告日期晚于拟裁减日期（如第5行），已接收，按迟报记录");
    expect(await deployment.rows("SELECT line FROM held_row ORDER BY line")).toEqual([
      { line: 2 },
      { line: 3 },
      { line: 4 },
    ]);
  });

  it("figures of an earlier year go in where nothing else is known of them, and where no later year can be meant", async () => {
    send(`${PANEL}_202602`, MARKET, `${AREA},2025-02,300,200,100`, `${AREA},2025-12,310,200,100`);
    await deployment.night("2026-03-10");
    send(`${PANEL}_202602b`, MARKET, `${AREA},2025-02,300,200,100`, `${AREA},2025-12,311,200,100`);
    await deployment.night("2026-03-11");
    expect((await submissions()).map(({ accepted }) => accepted)).toEqual([2, 2]);
  });

  it("no observation exists for a period that has not ended, even if an earlier version took its report in", async () => {
    send(`${PANEL}_202602`, MARKET, `${AREA},2026-02,282,133,410`);
    await deployment.night("2026-03-10");
    const { warehouse } = await deployment.open();
    await warehouse.run(
      `INSERT INTO fact_recruitment SELECT * REPLACE (DATE '2062-02-28' AS period) FROM fact_recruitment;
       INSERT INTO report_scope SELECT * REPLACE (DATE '2062-02-28' AS period, known_at + INTERVAL 1 DAY AS known_at) FROM report_scope`,
    );
    send(`${PANEL}_202601`, MARKET, `${AREA},2026-01,282,133,410`);
    await deployment.night("2026-03-12");
    expect(
      await deployment.rows(
        "SELECT DISTINCT CAST(max(period) AS VARCHAR) AS last FROM observation WHERE period_kind = 'month'",
      ),
    ).toEqual([{ last: "2026-02-28" }]);
  });
});

describe("a file too large for memory", () => {
  it("keeps back the rows that raise a question, and takes the others", async () => {
    send(`${PANEL}_202502`, MARKET, `${AREA},2025-02,300,200,100`);
    await deployment.night("2026-03-10");
    const name = `${PANEL}_202602.csv`;
    deployment.put(
      name,
      `${[
        `${MARKET},更正说明`,
        `${AREA},2025-02,282,133,410,`,
        `${AREA},2026-02,290,133,410,`,
        `${AREA},2026-03,291,133,410,`,
      ].join("\n")}\n`,
    );
    const opened = await deployment.open();
    const file = { path: join(deployment.dir, name), name, folder: AREA };
    const setting = settingFor(opened, file, "2026-03-11T00:00:00.000Z", false);
    const [answer] = await takeIn(opened.warehouse, file, setting, { ...LIMITS, heldBytes: 0 });
    expect(answer).toMatchObject({ state: "partial", accepted: 1, refused: 1, held: 1 });
    expect(await demand()).toEqual([
      { period: "2025-02-28", demand: 300 },
      { period: "2026-02-28", demand: 290 },
    ]);
    expect(await deployment.rows("SELECT line FROM held_row")).toEqual([{ line: 2 }]);
  });

  it("goes back where it says nil beside an event", async () => {
    const name = "裁减人员报告_202602.csv";
    deployment.put(name, `${[LAYOFF, nil("2026-02"), event("Z1", "2026-02-20")].join("\n")}\n`);
    const opened = await deployment.open();
    const file = { path: join(deployment.dir, name), name, folder: AREA };
    const setting = settingFor(opened, file, "2026-03-11T00:00:00.000Z", false);
    const [answer] = await takeIn(opened.warehouse, file, setting, { ...LIMITS, heldBytes: 0 });
    expect(answer).toMatchObject({ state: "refused", accepted: 0 });
    expect(await layoffs()).toEqual([]);
  });
});

describe("a cell that is cut", () => {
  it("shows no part of a number where figures stand beside the word that there were none", async () => {
    const name = `${"样例矿业".repeat(8)}13812345678`;
    send("裁减人员报告_202602", LAYOFF, `${AREA},2026-02,是,,${name},,,,,,,`);
    await deployment.night("2026-03-10");
    expect(receipts()).toContain("样例矿业…");
    expect(receipts()).not.toContain("138");
  });

  it("shows no part of a number where it cannot be read and counts as blank", async () => {
    const day = `${"时间另行通知".repeat(33)}13812345678`;
    send("裁减人员报告_202602", LAYOFF, event("L1", "2026-02-05", day, "2026-02"));
    await deployment.night("2026-03-10");
    expect(receipts()).toContain("时间另行通知");
    expect(receipts()).not.toContain("1381");
  });
});
