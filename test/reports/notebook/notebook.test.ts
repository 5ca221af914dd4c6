import { describe, expect, test } from "vitest";
import { answerSvg, type ChartError, seriesOf } from "../../../reports/documents/charts/answer-chart.ts";
import { notebookOf } from "../../../reports/views/notebook/notebook.ts";
import { notebookPage } from "../../../reports/views/notebook/notebook-page.ts";

const SETTING = {
  file: "a.md",
  night: { date: "2026-03-08", asOf: "2026-03-08 15:59:59" },
  language: "zh-CN",
} as const;

const MONTHS = {
  columns: [
    { name: "period", type: "DATE" },
    { name: "area_name", type: "VARCHAR" },
    { name: "value", type: "DOUBLE" },
  ],
  rows: [
    ["2026-01-31", "甲盟", 32],
    ["2026-01-31", "乙盟", 72],
    ["2026-02-28", "甲盟", null],
    ["2026-02-28", "乙盟", "74"],
  ],
};

describe("a notebook", () => {
  test("has text, and statements with how they are shown", () => {
    const { title, parts } = notebookOf(
      '# 形势\n\n文字\n\n```sql line x=period y=a,b title="两条线" rows=5\nSELECT 1\n```\n\n```text\nnot run\n```\n',
    );
    expect(title).toBe("形势");
    expect(parts.map((part) => ("html" in part ? part.html.trim() : part.statement))).toEqual([
      "<h1>形势</h1>\n<p>文字</p>",
      { sql: "SELECT 1", chart: "line", x: "period", y: ["a", "b"], title: "两条线", rows: 5 },
      '<pre><code class="language-text">not run\n</code></pre>',
    ]);
  });

  test("loads nothing, runs nothing, and writes no markup of its text", () => {
    const { parts } = notebookOf(
      "<script>alert(1)</script>\n\n[a](javascript:alert(1)) [b](https://example.org) ![c](https://example.org/p.png) <img src=x onerror=alert(1)>\n",
    );
    const html = parts.map((part) => ("html" in part ? part.html : "")).join("");
    expect(html).not.toMatch(/<script|<img|javascript:/u);
    expect(html).toContain('<a href="https://example.org"');
    const page = notebookPage(
      {
        title: "</title><script>",
        parts: [{ statement: { sql: "</code><script>", chart: null, title: "<b>" } }],
      },
      [{ columns: [{ name: "<i>", type: "VARCHAR" }], rows: [["<script>"]], count: 1, isCut: false }],
      SETTING,
    );
    expect(page).not.toMatch(/<script|<b>|<i>/u);
    expect(page).not.toMatch(/\b(?:src|href)="(?!#)/u);
  });

  test("says why a statement was not run, what beside it is not known, and shows the others", () => {
    const notebook = notebookOf("```sql pie\nSELECT 1\n```\n\n```sql\nDROP TABLE x\n```\n");
    const page = notebookPage(
      notebook,
      [
        { columns: [{ name: "n", type: "INTEGER" }], rows: [[12345]], count: 1, isCut: false },
        { reason: "只读" },
      ],
      SETTING,
    );
    expect(page).toContain("“pie”无法识别");
    expect(page).toContain('<td class="n">12,345</td>');
    expect(page).toContain("此处语句未执行：只读");
    expect(page).toContain("2条语句，其中1条未执行");
    expect(page).toContain("2026-03-08");
  });

  test("shows as many rows as it says, and how many there are", () => {
    const rows = Array.from({ length: 300 }, (_, at) => [at]);
    const [statement] = notebookOf("```sql rows=7\nSELECT 1\n```").parts;
    const page = notebookPage(
      { title: "", parts: [statement!] },
      [{ columns: [{ name: "n", type: "INTEGER" }], rows, count: 300, isCut: false }],
      SETTING,
    );
    expect(page.match(/<td/gu)).toHaveLength(7);
    expect(page).toContain("只显示前7行，共300行以上");
  });
});

describe("the chart of an answer", () => {
  test("has a line for each value of a column of texts, and a gap where there is no figure", () => {
    expect(seriesOf(MONTHS, { kind: "line" })).toEqual({
      places: ["2026-01-31", "2026-02-28"],
      series: [
        { name: "甲盟", values: [32, null] },
        { name: "乙盟", values: [72, 74] },
      ],
    });
  });

  test("has a line for each column of figures where there are several", () => {
    const columns = [MONTHS.columns[0]!, { name: "a", type: "DOUBLE" }, { name: "b", type: "BIGINT" }];
    const { series } = seriesOf({ columns, rows: [["2026-01-31", 1, "2"]] }, { kind: "bar" });
    expect(series).toEqual([
      { name: "a", values: [1] },
      { name: "b", values: [2] },
    ]);
  });

  test("is the same picture for the same answer, with the names of its lines", () => {
    const [svg, again] = [
      answerSvg(MONTHS, { kind: "line" }, "zh-CN"),
      answerSvg(MONTHS, { kind: "line" }, "zh-CN"),
    ];
    expect(svg).toBe(again);
    for (const text of ["甲盟", "乙盟", "2026-01-31"]) expect(svg).toContain(text);
    expect(svg).not.toMatch(/<script|href=/u);
  });

  test.each([
    [{ ...MONTHS, rows: [] }, {}, "chart-of.no-rows"],
    [{ columns: [{ name: "a", type: "VARCHAR" }], rows: [["x"]] }, {}, "chart-of.no-figures"],
    [MONTHS, { x: "month" }, "chart-of.no-column"],
    [
      { ...MONTHS, rows: Array.from({ length: 9 }, (_, at) => ["2026-01-31", `a${at}`, at]) },
      {},
      "chart-of.too-many",
    ],
  ])("of %# is not drawn, and says why", (answer, more, key) => {
    try {
      seriesOf(answer, { kind: "line", ...more });
      expect.unreachable();
    } catch (error) {
      expect((error as ChartError).key).toBe(key);
    }
  });
});
