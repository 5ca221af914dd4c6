import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { statedUnits } from "../../../pipeline/intake/decode/layout/units.ts";
import { numberCell } from "../../../pipeline/intake/decode/xlsx/number-cell.ts";
import { displayOf } from "../../../pipeline/intake/decode/xlsx/number-format.ts";
import { statedPeriod } from "../../../pipeline/intake/mappings/stated-period.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { INSURANCE, insured, LAYOFF, layoff } from "./corpus/case.ts";

const HEADER = ["行政区划代码", "报告期", "需求人数", "求职人数", "网络招聘新增职位数"];
const NAME = "人力资源市场供求_202602";
const LAYOFFS = "裁减人员报告_202603";
type Rows = readonly (readonly (string | number)[])[];
const csv = (rows: Rows): string => rows.map((row) => `${row.join(",")}\n`).join("");
const row = (...figures: (string | number)[]): (string | number)[] => ["150102", "2026-02", ...figures];

async function workbook(sheets: Readonly<Record<string, Rows>>, change: (book: ExcelJS.Workbook) => void) {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets))
    book.addWorksheet(name).addRows(rows.map((cells) => [...cells]));
  change(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe("a report as people lay it out", () => {
  let deployment: SmallDeployment;
  beforeEach(() => {
    deployment = new SmallDeployment();
  });
  afterEach(() => deployment.remove());

  /** Facts and codes of refusals after a night with one file. */
  async function outcome(name: string, content: string | Buffer): Promise<unknown[]> {
    deployment.put(`inbox/150102/${name}`, content);
    await deployment.night("2026-03-11");
    const found = await deployment.rows<{ text: string }>(
      `SELECT concat_ws(' ', demand, seekers, postings) AS text FROM fact_recruitment
       UNION ALL SELECT concat_ws(' ', report_no, workers_affected, workers_employed) FROM fact_layoff_report
       UNION ALL SELECT concat_ws(' ', insured, fund_income, fund_expenditure, fund_balance) FROM fact_social_insurance
       UNION ALL SELECT (refusal->>'$.code') FROM submission WHERE state = 'refused' AND (refusal->>'$.code') <> 'no-row-accepted'
       UNION ALL SELECT (reasons->>'$[0].code') FROM rejected_row ORDER BY 1`,
    );
    return found.map(({ text }) => text);
  }

  it.each([
    [
      "the month in the name of a column",
      [
        ["行政区划代码", "报告期", "本月需求人数", "上年同期需求人数", "求职人数", "网络招聘新增职位数"],
        row(282, 9, 133, 410),
      ],
      ["282 133 410"],
    ],
    [
      "last year's column alone",
      [["行政区划代码", "报告期", "上年同期需求人数", "求职人数"], row(282, 133)],
      ["missing-columns"],
    ],
    [
      "one of two sexes alone",
      [["行政区划代码", "报告期", "需求人数", "求职人数"], ["", "", "", "男"], row(282, 70)],
      ["missing-columns"],
    ],
    ["two columns that say the same", [[...HEADER, "需求人数"], row(282, 133, 410, 282)], ["282 133 410"]],
    [
      "a header of four rows",
      [
        [...HEADER.slice(0, 4), "", ""],
        ["", "", "", "城镇"],
        ["", "", "", "男", "女"],
        ["", "", "", "甲类", "乙类"],
        row(1, 2, 3, 4),
      ],
      ["header-too-deep"],
    ],
    [
      "two years side by side as titles",
      [
        ["", "", "2025年2月", "", "2026年2月"],
        [...HEADER.slice(0, 4), "需求人数", "求职人数"],
        row(9, 8, 282, 133),
      ],
      ["columns-alike"],
    ],
    [
      "a unit in a note below",
      [HEADER, row(4, 5, 6), ["注：本表单位：千人", "", "", "", ""]],
      ["4000 5000 6000"],
    ],
    [
      "units in brackets below the header",
      [HEADER, ["", "", "(人)", "(人)", "(个)"], row(4, 5, 6)],
      ["4 5 6"],
    ],
    [
      "money for persons in the header",
      [HEADER.with(2, "需求人数(万元)"), row(4, 5, 6)],
      ["unit-not-possible"],
    ],
    ["a unit behind a figure", [HEADER, row("1.2万人", "6 人", "7.0")], ["12000 6 7"]],
    [
      "a unit behind a figure against the header's",
      [HEADER.with(2, "需求人数(千人)"), row("2万人", 6, 7)],
      ["not-count"],
    ],
    ["two numbers in one cell", [HEADER, row("58 94", 6, 7)], ["not-count"]],
    ["a header that ends in commas", [[...HEADER, "", ""], row(4, 5, 6)], ["4 5 6"]],
    [
      "another unit row further below",
      [
        HEADER,
        ["", "", "人", "人", "人"],
        row(4, 5, 6),
        ["", "", "千人", "千人", "千人"],
        ["150102", "2026-01", 1, 2, 3],
      ],
      ["units-change"],
    ],
    [
      "a second table with other columns",
      [HEADER, row(4, 5, 6), ["行政区划代码", "报告期", "需求人数", "求职人数", "别的列"], row(1, 2, 3)],
      ["header-changes"],
    ],
  ] as const)("%s", async (_, rows, expected) => {
    expect(await outcome(`${NAME}.csv`, csv(rows as unknown as Rows))).toEqual(expected);
  });

  it.each([
    ["above", [["单位：千人"], HEADER, row("x", 5, 6)]],
    ["below the header", [HEADER, ["", "", "千人", "千人", "千人"], row("x", 5, 6)]],
    [
      "above groups",
      [
        ["单位：千人"],
        [...HEADER.slice(0, 3), "求职人数", "", HEADER[4]!],
        ["", "", "", "男", "合计"],
        row("x", 1, 5, 6),
      ],
    ],
  ] as const)("a unit stated %s holds for the rows that are sent back", async (_, rows) => {
    await outcome(`${NAME}.csv`, csv(rows as unknown as Rows));
    const folder = join(deployment.dir, "receipts/150102");
    const back = readdirSync(folder).find((name) => name.endsWith(".refused.csv"))!;
    const mended = readFileSync(join(folder, back), "utf8").replace("2026-02,x,", "2026-02,4,");
    deployment.put(`inbox/150102/${NAME}_2.csv`, mended);
    await deployment.night("2026-03-12");
    expect(await deployment.rows("SELECT demand, seekers, postings FROM fact_recruitment")).toEqual([
      { demand: 4000, seekers: 5000, postings: 6000 },
    ]);
  });

  it.each([
    ["an enterprise that begins with a star", { 4: "*ST样例煤业" }],
    ["an enterprise called a sample", { 4: "样例煤业有限公司" }],
    ["an enterprise that begins like a note", { 4: "附属样例厂" }],
  ] as const)("a filled row is data: %s in the first column", async (_, cells) => {
    const first = (texts: readonly string[]) => [texts[4]!, ...texts.filter((__, at) => at !== 4)];
    const rows = [first(LAYOFF), first(layoff("150102", { 3: "L1", ...cells }))];
    expect(await outcome(`${LAYOFFS}.csv`, csv(rows))).toEqual(["L1 120 900"]);
  });

  it("a subtotal in the column of the enterprise is no layoff", async () => {
    const rows = [
      LAYOFF,
      layoff("150102", { 3: "L1" }),
      layoff("150102", { 3: "", 4: "本页小计", 5: "", 6: "" }),
    ];
    expect(await outcome(`${LAYOFFS}.csv`, csv(rows))).toEqual(["L1 120 900"]);
  });

  it("the same number in other brackets, on two worksheets, is one event with two sizes", async () => {
    const sheets = {
      甲: [LAYOFF, layoff("150102", { 3: "呼人社〔2026〕1号" })],
      乙: [LAYOFF, layoff("150102", { 3: "呼人社[2026]1号", 9: "12" })],
    };
    const expected = ["tables-of-a-place", "tables-of-a-place"];
    expect(await outcome(`${LAYOFFS}.xlsx`, await workbook(sheets, () => undefined))).toEqual(expected);
  });

  it("amounts: brackets and a minus behind are negative, per cent is no money, a decimal comma none", async () => {
    const cells = insured("150102", { 8: "(31.5)", 9: "20%", 10: "640.5-" });
    expect(await outcome("失业保险月报_202602.csv", csv([INSURANCE, cells]))).toEqual([
      "4950 -31.5000 -640.5000",
    ]);
  });

  it("a layoff is not hidden by a filter that was forgotten", async () => {
    const events = ["L1", "L2", "L3"].map((number, at) =>
      layoff("150102", { 3: number, 4: `样例${at}公司` }),
    );
    const book = await workbook({ 表: [LAYOFF, ...events] }, (written) => {
      for (const line of [3, 4]) written.worksheets[0]!.getRow(line).hidden = true;
    });
    expect(await outcome(`${LAYOFFS}.xlsx`, book)).toEqual(["hidden-rows"]);
  });

  it("zeros that a number format shows belong to a report number", async () => {
    const book = await workbook({ 表: [LAYOFF, layoff("150102")] }, (written) => {
      const cell = written.worksheets[0]!.getCell("D2");
      [cell.value, cell.numFmt] = [17, "000000"];
    });
    expect(await outcome(`${LAYOFFS}.xlsx`, book)).toEqual(["000017 120 900"]);
  });

  it("a row that is struck out is asked about", async () => {
    const rows = [HEADER, row(4, 5, 6), ["150102", "2026-01", 1, 2, 3]];
    const book = await workbook({ 表: rows }, (written) => {
      for (const cell of ["A3", "B3", "C3", "D3", "E3"])
        written.worksheets[0]!.getCell(cell).font = { strike: true };
    });
    expect(await outcome(`${NAME}.xlsx`, book)).toEqual(["struck-out"]);
  });

  it("two worksheets of one place and month refuse each other", async () => {
    const sheets = { 一: [HEADER, row(1, 2, 3)], 二: [HEADER, row(4, 5, 6)] };
    const expected = ["tables-of-a-place", "tables-of-a-place"];
    expect(await outcome(`${NAME}.xlsx`, await workbook(sheets, () => undefined))).toEqual(expected);
  });

  it("a worksheet that says nil and one with a layoff of its month refuse each other", async () => {
    const sheets = {
      零报告: [LAYOFF, ["150102", "2026-02", "是"]],
      明细: [LAYOFF, layoff("150102", { 7: "2026-02-20" })],
    };
    const expected = ["tables-of-a-place", "tables-of-a-place"];
    expect(await outcome(`${LAYOFFS}.xlsx`, await workbook(sheets, () => undefined))).toEqual(expected);
  });

  it("a workbook of nothing but drafts goes back", async () => {
    const book = await workbook({ "初稿(作废)": [HEADER, row(1, 2, 3)] }, () => undefined);
    expect(await outcome(`${NAME}.xlsx`, book)).toEqual(["no-sheet-left"]);
  });

  it("a file of no known name is told the nearest report and what it lacks", async () => {
    const header = ["行政区划代码", "报告期", "需求人数", "求职数"];
    expect(await outcome("报表.csv", csv([header, row(1, 2)]))).toEqual(["unknown-kind-like"]);
    const [why] = await deployment.rows<{ missing: string }>(
      "SELECT refusal->>'$.details.missing[0]' AS missing FROM submission",
    );
    expect(why?.missing).toBe("求职人数");
  });
});

describe("a number as its format shows it", () => {
  it.each([
    ['0"万"', "12", "12万"],
    ['0" (千人)"', "12", "12 (千人)"],
    ['0"0000"', "12", "120000"],
    ['"-"0', "12", "-12"],
    ['General"千人"', "12", "12千人"],
    ['0"人"', "12", "12"],
    ["_(* #,##0_);_(* \\(#,##0\\)", "12", "12"],
  ])("%s", (format, value, text) => {
    expect(numberCell(value, displayOf(format))).toEqual({ text, mark: null });
  });

  it.each(['[>9999]0!.0,"万";0', '[=0]"";0"万人"'])(
    "is not known by %s, which depends on the number",
    (format) => {
      expect(numberCell("500", displayOf(format)).mark?.power).toBeNaN();
    },
  );
});

describe("what the lines around a table state", () => {
  it.each([
    [["2026年2月失业保险情况表", "填报时间：2026年3月"], "2026-02-28"],
    [["失业保险情况表（2026年2月）", "有效期至2027年12月"], "2026-02-28"],
    [["根据2025年12月工作会议要求填报"], null],
    [["截至2026年2月", "报告期：2026年2月"], "2026-02-28"],
    [["2026年1月、2026年2月情况"], null],
    [["2026年3月2日填报"], null],
  ])("period of %j", (titles, period) => {
    expect(statedPeriod(titles, "month").period).toBe(period);
  });

  it.each([
    [["单位：千人、万元"], ["千人", "万元"]],
    [["填报单位：新城区人社局"], []],
    [["表1 参保情况（万人）"], ["万人"]],
    [["计量单位: 人次"], ["人次"]],
    [["单位：包头市"], []],
    [["单位：人 千元"], ["人", "千元"]],
    [["单位：人；金额：千元"], ["人", "千元"]],
    [["單位：千元"], ["千元"]],
    [["单位为千人"], ["千人"]],
    [["人数以千人计"], ["千人"]],
    [["情况表（人、千元）"], ["人", "千元"]],
    [["千人"], ["千人"]],
  ])("units of %j", (lines, units) => {
    expect(statedUnits(lines).map(({ text }) => text)).toEqual(units);
  });

  it.each([
    ["0!.0000", 4],
    ["0\\.0,", 4],
    ['0"."0,', 4],
    ["#,##0,", 3],
    ["0.00%", -2],
    ["#,##0.00", 0],
    ["General", 0],
    ["0.00_ ;[Red]\\-0.00\\ ", 0],
  ])("the number format %s divides by ten to the %i", (format, power) => {
    expect(displayOf(format).power).toBe(power);
  });
});
