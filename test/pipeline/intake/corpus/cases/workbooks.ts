import XLSX from "@e965/xlsx";
import { type DirtyFile, INSURANCE, insured, LAYOFF, layoff, table } from "../case.ts";
import { gb18030 } from "../gb18030.ts";
import { type Cell, workbookOf, workbookParts } from "../workbook.ts";
import { zipOf } from "../zip.ts";

const file = "失业保险月报_202602.xlsx";
const legacy = "失业保险月报_202602.xls";
/** The row without mistakes, its figures as numbers, as a spreadsheet stores them. */
const figures = (area: string): Cell[] => insured(area).map((cell, at) => (at < 2 ? cell : Number(cell)));
const sheet = (rows: readonly (readonly Cell[])[], other: object = {}) =>
  workbookOf({ name: "Sheet1", rows, ...other });
const pad = (words: string): Cell[] => [words, ...Array.from({ length: 10 }, () => null)];
const html = (area: string) =>
  `<html><table><tr>${INSURANCE.map((cell) => `<td>${cell}</td>`).join("")}</tr><tr>${insured(area)
    .map((cell) => `<td>${cell}</td>`)
    .join("")}</tr></table></html>`;

function xls(area: string): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([INSURANCE, figures(area)]), "月报");
  return XLSX.write(book, { type: "buffer", bookType: "biff8" }) as Buffer;
}

/** Workbooks, old and new. */
export const WORKBOOKS: readonly DirtyFile[] = [
  { defect: "workbook-plain", file, content: (area) => sheet([INSURANCE, figures(area)]) },
  {
    defect: "workbook-with-merged-two-row-header",
    file,
    content: (area) =>
      sheet(
        [
          pad("2026年2月失业保险情况表"),
          [
            "行政区划代码",
            "报告期",
            "期初参保人数",
            "本期",
            null,
            "期末参保人数",
            "期末领取失业保险金人数",
            "本期新增领取人数",
            "基金收入(万元)",
            "基金支出(万元)",
            "基金累计结余(万元)",
          ],
          [null, null, null, "新增参保人数", "减少参保人数"],
          figures(area),
          ["合计", null, ...figures(area).slice(2)],
        ],
        { merged: ["A1:K1", "A2:A3", "D2:E2"] },
      ),
  },
  {
    defect: "workbook-named-csv",
    file: "失业保险月报_202602.csv",
    content: (area) => sheet([INSURANCE, figures(area)]),
  },
  {
    defect: "workbook-with-a-sheet-of-notes",
    file,
    content: (area) =>
      workbookOf(
        { name: "填表说明", rows: [["请按月填报"]] },
        { name: "月报", rows: [INSURANCE, figures(area)] },
      ),
  },
  {
    defect: "workbook-with-a-stated-total-wrong",
    file,
    content: (area) => sheet([INSURANCE, figures(area), ["合计", null, 5000, 40, 91]]),
  },
  {
    defect: "workbook-with-two-tables",
    file,
    content: (area) =>
      workbookOf(
        { name: "一月", rows: [INSURANCE, figures(area).with(1, "2026-01")] },
        { name: "二月", rows: [INSURANCE, figures(area)] },
      ),
  },
  {
    defect: "workbook-with-date-cells-and-serials",
    file: "裁减人员报告_202603.xlsx",
    content: (area) => {
      const dated = (at: number, cell: Cell): Cell[] =>
        layoff(area, { 3: `L${area}${at}` }).map((value, column) => (column === 7 ? cell : value));
      return sheet([
        LAYOFF,
        dated(1, { date: 46086 }),
        dated(2, { date: 46086.5 }),
        dated(3, 46086),
        dated(4, "2026/3/5"),
      ]);
    },
  },
  {
    defect: "workbook-with-formula-cells",
    file,
    content: (area) => sheet([INSURANCE, figures(area).with(5, { xml: "><f>C2+D2-E2</f><v>4950</v></c>" })]),
  },
  {
    defect: "workbook-with-a-formula-never-computed",
    file,
    content: (area) => sheet([INSURANCE, figures(area).with(5, { xml: "><f>C2+D2-E2</f></c>" })]),
  },
  {
    defect: "workbook-with-an-error-cell",
    file,
    content: (area) => sheet([INSURANCE, figures(area).with(7, { xml: ' t="e"><v>#DIV/0!</v></c>' })]),
  },
  {
    defect: "workbook-with-binary-fractions",
    file,
    content: (area) => sheet([INSURANCE, figures(area).with(8, { xml: "><v>31.500000000000004</v></c>" })]),
  },
  {
    defect: "workbook-with-a-cell-at-the-end-of-the-world",
    file,
    content: () => sheet([], { data: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' }),
  },
  {
    defect: "workbook-with-too-many-rows",
    file,
    content: () => sheet([], { data: '<row r="99999999"><c r="A99999999"><v>1</v></c></row>' }),
  },
  {
    defect: "workbook-with-a-doctype",
    file,
    content: (area) =>
      sheet([INSURANCE, figures(area)], {
        prolog: '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
      }),
  },
  { defect: "workbook-that-is-no-xml", file, content: () => sheet([], { data: "<row><c></row>" }) },
  {
    defect: "workbook-without-its-book",
    file,
    content: () =>
      zipOf(workbookParts([{ name: "S", rows: [] }]).filter(({ name }) => name !== "xl/workbook.xml")),
  },
  { defect: "workbook-empty", file, content: () => sheet([]) },
  { defect: "workbook-cut-off", file, content: (area) => sheet([INSURANCE, figures(area)]).subarray(0, 600) },
  { defect: "legacy-workbook", file: legacy, content: xls },
  { defect: "legacy-workbook-cut-off", file: legacy, content: (area) => xls(area).subarray(0, 1500) },
  { defect: "web-page-named-xls", file: legacy, content: html },
  {
    defect: "tab-separated-text-named-xls",
    file: legacy,
    content: (area) => gb18030(`${INSURANCE.join("\t")}\n${insured(area).join("\t")}\n`),
  },
  { defect: "csv-named-xlsx", file, content: (area) => table(area) },
];
