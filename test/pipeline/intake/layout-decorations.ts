export const HEADER = ["行政区划代码", "报告期", "需求人数", "求职人数", "网络招聘新增职位数"];
export const AREAS = ["150102", "150103", "150104", "150105", "150121"];

/** A cell of a report as a workbook holds it, or its text in a delimited file. */
export interface Cell {
  readonly value: string | number;
  readonly format?: string;
}
/** A report to be decorated: header rows, rows, and what is hidden. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly isHidden?: boolean;
}
export type Book = readonly Sheet[];
export type Figures = readonly [demand: number, seekers: number, postings: number];
export interface Report {
  readonly area: string;
  readonly figures: Figures;
}

export const cells = (texts: readonly (string | number)[]): Cell[] => texts.map((value) => ({ value }));
export const rowOf = ({ area, figures }: Report): Cell[] => cells([area, "2026-02", ...figures]);
export const plain = (reports: readonly Report[]): Book => [
  { name: "月报", rows: [cells(HEADER), ...reports.map(rowOf)] },
];
export const first = ([sheet]: Book): Sheet => sheet!;
export const withSheet = (book: Book, change: Partial<Sheet>): Book => [
  { ...first(book), ...change },
  ...book.slice(1),
];
export const withRows = (
  book: Book,
  change: (rows: readonly (readonly Cell[])[]) => readonly (readonly Cell[])[],
): Book => withSheet(book, { rows: change(first(book).rows) });

/** What decorations do: the report is taken in with its figures times a factor, or refused for a reason. */
export interface Decoration {
  readonly kind: string;
  /** A workbook is needed to say it; otherwise a delimited text may be written too. */
  readonly needsWorkbook?: true;
  readonly reason?: string;
  readonly factor?: number;
  apply(book: Book, nat: number): Book;
}

export const pick = <Value>(values: readonly Value[], nat: number): Value => values[nat % values.length]!;
export const DECORATIONS: readonly Decoration[] = [
  {
    kind: "notes and signatures below",
    apply: (book, nat) =>
      withRows(book, (rows) => [
        ...rows,
        cells([
          pick(
            ["注：求职人数含失业人员", "说明：本表按月统计", "填表人：样甲", "单位负责人：样乙", "备注1. 无"],
            nat,
          ),
        ]),
        cells(["", "", pick(["审核人：样丙", "联系电话：0471-0000", "填报日期：2026年3月2日"], nat)]),
      ]),
  },
  {
    kind: "column numbers",
    apply: (book, nat) =>
      withRows(book, ([header, ...rows]) => [
        header!,
        cells(
          pick(
            [
              ["甲", "乙", "1", "2", "3"],
              ["1", "2", "3", "4", "5"],
              ["A", "B", "1", "2", "3=1+2"],
            ],
            nat,
          ),
        ),
        ...rows,
      ]),
  },
  {
    kind: "titles above",
    apply: (book, nat) =>
      withRows(book, (rows) => [
        cells([
          pick(["2026年2月人力资源市场供求情况", "人力资源市场供求情况（月报）", "填报时间：2026年3月"], nat),
        ]),
        cells([pick(["填报单位：样例局", "表号：样1表", "有效期至2027年12月"], nat)]),
        ...rows,
      ]),
  },
  {
    kind: "totals",
    apply: (book, nat) =>
      withRows(book, (rows) => [
        ...rows,
        cells([
          pick(["合计", "本页小计", "全旗合计", "总计："], nat),
          "",
          ...[2, 3, 4].map((at) => rows.slice(1).reduce((sum, row) => sum + Number(row[at]!.value), 0)),
        ]),
      ]),
  },
  {
    kind: "the header on each page",
    apply: (book) => withRows(book, (rows) => [...rows.slice(0, 2), rows[0]!, ...rows.slice(2)]),
  },
  {
    kind: "the header again in another order",
    apply: (book, nat) =>
      withRows(book, ([header, ...rows]) => {
        const order = pick(
          [
            [0, 1, 3, 2, 4],
            [1, 0, 4, 3, 2],
            [4, 3, 2, 1, 0],
          ],
          nat,
        );
        const turned = (row: readonly Cell[]) => order.map((at) => row[at]!);
        return [header!, ...rows.slice(0, 1), turned(header!), ...rows.slice(1).map(turned)];
      }),
  },
  {
    kind: "groups of periods",
    apply: (book, nat) =>
      withRows(book, ([header, ...rows]) => [
        [
          ...cells(["", ""]),
          ...cells([pick(["本月", "本期"], nat), "", ""]),
          ...cells([pick(["上年同期", "1-2月累计", "上月"], nat), "", ""]),
        ],
        [...header!, ...header!.slice(2)],
        ...rows.map((row) => [...row, ...cells([7, 8, 9])]),
      ]),
  },
  {
    kind: "parts of a figure",
    apply: (book, nat) =>
      withRows(book, ([header, ...rows]) => [
        [...header!.slice(0, 3), ...cells([HEADER[3]!, "", ""]), header![4]!],
        cells(["", "", "", "男", "女", pick(["合计", "小计", "计"], nat), ""]),
        ...rows.map((row) => [...row.slice(0, 3), ...cells([1, 2]), ...row.slice(3)]),
      ]),
  },
  {
    kind: "a column twice",
    reason: "columns-alike",
    apply: (book, nat) =>
      withRows(book, ([header, ...rows]) => {
        const column = 2 + (nat % 3);
        return [
          [...header!, header![column]!],
          ...rows.map((row) => [...row, { value: Number(row[column]!.value) + 1 }]),
        ];
      }),
  },
  {
    kind: "tables side by side",
    reason: "columns-alike",
    apply: (book) =>
      withRows(book, ([header, ...rows]) => [
        [...header!, { value: "" }, ...header!],
        ...rows.map((row) => [
          ...row,
          { value: "" },
          ...row.map(({ value }, at) => ({ value: at > 1 ? Number(value) + 1 : value })),
        ]),
      ]),
  },
  ...(
    [
      ["千人", 1000],
      ["万人", 10_000],
      ["百人", 100],
      ["人", 1],
    ] as const
  ).flatMap(([unit, factor]): Decoration[] => [
    {
      kind: "a unit above",
      factor,
      apply: (book) => withRows(book, (rows) => [cells(["", "", "", `单位：${unit}`]), ...rows]),
    },
    {
      kind: "a unit row",
      factor,
      apply: (book) =>
        withRows(book, ([header, ...rows]) => [header!, cells(["", "", unit, unit, unit]), ...rows]),
    },
    {
      kind: "units in the header",
      factor,
      apply: (book) =>
        withRows(book, ([header, ...rows]) => [
          header!.map(({ value }, at) => ({ value: at > 1 ? `${value}（${unit}）` : value })),
          ...rows,
        ]),
    },
  ]),
  {
    kind: "units that contradict",
    reason: "units-contradict",
    apply: (book) =>
      withRows(book, ([header, ...rows]) => [
        cells(["单位：千人"]),
        header!.map(({ value }, at) => ({ value: at === 2 ? `${value}(万人)` : value })),
        ...rows,
      ]),
  },
  {
    kind: "a unit that is none of the report",
    reason: "unit-of-no-column",
    apply: (book) => withRows(book, (rows) => [cells(["单位：万元"]), ...rows]),
  },
  {
    kind: "text beside the table",
    needsWorkbook: true,
    apply: (book) =>
      withRows(book, (rows) =>
        rows.map((row, at) => (at === 1 ? [...row, ...cells(["", "比上月增加"])] : row)),
      ),
  },
  {
    kind: "other worksheets",
    needsWorkbook: true,
    apply: (book, nat) => [
      ...book,
      {
        ...first(book),
        name: pick(["上月底稿", "初稿(作废)", "填表示例", "汇总"], nat),
        rows: [
          first(book).rows[0]!,
          ...first(book)
            .rows.slice(1)
            .map((row) => row.map(({ value }, at) => ({ value: at > 1 ? 9 : value }))),
        ],
      },
    ],
  },
  {
    kind: "a hidden worksheet",
    needsWorkbook: true,
    apply: (book) => [
      ...book,
      { name: "Sheet9", isHidden: true, rows: [cells(HEADER), cells(["150102", "2026-01", 1, 2, 3])] },
    ],
  },
  {
    kind: "hidden rows with a visible one for the same place",
    needsWorkbook: true,
    apply: (book) => {
      const { rows } = first(book);
      const old = rows[1]!.map(({ value }, at) => ({ value: at > 1 ? 1 : value }));
      return withSheet(book, { rows: [...rows, old], hiddenRows: [rows.length] });
    },
  },
  {
    kind: "a forgotten filter",
    needsWorkbook: true,
    reason: "hidden-rows",
    apply: (book) => withSheet(book, { hiddenRows: [1] }),
  },
  {
    kind: "a hidden column beside a visible one",
    needsWorkbook: true,
    reason: "columns-alike",
    apply: (book) =>
      withSheet(
        withRows(book, ([header, ...rows]) => [
          [...header!, header![2]!],
          ...rows.map((row) => [...row, { value: Number(row[2]!.value) + 5 }]),
        ]),
        { hiddenColumns: [5] },
      ),
  },
  {
    kind: "number formats that show ten thousands",
    needsWorkbook: true,
    apply: (book, nat) =>
      withRows(book, ([header, ...rows]) => [
        header!.map(({ value }, at) => ({
          value: at > 1 ? `${value}(${pick(["万人", "千人"], nat)})` : value,
        })),
        ...rows.map((row) =>
          row.map((cell, at) => (at > 1 ? { ...cell, format: pick(["0!.0000", "0.0,"], nat) } : cell)),
        ),
      ]),
  },
  {
    kind: "formats against the unit",
    needsWorkbook: true,
    reason: "display-contradicts",
    apply: (book) =>
      withRows(book, ([header, ...rows]) => [
        header!.map(({ value }, at) => ({ value: at === 2 ? `${value}(人)` : value })),
        ...rows.map((row) => row.map((cell, at) => (at === 2 ? { ...cell, format: "0!.0000" } : cell))),
      ]),
  },
  {
    kind: "computed decimals",
    needsWorkbook: true,
    apply: (book) =>
      withRows(book, ([header, ...rows]) => [
        header!,
        ...rows.map((row) => row.map((cell, at) => (at > 1 ? { value: Number(cell.value) + 3e-10 } : cell))),
      ]),
  },
  {
    kind: "invisible characters",
    apply: (book, nat) =>
      withRows(book, (rows) =>
        rows.map((row, at) =>
          row.map((cell, column) =>
            at === 0 || column < 2
              ? {
                  value: `${pick(["\u00a0", "\u3000", " "], nat + column)}${cell.value}${pick([" ", "\u00a0", ""], nat)}`,
                }
              : cell,
          ),
        ),
      ),
  },
  {
    kind: "numbers with a unit or a zero behind",
    apply: (book, nat) =>
      withRows(book, ([header, ...rows]) => [
        header!,
        ...rows.map((row) =>
          row.map(({ value }, at) => ({
            value: at > 1 ? `${value}${pick(["人", ".0", ".00", " 人", "个"], nat + at)}` : value,
          })),
        ),
      ]),
  },
  {
    kind: "months written otherwise",
    apply: (book, nat) =>
      withRows(book, ([header, ...rows]) => [
        header!,
        ...rows.map((row) =>
          row.map((cell, at) =>
            at === 1
              ? {
                  value: pick(
                    ["2026年2月", "2026年2月份", "2026/2", "2026-02-01", "2026-02-28 00:00:00", "2026-2"],
                    nat,
                  ),
                }
              : cell,
          ),
        ),
      ]),
  },
];
