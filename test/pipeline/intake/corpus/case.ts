/** One file with one defect. */
export interface DirtyFile {
  /** The defect, which is the name of the folder. */
  readonly defect: string;
  /** The name under which it arrives. */
  readonly file: string;
  /** Whether it is in the folder of its area's office; otherwise the operator put it into the inbox. */
  readonly fromOffice?: boolean;
  content(area: string): string | Buffer;
}

export const INSURANCE = [
  "行政区划代码",
  "报告期",
  "期初参保人数",
  "本期新增参保人数",
  "本期减少参保人数",
  "期末参保人数",
  "期末领取失业保险金人数",
  "本期新增领取人数",
  "基金收入(万元)",
  "基金支出(万元)",
  "基金累计结余(万元)",
];
export const LAYOFF = [
  "行政区划代码",
  "报送月份",
  "零报告",
  "报告编号",
  "企业名称",
  "统一社会信用代码",
  "裁减地点",
  "报告日期",
  "拟裁减日期",
  "裁减人数",
  "职工总数",
  "减员类型",
];

/** Cells of a row without mistakes, in the order of {@link INSURANCE}; some may be put differently. */
export const insured = (area: string, other: Readonly<Record<number, string>> = {}): string[] =>
  [area, "2026-02", "5000", "40", "90", "4950", "60", "12", "31.5", "20.25", "640.5"].map(
    (cell, at) => other[at] ?? cell,
  );

/** The same for {@link LAYOFF}. */
export const layoff = (area: string, other: Readonly<Record<number, string>> = {}): string[] =>
  [
    area,
    "",
    "否",
    `L${area}1`,
    "样例煤业有限公司",
    "91350200MA2YJ1XR9G",
    "一号矿",
    "2026-03-02",
    "2026-04-02",
    "120",
    "900",
    "经济性裁员",
  ].map((cell, at) => other[at] ?? cell);

/** Rows as a delimited text. */
export const text = (rows: readonly (readonly string[])[], delimiter = ",", end = "\n"): string =>
  rows.map((row) => row.join(delimiter) + end).join("");

/** A table of an area without mistakes, to which a defect is then added. */
export const table = (area: string, other: Readonly<Record<number, string>> = {}): string =>
  text([INSURANCE, insured(area, other)]);
export const layoffs = (area: string, other: Readonly<Record<number, string>> = {}): string =>
  text([LAYOFF, layoff(area, other)]);
