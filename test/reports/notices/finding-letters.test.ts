import { describe, expect, it } from "vitest";
import { letterHtml, letterPlain } from "../../../reports/delivery/letter-text.ts";
import { findingLetters } from "../../../reports/notices/finding-letters.ts";
import { findingTable } from "../../../reports/views/finding-table.ts";
import { foundOf } from "../../../rules/findings/doubted-figures.ts";
import type { MonthWithPast } from "../../../rules/findings/figure-history.ts";
import type { Finding } from "../../../rules/findings/finding-log.ts";
import { directory } from "../delivery/directory-of.ts";

const month = (period: string, ...values: (number | null)[]) => ({
  ...{ area: "990101", period, submission: 1, line: 2, values },
});

const INSURED: MonthWithPast = {
  report: {
    contract: "social-insurance",
    title: { zh: "失业保险月报", en: "Unemployment insurance" },
    figures: [
      { name: "insured", title: { zh: "期末参保人数", en: "insured" } },
      { name: "new_claims", title: { zh: "新增领取失业保险金人数", en: "new claims" } },
    ],
  } as unknown as MonthWithPast["report"],
  month: month("2026-02-28", 9123, 777),
  past: [
    month("2026-01-31", 5010, 30),
    month("2025-12-31", 5000, null),
    month("2025-02-28", 4900, 28),
    month("2024-02-29", 4800, 27),
  ],
};
const BEFORE = {
  zh: (value: string) => `上期期末${value}`,
  en: (value: string) => `${value} in the period before`,
};

const finding = (kind: string, change: Partial<Finding>): Finding => ({
  ...{ id: 3, kind, area: "990101", contract: "social-insurance", period: "2026-02-28", date: "2026-03-04" },
  ...{ pValue: null, evidence: {}, answeredAt: null, answeredBy: null, verdict: null, answer: null },
  ...change,
});

const jump = finding(
  "stock-jumps",
  foundOf(
    INSURED,
    [
      { at: 0, value: 9123, expected: 5010 },
      { at: 1, value: 777, expected: 30 },
    ],
    BEFORE,
  ),
);
const letters = (findings: readonly Finding[], language: "zh-CN" | "en" = "zh-CN") =>
  findingLetters(
    findings,
    { night: 1, date: "2026-03-04", directory: directory(), asked: new Set() },
    language,
  );

describe("a question about figures", () => {
  it("shows the figures asked about, marked, beside what they are compared with, months before and earlier years", () => {
    const { head, rows } = findingTable(jump, "zh-CN")!;
    expect(head).toEqual([
      ...["数据", "2026年2月", "上期期末", "2026年1月", "2025年12月", "2025年2月", "2024年2月"],
    ]);
    expect(rows.map((cells) => cells.map(({ text }) => text))).toEqual([
      ["期末参保人数", "9,123", "5,010", "5,010", "5,000", "4,900", "4,800"],
      ["新增领取失业保险金人数", "777", "30", "30", "—", "28", "27"],
    ]);
    expect(rows.flat().flatMap(({ text, isMarked }) => (isMarked ? [text] : []))).toEqual(["9,123", "777"]);
  });

  it.each([
    [777, 552.5, "777", "552.5"],
    [1400.25, 163.5, "1,400.3", "163.5"],
    [12345, 394.8, "12,345", "394.8"],
  ])("prints %d and %d in the sentence as in the table under it", (value, expected, shown, usual) => {
    const { evidence } = finding("stock-jumps", foundOf(INSURED, [{ at: 1, value, expected }], BEFORE));
    const [, cell, beside] = findingTable(finding("stock-jumps", { evidence }), "zh-CN")!.rows[0]!;
    expect([cell!.text, beside!.text]).toEqual([shown, usual]);
    expect(evidence.figures).toEqual({
      zh: `新增领取失业保险金人数${shown}（上期期末${usual}）`,
      en: `new claims ${shown} (${usual} in the period before)`,
    });
  });

  it("prints the unit where the column has one", () => {
    const { report } = INSURED;
    const rate = { name: "rate", title: { zh: "失业率", en: "rate" }, unit: "percent" };
    const rates = {
      ...{
        report: { ...report, figures: [rate] } as unknown as typeof report,
        past: [month("2026-01-31", 4.25)],
      },
      month: month("2026-02-28", 15.5),
    };
    const { evidence } = foundOf(rates, [{ at: 0, value: 15.5, expected: 4.25 }], BEFORE);
    expect(evidence.figures).toMatchObject({ zh: "失业率15.5%（上期期末4.25%）" });
    const { rows } = findingTable(finding("stock-jumps", { evidence }), "zh-CN")!;
    expect(rows[0]!.map(({ text }) => text)).toEqual(["失业率", "15.5%", "4.25%", "4.25%"]);
  });

  it.each([
    {
      kind: "drop-without-layoffs",
      evidence: { period: "2026-02-28", insured: 4500, before: 5010, reported: 0, fall: 10.2 },
      rows: ["2026年2月参保人数 4,500", "上期参保人数 5,010", "近三个月裁员报告合计 0"],
    },
    {
      kind: "parts-differ",
      evidence: { figure: { zh: "参保人数", en: "insured" }, own: 900, sum: 850, parts: 3 },
      rows: ["本级报送：参保人数 900", "所辖3个地区合计 850"],
    },
    {
      kind: "panel-differs",
      evidence: { period: "2026-02-28", panel: 0, insured: -60 },
      rows: ["监测月报用工变动 0", "参保变动 -60"],
    },
  ])("of the kind $kind names what is compared", ({ kind, evidence, rows }) => {
    const table = findingTable(finding(kind, { evidence }), "zh-CN")!;
    expect(table.rows.map((cells) => cells.map(({ text }) => text).join(" "))).toEqual(rows);
    expect(table.rows[0]![1]!.isMarked).toBe(true);
  });

  it("that is about a habit, or was stored before figures were, has no table", () => {
    expect(findingTable(finding("round-figures", { evidence: { figures: 90 } }), "zh-CN")).toBeUndefined();
    expect(findingTable(finding("stock-jumps", { evidence: { count: 1 } }), "zh-CN")).toBeUndefined();
  });

  it("goes to the office with how to answer, and to those above with whom to ask", () => {
    const [league, , banner] = letters([jump])
      .sort((a, b) => b.office.id.localeCompare(a.office.id))
      .reverse();
    const parts = new Map(letters([jump]).map(({ matter, text }) => [matter, text]));
    expect([league, banner].every(Boolean)).toBe(true);
    const question = parts.get("question")!;
    expect(question.blocks[0]).toMatchObject({
      title: "疑点3号 甲一旗：期末存量较上期骤变",
      points: [{ label: "核实" }, { label: "说明" }],
    });
    expect(question.blocks.at(-1)!.steps!.map(({ text }) => text)).toEqual([
      "对照原始记录核实标出的数据",
      "有误的，更正后重新报送，放入本单位的收件文件夹",
      "无误的，将原因告知上级主管单位，由其登记",
    ]);
    const plain = letterPlain(question, "zh-CN");
    expect(plain).toContain("核实：变化的原因是什么？");
    expect(plain).toContain("期末参保人数　2026年2月 【9,123】");
    expect(plain).toContain("仅供内部核实使用，不得公开。");
    expect(letterPlain(parts.get("finding")!, "zh-CN")).toContain("自治区人社厅统计值班人员，由其登记");
  });

  it("of thirty findings stays smaller than a mail may be, and says each", () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ ...jump, id: at + 1 }));
    const { text } = letters(many).find(({ matter }) => matter === "question")!;
    expect(text.blocks.filter(({ table }) => table)).toHaveLength(6);
    const plain = letterPlain(text, "zh-CN");
    for (const { id } of many) expect(plain).toContain(`疑点${id}号 `);
    expect(Buffer.byteLength(letterHtml(text, "zh-CN"))).toBeLessThan(60_000);
  });

  it("speaks English", () => {
    const { text } = letters([jump], "en").find(({ matter }) => matter === "question")!;
    expect(text.blocks[0]!.table!.head).toEqual([
      ...["figure", "2026-02", "in the period before", "2026-01", "2025-12", "2025-02", "2024-02"],
    ]);
    const plain = letterPlain(text, "en").replaceAll(/甲一旗|990101人社局/gu, "");
    expect(plain).not.toMatch(/\p{Script=Han}/u);
    expect(plain).toContain("1. Check the marked figures against your records (soon after receipt).");
  });
});
