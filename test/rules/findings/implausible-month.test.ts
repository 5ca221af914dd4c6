import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { explain, settingOf } from "../../../pipeline/commands/look/explain.ts";
import { publishNight } from "../../../pipeline/night/publish.ts";
import { explanationText } from "../../../reports/views/explain/explanation-text.ts";
import { answerFinding } from "../../../rules/findings/finding-log.ts";
import { countsApart, unlikePast } from "../../../rules/findings/unlike-past.ts";
import { InsuranceBanner, month, OPENING } from "./insurance-banner.ts";

/** A June whose removals are ninefold and claims tenfold, and whose opening stock does not join on to May's. */
const JUNE = month("2026-06", { removed: 5400, claims: 400, opening: OPENING + 4800 });
const RULE = "new-claims-surge";

describe("layoffs that were reported", () => {
  const banner = new InsuranceBanner();
  afterEach(() => banner.remove());
  const LAYOFFS =
    "行政区划代码,报送月份,零报告,报告编号,企业名称,报告日期,拟裁减日期,裁减人数,职工总数,减员类型\n150203,,否,L1,样例煤业有限公司,2026-05-20,2026-06-10,6000,6500,关闭破产\n";

  it("explain removals and claims that grew, and nothing that moved the other way", async () => {
    await banner.begin();
    banner.put("inbox/150203/裁减人员报告_1.csv", LAYOFFS);
    await banner.send("2026-07-10", month("2026-06", { removed: 5400, claims: 400 }));
    expect((await banner.findings()).filter((text) => text.startsWith("implausible-month"))).toEqual([]);
    await banner.send("2026-08-10", month("2026-07", { opening: OPENING - 4800, removed: 20, claims: 2 }));
    expect(await banner.findings()).toContain("implausible-month 2026-07 open");
  });
});

describe("a June that jumps in several columns and does not join on to May", () => {
  let banner: InsuranceBanner;
  beforeEach(async () => {
    banner = new InsuranceBanner();
    await banner.begin();
    expect(await banner.findings()).toEqual([]);
    await banner.send("2026-07-10", JUNE);
  });
  afterEach(() => banner.remove());

  it("is asked about the same night, and judged all the same", async () => {
    expect(await banner.findings()).toEqual([
      "implausible-month 2026-06 open",
      "opening-differs 2026-06 open",
    ]);
    // Claims read one of the columns asked about; the opening stock is none of theirs.
    expect(await banner.verdict("2026-07-10", RULE)).toEqual({ tier: "I", questions: ["implausible-month"] });
  });

  it("the receipt's subject says so, and its text asks the office", async () => {
    const [receipt] = await banner.rows<{ subject: string; body_text: string }>(
      "SELECT subject, body_text FROM letter WHERE id LIKE 'receipt%' ORDER BY night DESC",
    );
    expect(receipt!.subject).toBe("【回执】2项待核实");
    expect(receipt!.body_text).toContain("本期减少参保人数5,400（近两年中位数600）");
    expect(receipt!.body_text).toContain("期初参保人数64,800（上期期末60,000）");
    const asked = await banner.rows("SELECT id FROM letter WHERE id LIKE 'question%'");
    expect(asked, "the receipt has asked the office").toEqual([]);
    const superiors = await banner.rows<{ office: string }>(
      "SELECT DISTINCT office FROM letter_part WHERE part LIKE 'finding%' ORDER BY 1",
    );
    expect(superiors.map(({ office }) => office)).toEqual(["150000", "150200"]);
  });

  it("the notice of the case says that it rests on a figure in question", async () => {
    const [notice] = await banner.rows<{ body_text: string }>(
      "SELECT body_text FROM letter WHERE office = '150203' AND kind = 'changes'",
    );
    expect(notice!.body_text).toContain(
      "存疑数据：本次判定依据的下列数据正在核实，级别未因此调整：昆都仑区2026年6月新增领取失业保险金人数（疑点1号，同一月份多项数据同时偏离往年）",
    );
  });

  it("explain and the readers' copy say so too", async () => {
    const opened = await banner.open();
    const explanation = await explain(
      opened,
      { area: "150203" },
      { now: () => new Date("2026-07-11T00:00:00Z") },
    );
    expect(explanationText(explanation, settingOf(opened, explanation, false, 20))).toContain(
      "存疑数据：本次判定依据",
    );
    await publishNight(opened);
    const copy = await DuckDBInstance.create(opened.publishedPath, { access_mode: "READ_ONLY" });
    const connection = await copy.connect();
    const rows = await connection.runAndReadAll(
      `SELECT CAST(in_question AS INTEGER) AS in_question FROM verdict WHERE rule = '${RULE}' AND area = '150203' AND date = DATE '2026-07-10'`,
    );
    connection.closeSync();
    copy.closeSync();
    expect(rows.getRowObjectsJson()).toEqual([{ in_question: 1 }]);
  });

  it("once it is explained, the verdict of the next night no longer rests on it, at the same tier", async () => {
    const { warehouse } = await banner.open();
    const answer = { verdict: "explained", by: "王", text: "集中补办", at: "2026-07-11T01:00:00Z" };
    await answerFinding(warehouse, 1, answer);
    await banner.night("2026-07-11");
    expect(await banner.verdict("2026-07-11", RULE)).toEqual({ tier: "I", questions: [] });
    expect(await banner.findings()).toEqual([
      "implausible-month 2026-06 explained",
      "opening-differs 2026-06 open",
    ]);
  });

  it("a corrected report closes the questions, and is not asked about", async () => {
    await banner.send("2026-07-12", month("2026-06"));
    expect(await banner.findings()).toEqual([
      "implausible-month 2026-06 corrected",
      "opening-differs 2026-06 corrected",
    ]);
    expect((await banner.verdict("2026-07-12", RULE)).questions).toEqual([]);
  });

  it("sent again as it was, it is not asked about anew", async () => {
    await banner.send("2026-07-12", JUNE.replace(",450,", ",451,"));
    expect(await banner.findings()).toEqual([
      "implausible-month 2026-06 open",
      "opening-differs 2026-06 open",
    ]);
  });
});

describe("figures of one month", () => {
  let banner: InsuranceBanner;
  beforeEach(async () => {
    banner = new InsuranceBanner();
    await banner.begin();
  });
  afterEach(() => banner.remove());

  it("a single figure far outside the office's past is asked about", async () => {
    await banner.send("2026-07-10", month("2026-06", { claims: 400 }));
    expect(await banner.findings()).toEqual(["far-from-past 2026-06 open"]);
  });

  it("are not asked about where a layoff of their size was reported", async () => {
    banner.put(
      "inbox/150203/裁减人员报告.csv",
      "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型\n" +
        "150203,,,L1,样例北辰冶金有限公司,,,2026-05-10,2026-06-10,3000,9000,经济性裁员\n",
    );
    await banner.send("2026-07-10", month("2026-06", { removed: 5400, claims: 400 }));
    expect(await banner.findings()).toEqual([]);
  });

  it("that double are not", async () => {
    await banner.send("2026-07-10", month("2026-06", { removed: 1250, claims: 85 }));
    expect(await banner.findings()).toEqual([]);
  });
});

describe("distance from the past", () => {
  // 2 × (√100.375 − √25.375), by hand.
  it("of two counts is measured on the scale of square roots", () => {
    expect(countsApart(100, 25)).toBeCloseTo(9.963, 3);
  });

  it("needs a multiple, standard deviations, and to be beyond all of the past but one", () => {
    const least = { times: 3, apart: 4 };
    expect(unlikePast(1800, [190, 200, 210, 205, 195, 200], least)).toBe(200);
    expect(unlikePast(9, [2, 2, 3, 2, 2, 1], least), "by chance in a small place").toBeNull();
    expect(unlikePast(300, [190, 200, 210, 205, 195, 200], least), "not a multiple").toBeNull();
    expect(unlikePast(1800, [190, 200, 1700, 205, 1650, 200], least), "as in other years").toBeNull();
    expect(unlikePast(1800, [190, 200, 1700, 205, 195, 200], least), "one event does not hide the next").toBe(
      200,
    );
    expect(unlikePast(1800, [190, 200], least), "too short a past").toBeNull();
  });
});
