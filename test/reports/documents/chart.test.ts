import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chartPng, chartSvg } from "../../../reports/documents/charts/draw-chart.ts";
import type { Chart, ChartPoint } from "../../../reports/documents/content.ts";
import { charactersOf } from "../../../reports/documents/font-characters.ts";
import { TIER_COLOURS } from "../../../reports/documents/palette.ts";

const FONTS = join(import.meta.dirname, "../../../reports/documents/fonts");

const points = (...values: (number | null)[]): ChartPoint[] =>
  values.map((value, at) => ({ label: `2026年${at + 1}月`, value }));

const chart = (part: Partial<Chart> = {}): Chart => ({
  ...{ kind: "line", title: "阿拉善左旗新增领取失业保险金人数", unit: "人" },
  ...{ points: points(24, 30, 27, 35, 31, 28), season: [], lines: [], tier: "II" },
  ...{ fromZero: true, notes: [], alt: "走势" },
  ...part,
});

/** The shapes of a picture that have a stroke of a width. */
const stroked = (svg: string, width: number): string[] =>
  [...svg.matchAll(/<path d="([^"]*)"[^>]*>/g)]
    .filter(([shape]) => shape.includes(`stroke-width="${width}"`))
    .map(([shape]) => shape);

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);

describe("a line", () => {
  const lineOf = (part: Partial<Chart>) =>
    stroked(chartSvg(chart(part)), 2.5).find((shape) => shape.includes('fill="none"'))!;
  const piecesOf = (shape: string) => /d="([^"]*)"/.exec(shape)![1]!.match(/M/g)!.length;

  it("is one piece where all figures are in, and two around a gap, with a hatch over the gap", () => {
    expect(piecesOf(lineOf({}))).toBe(1);
    expect(piecesOf(lineOf({ points: points(24, 30, null, 35, 31) }))).toBe(2);
    expect(chartSvg(chart())).not.toContain("#AEB8C1");
    expect(chartSvg(chart({ points: points(24, 30, null, 35, 31) }))).toContain("#AEB8C1");
  });

  it("has hollow points where reports are still to come, and the judged point in its tier's colour", () => {
    const part = points(24, 30, 35);
    const withLast = (last: Partial<ChartPoint>) =>
      chartSvg(chart({ points: [...part, { label: "4月", value: 71, text: "71", ...last }] }));
    const sign = (svg: string) => /<path d="M1 0A1 1[^>]*>/.exec(svg)?.[0];
    expect(sign(withLast({}))).toMatch(/fill="#22303C"/);
    expect(sign(withLast({ isProvisional: true }))).toMatch(/fill="#FFFFFF"/);
    expect(sign(withLast({ isJudged: true }))).toContain(`fill="${TIER_COLOURS.II.fill}"`);
    expect(sign(withLast({ isJudged: true, isProvisional: true }))).toContain(
      `stroke="${TIER_COLOURS.II.ink}"`,
    );
  });

  it("stands before the season, which ends where too few years are in", () => {
    const year = { low: 18, middle: 25, high: 39 };
    const bands = (season: Chart["season"]) => chartSvg(chart({ season })).match(/fill="#C9D6E2"/g)?.length;
    expect(bands([year, year, year, year, year, year])).toBe(1);
    expect(bands([year, year, null, year, year, null])).toBe(2);
  });
});

describe("tier lines", () => {
  const lines: Chart["lines"] = [
    { tier: "I", value: 500, text: "Ⅰ 500" },
    { tier: "II", value: 41, text: "Ⅱ 41" },
    { tier: "III", value: 40, text: "Ⅲ 40" },
    { tier: "IV", value: 39, text: "Ⅳ 39" },
  ];

  it("have their texts at the end, apart from each other; one far above the figures has an arrow", () => {
    const svg = chartSvg(chart({ lines }));
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["↑ Ⅰ 500", "Ⅱ 41", "Ⅲ 40", "Ⅳ 39"]));
    const heights = ["↑ Ⅰ 500", "Ⅱ 41", "Ⅲ 40", "Ⅳ 39"].map((text) => heightOf(svg, text));
    for (const [at, height] of heights.slice(1).entries())
      expect(height - heights[at]!).toBeGreaterThanOrEqual(15);
    expect(textsOf(svg)).not.toContain("500");
  });

  it("are told apart by their dashes", () => {
    const svg = chartSvg(chart({ lines: lines.map((line, at) => ({ ...line, value: 40 - at })) }));
    const dashes = stroked(svg, 2).map((shape) => /stroke-dasharray="([^"]*)"/.exec(shape)?.[1]);
    expect(dashes).toEqual([undefined, "14,5", "6,4", "2,3"]);
  });
});

/** The height at which a text stands. */
function heightOf(svg: string, text: string): number {
  const shape = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].find((match) => match[1] === text)![0];
  const y = Number(/ y="([-\d.]+)"/.exec(shape)?.[1] ?? 0);
  return y + Number(/(?:translate\([-\d.]+[ ,]+|matrix\([^)]*[ ,])([-\d.]+)\)/.exec(shape)?.[1] ?? 0);
}

describe("an axis", () => {
  const ticks = (part: Partial<Chart>) =>
    textsOf(chartSvg(chart(part))).filter((text) => /^−?[\d.,]+[万亿]?$/.test(text));

  it.each([
    ["small counts", points(0, 3, 2), "人", ["0", "1", "2", "3"]],
    ["thousands", points(1200, 800), "人", ["0", "500", "1,000", "1,500"]],
    ["ten millions", points(9_100_000, 10_000_000), "人", ["0", "250万", "500万", "750万", "1,000万"]],
    [
      "ten millions in English",
      points(10_000_000),
      "",
      ["0", "2,500,000", "5,000,000", "7,500,000", "10,000,000"],
    ],
    ["small shares", points(0.0012, 0.0034), "%", ["0", "0.001", "0.002", "0.003", "0.004"]],
    ["falls", points(-2, -8.8), "%", ["−10.0", "−7.5", "−5.0", "−2.5", "0"]],
  ])("of %s has round steps", (_, figures, unit, expected) =>
    expect(ticks({ points: figures, unit, ...(unit === "" ? { title: "Workers" } : {}) })).toEqual(expected),
  );

  it("that does not begin at zero stays near the figures", () => {
    const [first] = ticks({ points: points(2_692_147, 2_670_000), fromZero: false });
    expect(first).toBe("267万");
  });
});

const many = Array.from({ length: 36 }, (_, at) => (at * 37) % 411);
const judged = (figures: ChartPoint[]): ChartPoint[] =>
  figures.map((point) => ({
    ...point,
    isJudged: true,
    ...(point.value === null ? {} : { text: `${point.value}` }),
  }));
const english = "Kundulun District, Baotou: layoffs announced per 1,000 insured, with a long title";
const EXTREMES: readonly (readonly [string, Partial<Chart>])[] = [
  ["three points", { points: judged(points(1, null, 3)) }],
  ["36 points", { points: judged(points(...many)) }],
  ["36 stems", { kind: "stems", points: judged(points(...many)) }],
  ["one point", { points: judged(points(41)) }],
  ["no points", { points: [] }],
  ["all null", { points: points(null, null, null) }],
  ["all null stems with a line", { kind: "stems", points: points(null, null), lines: [line("I", 50)] }],
  ["zeros", { points: judged(points(0, 0, 0)), lines: [line("III", 50)] }],
  ["zeros, not from zero", { points: judged(points(0, 0)), fromZero: false }],
  ["negative", { points: judged(points(-3, -8.25, 2)), lines: [line("II", -5), line("I", -900)] }],
  ["ten million", { points: judged(points(10_000_000, 9_999_999)), fromZero: false }],
  ["ten million stems", { kind: "stems", points: judged(points(10_000_000, 2)) }],
  ["very small", { points: judged(points(0.000012, 0.00003)), lines: [line("IV", 0.00002)] }],
  ["the same figure", { points: judged(points(7, 7, 7)), fromZero: false }],
  ["English", { title: english, unit: "per 1,000 insured persons", points: judged(points(2.13, 5.9)) }],
];

function line(tier: "I" | "II" | "III" | "IV", value: number): Chart["lines"][number] {
  return { tier, value, text: `${{ I: "Ⅰ", II: "Ⅱ", III: "Ⅲ", IV: "Ⅳ" }[tier]} ${value}`.replace("-", "−") };
}

describe("a picture", () => {
  it("is the same bytes for the same chart, whatever was drawn between", () => {
    const [svg, png] = [chartSvg(chart()), chartPng(chart())];
    chartSvg(chart({ kind: "stems" }));
    expect(chartSvg(chart())).toBe(svg);
    expect(chartPng(chart()).equals(png)).toBe(true);
    expect(png.readUInt32BE(16)).toBe(1040);
  });

  it.each(EXTREMES)("of %s is drawn, small and whole", (_, part) => {
    const svg = chartSvg(chart(part));
    expect(svg).not.toMatch(/NaN|Infinity|undefined|\de[-+]?\d/);
    expect(svg).toContain('fill="#FFFFFF"');
    expect(chartPng(chart(part)).length).toBeLessThan(60_000);
  });

  it.each(EXTREMES)("of %s has its texts in characters of the fonts, large enough", async (_, part) => {
    const svg = chartSvg(chart(part));
    const characters = new Set(textsOf(svg).join(""));
    for (const weight of ["Regular", "Bold"]) {
      const isKnown = await charactersOf(join(FONTS, `NotoSansSC-${weight}.ttf`));
      expect([...characters].filter((character) => !isKnown(character.codePointAt(0)!))).toEqual([]);
    }
    for (const [, size] of svg.matchAll(/font-size:(\d+)px/g))
      expect(Number(size)).toBeGreaterThanOrEqual(15);
  });
});
