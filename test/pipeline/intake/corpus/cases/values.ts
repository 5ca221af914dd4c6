import { type DirtyFile, INSURANCE, insured, LAYOFF, layoff, layoffs, table, text } from "../case.ts";

const file = "失业保险月报_202602.csv";
const reports = "裁减人员报告_202603.csv";
/** A header whose column counts in another unit. */
const unit = (area: string, at: number, header: string, cells: Readonly<Record<number, string>>) =>
  text([INSURANCE.map((cell, index) => (index === at ? header : cell)), insured(area, cells)]);
const dates = (area: string, forms: readonly string[]) =>
  text([LAYOFF, ...forms.map((form, at) => layoff(area, { 3: `L${area}${at}`, 7: form }))]);

/** Values of single cells. */
export const VALUES: readonly DirtyFile[] = [
  {
    defect: "full-width-digits",
    file,
    content: (area) => table(area, { 2: "５０００", 5: "４９５０", 8: "３１．５" }),
  },
  {
    defect: "thousands-separators",
    file,
    content: (area) => table(area, { 2: '"5,000"', 5: '"4,950"', 10: '"1,640.50"' }),
  },
  { defect: "thousands-separated-wrongly", file, content: (area) => table(area, { 2: '"50,00"' }) },
  {
    defect: "spaces-around-figures",
    file,
    content: (area) => table(area, { 2: " 5000 ", 5: "\u30004950\u00a0" }),
  },
  {
    defect: "unit-ten-thousand-persons",
    file,
    content: (area) => unit(area, 5, "期末参保人数（万人）", { 5: "0.495" }),
  },
  {
    defect: "unit-that-leaves-part-of-a-person",
    file,
    content: (area) => unit(area, 5, "期末参保人数(万人)", { 5: "0.49505" }),
  },
  {
    defect: "unit-yuan-for-ten-thousand-yuan",
    file,
    content: (area) => unit(area, 8, "基金收入(元)", { 8: "315000" }),
  },
  { defect: "unit-that-nobody-knows", file, content: (area) => unit(area, 5, "期末参保人数(箱)", {}) },
  { defect: "unit-written-in-the-cell", file, content: (area) => table(area, { 5: "4950人" }) },
  { defect: "half-a-person", file, content: (area) => table(area, { 7: "12.5" }) },
  { defect: "negative-count", file, content: (area) => table(area, { 7: "-12" }) },
  { defect: "count-beyond-all-bounds", file, content: (area) => table(area, { 7: "99999999999999999999" }) },
  { defect: "number-in-scientific-notation", file, content: (area) => table(area, { 5: "4.95E+03" }) },
  { defect: "number-in-words", file, content: (area) => table(area, { 7: "十二" }) },
  { defect: "blank-where-required", file, content: (area) => table(area, { 7: "" }) },
  { defect: "zero-is-a-figure", file, content: (area) => table(area, { 7: "0" }) },
  { defect: "dash-for-a-required-figure", file, content: (area) => table(area, { 7: "——" }) },
  { defect: "dash-for-an-optional-figure", file, content: (area) => table(area, { 8: "-" }) },
  { defect: "blank-for-an-optional-figure", file, content: (area) => table(area, { 8: "" }) },
  { defect: "spreadsheet-error-in-a-cell", file, content: (area) => table(area, { 7: "#REF!" }) },
  { defect: "closing-stock-does-not-follow", file, content: (area) => table(area, { 5: "4960" }) },
  { defect: "more-claims-than-insured", file, content: (area) => table(area, { 7: "6000" }) },
  { defect: "more-laid-off-than-employed", file: reports, content: (area) => layoffs(area, { 9: "1200" }) },
  { defect: "area-unknown", file, content: () => table("159999") },
  { defect: "area-of-another-office", file, fromOffice: true, content: () => table("150102") },
  { defect: "area-as-a-name-in-a-code-column", file, content: () => table("新城区") },
  { defect: "area-as-a-decimal", file, content: (area) => table(`${area}.0`) },
  { defect: "period-as-chinese-month", file, content: (area) => table(area, { 1: "2026年2月" }) },
  { defect: "period-with-lost-characters", file, content: (area) => table(area, { 1: "20262月" }) },
  { defect: "month-thirteen", file, content: (area) => table(area, { 1: "2026-13" }) },
  {
    defect: "date-forms-all",
    file: reports.replace("裁减", "混合日期裁减"),
    content: (area) =>
      dates(area, ["2026-03-05", "2026/3/5", "2026.3.5", "20260305", "2026年3月5日", "46086"]),
  },
  {
    defect: "date-form-the-mapping-does-not-name",
    file: reports,
    content: (area) => dates(area, ["2026-03-05", "05.03.2026", "46086", "2026年3月"]),
  },
  { defect: "thirtieth-of-february", file: reports, content: (area) => layoffs(area, { 7: "2026-02-30" }) },
  { defect: "year-in-two-digits", file: reports, content: (area) => layoffs(area, { 7: "26-03-15" }) },
  { defect: "word-not-in-the-list", file: reports, content: (area) => layoffs(area, { 11: "优化" }) },
  { defect: "flag-not-yes-or-no", file: reports, content: (area) => layoffs(area, { 2: "无" }) },
  {
    defect: "nil-report-without-its-month",
    file: reports,
    content: (area) =>
      text([
        LAYOFF,
        layoff(area, { 2: "是", 3: "", 4: "", 5: "", 6: "", 7: "", 8: "", 9: "", 10: "", 11: "" }),
      ]),
  },
  {
    defect: "nil-report",
    file: reports,
    content: (area) => text([LAYOFF, [area, "2026-02", "是", ...Array.from({ length: 9 }, () => "")]]),
  },
  { defect: "formula-as-text", file: reports, content: (area) => layoffs(area, { 4: "=cmd|'/c calc'!A1" }) },
  {
    defect: "sql-in-a-cell",
    file: reports,
    content: (area) => layoffs(area, { 4: "'); DROP TABLE submission; --" }),
  },
  {
    defect: "several-faults-in-one-row",
    file,
    content: (area) => table(area, { 1: "", 2: "x", 7: "-", 9: "1.2.3" }),
  },
];
