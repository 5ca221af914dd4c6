import { type DirtyFile, INSURANCE, insured, LAYOFF, layoff, layoffs, table, text } from "../case.ts";

const file = "失业保险月报_202602.csv";
const row = (cells: readonly string[]) => `${cells.join(",")}\n`;
const sum = (word: string, insuredSum: string, claims = "24") =>
  row([word, "", "10000", "80", "180", insuredSum, "120", claims, "63", "40.5", "1281"]);
/** Two months of one area; a total may follow. */
const two = (area: string) => row(insured(area, { 1: "2026-01", 2: "5000" })) + row(insured(area));
const header = row(INSURANCE);
const title = (words: string) => row([words, ...Array.from({ length: 10 }, () => "")]);

/** Positions of headers, titles, totals and blank lines, and quoting. */
export const LAYOUT: readonly DirtyFile[] = [
  {
    defect: "title-rows-above-the-header",
    file,
    content: (area) => `失业保险情况表\n单位：某局\n\n${table(area)}`,
  },
  {
    defect: "title-states-the-period",
    file,
    content: (area) => title("2026年2月失业保险情况表") + table(area),
  },
  {
    defect: "title-states-another-period",
    file,
    content: (area) => title("２０２６年1月失业保险情况表") + table(area),
  },
  {
    defect: "title-with-the-day-it-was-filled-in",
    file,
    content: (area) => title("填报日期：2026年3月5日") + table(area),
  },
  {
    defect: "header-in-two-rows",
    file: "裁减人员报告_两行表头.csv",
    content: (area) =>
      row(LAYOFF.map((cell, at) => (at === 9 ? "裁减" : at === 7 ? "报告" : at === 10 ? "" : cell))) +
      row(LAYOFF.map((_, at) => (at === 9 ? "人数" : at === 7 ? "日期" : at === 10 ? "职工总数" : ""))) +
      row(layoff(area)),
  },
  {
    defect: "header-with-spaces-and-full-width",
    file,
    content: (area) =>
      table(area).replace("基金收入(万元)", " 基金收入（万元） ").replace("报告期", "报 告 期"),
  },
  {
    defect: "columns-in-another-order",
    file,
    content: (area) => text([[...INSURANCE].reverse(), insured(area).reverse()]),
  },
  {
    defect: "a-column-stands-twice",
    file,
    content: (area) =>
      text([
        [...INSURANCE, "期末参保人数"],
        [...insured(area), "1"],
      ]),
  },
  {
    defect: "a-required-column-is-missing",
    file,
    content: (area) => text([INSURANCE.slice(0, 5), insured(area).slice(0, 5)]),
  },
  {
    defect: "an-unknown-column",
    file,
    content: (area) =>
      text([
        [...INSURANCE, "备注"],
        [...insured(area), "无"],
      ]),
  },
  { defect: "header-of-another-report", file, content: (area) => layoffs(area) },
  { defect: "total-row-right", file, content: (area) => header + two(area) + sum("合  计", "9900") },
  { defect: "total-row-wrong", file, content: (area) => header + two(area) + sum("合计：", "9901") },
  {
    defect: "subtotal-and-total-right",
    file,
    content: (area) => header + two(area) + sum("小计", "9900") + sum("总计", "9900"),
  },
  {
    defect: "subtotal-wrong",
    file,
    content: (area) => header + two(area) + sum("小计", "9900", "25") + sum("合计", "9900"),
  },
  { defect: "only-a-total", file, content: () => header + sum("合计", "9900") },
  {
    defect: "blank-rows-between",
    file,
    content: (area) => `\n${header}\n,,,,,,,,,,\n${row(insured(area))}\n \n`,
  },
  { defect: "header-repeated-on-each-page", file, content: (area) => header + row(insured(area)) + header },
  { defect: "only-a-header", file, content: () => header },
  { defect: "empty-file", file, content: () => "" },
  { defect: "only-spaces", file, content: () => " \n\t\n\r\n" },
  { defect: "row-with-too-few-cells", file, content: (area) => header + two(area).replace(",640.5\n", "\n") },
  {
    defect: "row-with-too-many-cells",
    file,
    content: (area) => header + two(area).replace("640.5\n", "640.5,,7\n"),
  },
  { defect: "the-same-row-twice", file, content: (area) => table(area) + row(insured(area)) },
  {
    defect: "rows-that-contradict-each-other",
    file,
    content: (area) => table(area) + row(insured(area, { 7: "13" })),
  },
  {
    defect: "line-break-inside-quotes",
    file: "裁减人员报告_换行.csv",
    content: (area) => layoffs(area, { 6: '"一号矿\n二采区\n东翼"' }),
  },
  {
    defect: "comma-inside-quotes",
    file: "裁减人员报告_逗号.csv",
    content: (area) => layoffs(area, { 4: '"样例,""甲"",公司"' }),
  },
  {
    defect: "quote-that-never-ends",
    file,
    content: (area) => header + row(insured(area)).replace(",12,", ',"12,') + row(insured(area)),
  },
  {
    defect: "stray-quote-that-swallows-rows",
    file: "裁减人员报告_引号.csv",
    content: (area) =>
      text([
        LAYOFF,
        ...Array.from({ length: 300 }, (_, at) =>
          layoff(area, { 3: `L${area}${at}`, ...(at === 40 || at === 250 ? { 4: '"样例' } : {}) }),
        ),
      ]),
  },
  {
    defect: "stray-quote-that-swallows-a-few-rows",
    file: "裁减人员报告_引号少.csv",
    content: (area) =>
      text([
        LAYOFF,
        ...Array.from({ length: 12 }, (_, at) =>
          layoff(area, { 3: `L${area}${at}`, ...(at === 3 || at === 7 ? { 4: '"样例' } : {}) }),
        ),
      ]),
  },
  {
    defect: "quote-in-the-middle-of-a-cell",
    file: "裁减人员报告_中引号.csv",
    content: (area) => layoffs(area, { 4: '样例"甲"公司' }),
  },
];
