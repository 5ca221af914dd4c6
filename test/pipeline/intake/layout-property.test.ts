import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { settingFor } from "../../../pipeline/night/intake.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const seed = Number(process.env.SEED ?? 20260315);
const NOW = "2026-06-30T00:00:00.000Z";
const HEADER = ["行政区划代码", "报告期", "需求人数", "求职人数", "网络招聘新增职位数"];
const AREAS = ["150102", "150103", "150104", "150105", "150121"];

/** A cell of a report as a workbook holds it, or its text in a delimited file. */
interface Cell {
  readonly value: string | number;
  readonly format?: string;
}
/** A report to be decorated: header rows, rows, and what is hidden. */
interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly isHidden?: boolean;
}
type Book = readonly Sheet[];
type Figures = readonly [demand: number, seekers: number, postings: number];
interface Report {
  readonly area: string;
  readonly figures: Figures;
}

const cells = (texts: readonly (string | number)[]): Cell[] => texts.map((value) => ({ value }));
const rowOf = ({ area, figures }: Report): Cell[] => cells([area, "2026-02", ...figures]);
const plain = (reports: readonly Report[]): Book => [
  { name: "月报", rows: [cells(HEADER), ...reports.map(rowOf)] },
];
const first = ([sheet]: Book): Sheet => sheet!;
const withSheet = (book: Book, change: Partial<Sheet>): Book => [
  { ...first(book), ...change },
  ...book.slice(1),
];
const withRows = (
  book: Book,
  change: (rows: readonly (readonly Cell[])[]) => readonly (readonly Cell[])[],
): Book => withSheet(book, { rows: change(first(book).rows) });

/** What decorations do: the report is taken in with its figures times a factor, or refused for a reason. */
interface Decoration {
  readonly kind: string;
  /** A workbook is needed to say it; otherwise a delimited text may be written too. */
  readonly needsWorkbook?: true;
  readonly reason?: string;
  readonly factor?: number;
  apply(book: Book, nat: number): Book;
}

const pick = <Value>(values: readonly Value[], nat: number): Value => values[nat % values.length]!;
const DECORATIONS: readonly Decoration[] = [
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

async function workbook(book: Book): Promise<Buffer> {
  const written = new ExcelJS.Workbook();
  for (const { name, rows, hiddenRows = [], hiddenColumns = [], isHidden } of book) {
    const sheet = written.addWorksheet(name, { state: isHidden ? "hidden" : "visible" });
    for (const [at, row] of rows.entries()) {
      const line = sheet.getRow(at + 1);
      for (const [column, { value, format }] of row.entries()) {
        if (value === "") continue;
        line.getCell(column + 1).value = value;
        if (format) line.getCell(column + 1).numFmt = format;
      }
      line.hidden = hiddenRows.includes(at);
    }
    for (const column of hiddenColumns) sheet.getColumn(column + 1).hidden = true;
  }
  return Buffer.from(await written.xlsx.writeBuffer());
}

/** A delimited text; its rows are as wide as the widest, as office programs write them. */
function text(book: Book): string {
  const { rows } = first(book);
  const width = Math.max(...rows.map((row) => row.length));
  return rows
    .map((row) => `${Array.from({ length: width }, (_, at) => String(row[at]?.value ?? "")).join(",")}\n`)
    .join("");
}

const reports = fc.uniqueArray(fc.constantFrom(...AREAS), { minLength: 2, maxLength: 4 }).chain((areas) =>
  fc.tuple(
    ...areas.map((area) =>
      fc.tuple(fc.nat(900), fc.nat(900), fc.nat(900)).map(
        (figures): Report => ({
          area,
          figures: figures.map((figure) => figure + 20) as unknown as Figures,
        }),
      ),
    ),
  ),
);

describe(`a report with decorations (seed ${seed})`, () => {
  const deployment = new SmallDeployment();
  let count = 0;
  beforeAll(() => deployment.open());
  afterAll(() => deployment.remove());

  async function send(book: Book, needsWorkbook: boolean) {
    const name = `人力资源市场供求_${count++}.${needsWorkbook ? "xlsx" : "csv"}`;
    const path = join(deployment.dir, name);
    writeFileSync(path, needsWorkbook ? await workbook(book) : text(book));
    const file = { path, name, folder: null };
    const opened = await deployment.open();
    return takeIn(opened.warehouse, file, settingFor(opened, file, NOW, false));
  }
  const factsOf = (ids: readonly number[]) =>
    deployment.rows<Record<string, number | string>>(
      `SELECT area, strftime(period, '%Y-%m') AS period, demand, seekers, postings FROM fact_recruitment WHERE submission IN (${ids.join(", ")}) ORDER BY area`,
    );

  const shares = new Map<string, { taken: number; all: number }>();
  const KINDS = [...new Set(DECORATIONS.map(({ kind }) => kind))];
  it.each(KINDS)("%s", async (kind) => {
    const decorations = DECORATIONS.filter((decoration) => decoration.kind === kind);
    await fc.assert(
      fc.asyncProperty(reports, fc.nat(), fc.boolean(), async (drawn, nat, asWorkbook) => {
        const decoration = pick(decorations, nat);
        const needsWorkbook = decoration.needsWorkbook === true || asWorkbook;
        const answers = await send(decoration.apply(plain(drawn), nat), needsWorkbook);
        const found = await factsOf(answers.map(({ id }) => id));
        if (decoration.reason) {
          const [why] = await deployment.rows<{ code: string }>(
            `SELECT refusal->>'$.code' AS code FROM submission WHERE id = ${answers[0]!.id}`,
          );
          expect([why?.code, found]).toEqual([decoration.reason, []]);
          return;
        }
        const share = shares.get(kind) ?? { taken: 0, all: 0 };
        shares.set(kind, { taken: share.taken + (found.length > 0 ? 1 : 0), all: share.all + 1 });
        const factor = decoration.factor ?? 1;
        const expected = drawn
          .map(({ area, figures: [demand, seekers, postings] }) => ({
            ...{ area, period: "2026-02", demand: demand * factor },
            ...{ seekers: seekers * factor, postings: postings * factor },
          }))
          .sort((a, b) => (a.area < b.area ? -1 : 1));
        // Never other facts: all of them, or none and a question.
        if (found.length > 0) expect(found).toEqual(expected);
        else expect(answers.every(({ state }) => state === "refused")).toBe(true);
      }),
      { seed, numRuns: 12 },
    );
  });

  it("takes in at least nine in ten of each kind that can be read", () => {
    const printed = [...shares].map(([kind, { taken, all }]) => `${kind}: ${taken} of ${all}`);
    process.stdout.write(`${printed.join("\n")}\n`);
    for (const [kind, { taken, all }] of shares) expect(taken / all, kind).toBeGreaterThanOrEqual(0.9);
  });
});
