import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chartPng, chartSvg } from "../../../reports/documents/charts/draw-chart.ts";
import { fitLines, textWidth } from "../../../reports/documents/charts/text-width.ts";
import type {
  AreaState,
  MapBlock,
  MapSign,
  Multiples,
  OutlineMap,
  Picture,
  TileMap,
} from "../../../reports/documents/content.ts";
import { charactersOf } from "../../../reports/documents/font-characters.ts";
import { PAPER, TIER_COLOURS } from "../../../reports/documents/palette.ts";
import { projected } from "../../../reports/documents/projected.ts";

const FONTS = join(import.meta.dirname, "../../../reports/documents/fonts");
const STATES: readonly AreaState[] = ["I", "II", "III", "IV", "quiet", "not-judged"];
const SIGNS: Readonly<Partial<Record<AreaState, string>>> = { I: "Ⅰ", II: "Ⅱ", III: "Ⅲ", IV: "Ⅳ" };
const LEGEND: readonly MapSign[] = STATES.map((state) => ({
  state,
  sign: SIGNS[state] ?? "",
  text: `甲${state}`,
}));
const HATCH = "#AEB8C1";

const block = (at: number, tiles: readonly AreaState[], state: AreaState = "quiet"): MapBlock => ({
  ...{ name: `第${at}盟`, state, text: state, column: (at % 6) + 1, row: Math.floor(at / 6) + 1 },
  tiles: tiles.map((each, tile) => ({ name: `旗${at}${tile}`, state: each, text: each })),
});
const tiles = (blocks: readonly MapBlock[], part: Partial<TileMap> = {}): TileMap => ({
  ...{ kind: "tiles", title: "某区各地状态（2026年5月11日）", notes: [], alt: "图：某区各地状态" },
  ...{ legend: [], blocks, ...part },
});
/** Twelve leagues with 105 banners. */
const LARGE = Array.from({ length: 12 }, (_, at) =>
  block(
    at,
    Array.from({ length: at < 9 ? 9 : 8 }, (_, tile) => STATES[(at + tile) % 6]!),
    STATES[at % 6]!,
  ),
);

/** Rectangles of a colour in a picture. */
const boxesOf = (svg: string, colour: string): number =>
  [...svg.matchAll(/<(?:rect|path|polygon|circle) [^>]*>/g)].filter(([shape]) =>
    shape.includes(`fill="${colour}"`),
  ).length;
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);

describe("a map of tiles", () => {
  it("has as many tiles as there are areas, each with the numeral of its tier", () => {
    const svg = chartSvg(tiles(LARGE, { legend: [] }));
    const all = LARGE.flatMap(({ state, tiles: below }) => [state, ...below.map((tile) => tile.state)]);
    const fills = [...Object.values(TIER_COLOURS).map(({ fill }) => fill), PAPER.tile, "#F4F6F7"];
    expect(all).toHaveLength(117);
    expect(fills.reduce((sum, fill) => sum + boxesOf(svg, fill), 0)).toBe(all.length);
    const withLegend = textsOf(chartSvg(tiles(LARGE, { legend: LEGEND })));
    for (const state of ["I", "II", "III", "IV"] as const) {
      const { fill } = TIER_COLOURS[state];
      expect(boxesOf(svg, fill)).toBe(all.filter((each) => each === state).length);
      // One more stands in the legend.
      expect(withLegend.filter((text) => text === SIGNS[state])).toHaveLength(boxesOf(svg, fill) + 1);
    }
  });

  it("hatches what was not judged, and nothing else", () => {
    expect(chartSvg(tiles([block(0, ["quiet", "IV"], "quiet")]))).not.toContain(HATCH);
    expect(chartSvg(tiles([block(0, ["quiet", "not-judged"])]))).toContain(HATCH);
    expect(chartSvg(tiles([block(0, [], "not-judged")]))).toContain(HATCH);
    expect(chartSvg(tiles([block(0, ["quiet"], "not-judged")]))).toContain(HATCH);
  });

  it("names the areas of a league in their tiles", () => {
    const blocks = ["IV", "quiet", "not-judged"].map((state, at) => block(at, [], state as AreaState));
    expect(textsOf(chartSvg(tiles(blocks, { legend: LEGEND })))).toEqual(
      expect.arrayContaining(["第0盟", "第1盟", "第2盟"]),
    );
  });
});

const ring = (x: number, y: number) => [x, y, x + 90, y, x + 90, y + 60, x, y + 60, x, y];
const outlines = (part: Partial<OutlineMap> = {}): OutlineMap => ({
  ...{
    kind: "outlines",
    title: "某区各地状态",
    notes: [],
    alt: "图：某区各地状态",
    legend: LEGEND,
    height: 140,
  },
  areas: [
    { name: "甲盟", state: "III", text: "", rings: [ring(0, 0)], isFrame: true, above: null },
    { name: "甲一旗", state: "I", text: "", rings: [ring(100, 0)], isFrame: false, above: "甲盟" },
    { name: "甲二旗", state: "quiet", text: "", rings: [ring(0, 70)], isFrame: false, above: "甲盟" },
    { name: "甲三旗", state: "IV", text: "", rings: [], isFrame: false, above: "甲盟" },
  ],
  ...part,
});

describe("a map of outlines", () => {
  it("fills areas in the colour of their state, with numeral and name; what has no outline is not drawn", () => {
    const svg = chartSvg(outlines({ legend: LEGEND }));
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["甲一旗", "甲二旗", "甲盟", "Ⅰ", "Ⅲ"]));
    expect(textsOf(svg)).not.toContain("甲三旗");
    expect(textsOf(svg).filter((text) => text === "Ⅰ")).toHaveLength(2);
  });

  it("hatches what was not judged, inside the outline alone", () => {
    const [, area] = outlines().areas;
    const hatched = outlines({ legend: [], areas: [{ ...area!, state: "not-judged" }] });
    const lines = [...chartSvg(hatched).matchAll(/<path d="M([\d.]+) [\d.]+L([\d.]+) [\d.]+"[^>]*>/g)].filter(
      ([shape]) => shape.includes(HATCH),
    );
    expect(lines.length).toBeGreaterThan(10);
    for (const [, from, to] of lines) {
      expect(Number(from)).toBeGreaterThanOrEqual(102);
      expect(Number(to)).toBeLessThanOrEqual(192.01);
    }
    expect(chartSvg(outlines({ legend: [] }))).not.toContain(HATCH);
  });

  it("keeps as many points as can be seen, however many there are", () => {
    const circle = Array.from({ length: 50_000 }, (_, at): [number, number] => {
      const angle = (at / 49_999) * 2 * Math.PI;
      return [110 + 5 * Math.cos(angle), 42 + 3 * Math.sin(angle)];
    });
    const { height, rings } = projected(
      new Map([
        [
          "990101",
          [
            circle,
            [
              [110, 42],
              [110, 42],
              [110, 42],
              [110, 42],
            ],
          ],
        ],
      ]),
      516,
      460,
    );
    const [drawn, ...islets] = rings.get("990101")!;
    expect(islets).toEqual([]);
    expect(drawn!.length / 2).toBeGreaterThan(20);
    expect(drawn!.length / 2).toBeLessThan(200);
    // A degree of longitude is as long as its parallel: the middle one lies at 42 degrees.
    expect(height / 516).toBeCloseTo(6 / (10 * Math.cos((42 * Math.PI) / 180)), 1);
  });

  it.each([
    [
      "a single point",
      [
        [
          [100, 40],
          [100, 40],
          [100, 40],
          [100, 40],
        ],
      ],
    ],
    [
      "a line",
      [
        [
          [100, 40],
          [101, 40],
          [100, 40],
          [101, 40],
          [100, 40],
        ],
      ],
    ],
    ["nothing", []],
  ])("of %s is drawn whole", (_, lines) => {
    const { height, rings } = projected(new Map([["990101", lines as never]]), 516, 460);
    const area = { name: "甲一旗", state: "not-judged", text: "", isFrame: false, above: null } as const;
    const svg = chartSvg(outlines({ height, areas: [{ ...area, rings: rings.get("990101")! }] }));
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});

const multiples = (part: Partial<Multiples> = {}): Multiples => ({
  ...{ kind: "multiples", title: "新增或上调地区的走势（2026年5月11日）", notes: [], alt: "图：走势" },
  panels: ["甲一旗", "甲二旗", "甲三旗"].map((title, at) => ({
    ...{ title, sign: "Ⅳ", what: "新增领取失业保险金人数（人）", unit: "人", tier: "IV", fromZero: true },
    points: [30, 41, null, 37, 52 + 100 ** at].map((value, month) => ({
      ...{ label: `2026年${month + 1}月`, value },
      ...(month === 4 ? { text: String(value), isJudged: true, isProvisional: at === 0 } : {}),
    })),
    season: at === 1 ? [] : Array.from({ length: 5 }, () => ({ low: 20, middle: 30, high: 44 })),
  })),
  ...part,
});

describe("small charts side by side", () => {
  it("have each an axis, the season where there is one, the last value and the numeral of the tier", () => {
    const svg = chartSvg(multiples());
    expect(boxesOf(svg, "#C9D6E2")).toBe(2);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["53", "152", "10052", "甲三旗", "Ⅳ"]));
    // Each axis has its steps.
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["20,000", "200", "50"]));
  });

  it("have lines that break where no figure is in, with a hatch there, and hollow points of what is provisional", () => {
    const svg = chartSvg(multiples());
    expect(svg).toContain(HATCH);
    expect(boxesOf(svg, "#FFFFFF")).toBeGreaterThan(boxesOf(chartSvg(multiples({ panels: [] })), "#FFFFFF"));
  });
});

const PICTURES: readonly (readonly [string, Picture])[] = [
  ["a region", tiles(LARGE, { legend: LEGEND })],
  [
    "a league",
    tiles(
      Array.from({ length: 14 }, (_, at) => ({
        ...block(at, [], STATES[at % 6]!),
        name: "内甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳开发区",
      })),
      { legend: LEGEND },
    ),
  ],
  ["no area", tiles([])],
  [
    "eight columns",
    tiles([{ ...block(0, ["I"]), column: 8, name: "California 加利福尼亚州" }], { legend: LEGEND }),
  ],
  ["outlines", outlines()],
  ["small charts", multiples()],
  ["no small chart", multiples({ panels: [] })],
  ["one without figures", multiples({ panels: [{ ...multiples().panels[0]!, points: [], season: [] }] })],
  [
    "long names",
    multiples({
      panels: multiples().panels.map((panel) => ({
        ...panel,
        title: panel.title.repeat(20),
        what: panel.what.repeat(9),
      })),
    }),
  ],
];

describe("a picture", () => {
  it.each(PICTURES)("of %s is the same bytes for the same data, whole and small", (_, picture) => {
    const [svg, png] = [chartSvg(picture), chartPng(picture)];
    chartSvg(tiles(LARGE));
    expect(chartSvg(picture)).toBe(svg);
    expect(chartPng(picture).equals(png)).toBe(true);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(png.readUInt32BE(16)).toBe(1040);
    expect(png.length).toBeLessThan(100_000);
  });

  it.each(PICTURES)("of %s has its texts in characters of the fonts, large enough", async (_, picture) => {
    const svg = chartSvg(picture);
    const characters = new Set(textsOf(svg).join(""));
    for (const weight of ["Regular", "Bold"]) {
      const isKnown = await charactersOf(join(FONTS, `NotoSansSC-${weight}.ttf`));
      expect([...characters].filter((character) => !isKnown(character.codePointAt(0)!))).toEqual([]);
    }
    for (const [, size] of svg.matchAll(/font-size:(\d+)px/g))
      expect(Number(size)).toBeGreaterThanOrEqual(15);
  });

  it("ends with an ellipsis where a text has no room", () => {
    const lines = fitLines("内甲乙丙丁戊己庚辛壬癸子丑寅卯", 15, 90, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    for (const line of lines) expect(textWidth(line, 15)).toBeLessThanOrEqual(90);
    expect(fitLines("甲一旗", 15, 90, 2)).toEqual(["甲一旗"]);
  });
});
