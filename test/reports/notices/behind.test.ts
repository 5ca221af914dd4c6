import { describe, expect, test } from "vitest";
import { comparisonOf } from "../../../reports/notices/comparison.ts";
import { compose } from "../../../reports/notices/compose.ts";
import { layoffChart } from "../../../reports/notices/layoff-chart.ts";
import type { NoticeSetting } from "../../../reports/notices/notice-setting.ts";
import { renderText } from "../../../reports/notices/render.ts";
import { addresseeOf } from "../../../reports/notices/route.ts";
import { timelineOf } from "../../../reports/notices/timeline.ts";
import { trendChart } from "../../../reports/notices/trend-chart.ts";
import type { Trend, TrendFigure } from "../../../reports/notices/trends.ts";
import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { directory } from "../delivery/directory-of.ts";
import { event } from "../event-of.ts";
import { claimsTrend, surge } from "./situations.ts";

const DIRECTORY = directory();

const settingOf = (
  trend: Trend | undefined,
  more: Partial<NonNullable<NoticeSetting["story"]>> = {},
): NoticeSetting => ({
  ...{ language: "zh-CN", policy: shippedPolicy, directory: DIRECTORY },
  story: { episode: null, openInArea: [], opened: "2026-06-10", ...(trend ? { trend } : {}), ...more },
});

describe("the chart of a series", () => {
  test("shows three years up to the judged period, which is marked and has its figure", () => {
    const chart = trendChart(surge(), settingOf(claimsTrend()))!;
    expect(chart.points).toHaveLength(36);
    expect(chart.points.at(-1)).toEqual({ label: "2026年5月", value: 240, isJudged: true, text: "240" });
    expect(chart.points[0]!.label).toBe("2023年6月");
    expect(chart.alt).toContain("2026年5月240人");
    expect(chart.fromZero).toBe(true);
  });

  test("has the range of the same month of five earlier years, by hand", () => {
    const chart = trendChart(surge(), settingOf(claimsTrend()))!;
    // May of 2021 to 2025: 140 + 1 … 140 + 5.
    expect(chart.season.at(-1)).toEqual({ low: 141, middle: 143, high: 145 });
  });

  test("has no season where fewer than four earlier years are complete", () => {
    const partial = { value: 100, coverage: 0.9 };
    const trend = claimsTrend({ "2025-05-31": partial, "2024-05-31": partial });
    expect(trendChart(surge(), settingOf(trend))!.season.at(-1)).toBeNull();
  });

  test("draws a line where the rule's rise stands above its base, and where its count must be reached", () => {
    const { lines } = trendChart(surge(), settingOf(claimsTrend()))!;
    const limbs = shippedPolicy.rules["new-claims-surge"]!;
    expect(lines.map(({ tier }) => tier)).toEqual(["IV", "III", "II", "I"].slice(0, lines.length));
    expect(limbs).toBeDefined();
    for (const [at, { value }] of lines.entries())
      if (at > 0) expect(value).toBeGreaterThan(lines[at - 1]!.value);
    // The line that was reached lies below the figure.
    expect(lines.find(({ tier }) => tier === "III")!.value).toBeLessThan(240);
  });

  test("draws no line on a month where the rule judged a sum of two, and marks both", () => {
    const change = surge();
    const facts = {
      ...change.facts,
      shown: { ...change.facts.shown!, periods: ["2026-04-30", "2026-05-31"] },
    };
    const chart = trendChart({ ...change, facts }, settingOf(claimsTrend()))!;
    expect(chart.lines).toEqual([]);
    expect(chart.points.filter(({ isJudged }) => isJudged).map(({ label }) => label)).toEqual([
      "2026年4月",
      "2026年5月",
    ]);
  });

  test("leaves a month open that did not come in, and says that it is no zero", () => {
    const chart = trendChart(surge(), settingOf(claimsTrend({ "2026-01-31": null })))!;
    expect(chart.points.find(({ label }) => label === "2026年1月")!.value).toBeNull();
    expect(chart.notes.join()).toContain("不是零");
  });

  test("marks a figure that is not complete, and tells how it was first published", () => {
    const first = new Map([["2026-05-31", { value: 180, coverage: 0.8 }]]);
    const trend = { ...claimsTrend({ "2026-05-31": { value: 240, coverage: 0.95 } }), first };
    const chart = trendChart(surge(), settingOf(trend))!;
    expect(chart.points.at(-1)).toMatchObject({ isProvisional: true });
    expect(chart.notes).toContain("2026年5月首次发布时为180（已到80%），现为240，变化来自迟报或更正。");
  });

  test("is none where nothing is known, or of an indicator that the case is not judged by", () => {
    expect(trendChart(surge(), settingOf(undefined))).toBeNull();
    expect(trendChart(event(), settingOf(claimsTrend()))).toBeNull();
  });
});

describe("the comparison", () => {
  const inRegion = (coverage: number): Trend => {
    const trend = claimsTrend();
    const region = new Map(trend.series[0]!.figures);
    region.set("2026-05-31", { value: 900, coverage });
    return { ...trend, series: [trend.series[0]!, { area: "990000", figures: region }] };
  };

  test("sets the area beside the areas above, against the year before and the range of earlier years", () => {
    const table = comparisonOf(surge(), settingOf(inRegion(1)))!;
    expect(table.head).toEqual(["地区", "本期", "上年同期", "比上年同期", "往年同期范围", "已到"]);
    expect(table.rows.map((row) => row.map(({ text }) => text).slice(1))).toEqual([
      ["240", "145", "+65.5%", "141—145", "100%"],
      ["900", "145", "+520.7%", "141—145", "100%"],
    ]);
  });

  test("is left out where two months are judged together: each alone would say something else", () => {
    const change = surge();
    const facts = {
      ...change.facts,
      shown: { ...change.facts.shown!, periods: ["2026-04-30", "2026-05-31"] },
    };
    expect(comparisonOf({ ...change, facts }, settingOf(inRegion(1)))).toBeNull();
  });

  test("compares no total that is not complete with the year before", () => {
    const [, region] = comparisonOf(surge(), settingOf(inRegion(0.97)))!.rows;
    expect(region!.map(({ text }) => text).slice(1)).toEqual(["900 P", "145", "—", "141—145", "97%"]);
  });
});

describe("the reports of layoffs", () => {
  const report = (receivedOn: string, persons: number) => ({
    ...{
      employer: "甲矿业有限公司",
      employerKey: "a",
      receivedOn,
      persons,
      staff: 2000,
      closure: false,
      area: "990101",
    },
  });
  const layoffs = [report("2025-08-01", 41), report("2026-03-10", 210), report("2026-02-01", 25)];
  const office = DIRECTORY.office("990101")!;
  const reader = addresseeOf(office, "own", ["duty"], DIRECTORY);

  test("are a stem each, those of the window marked, with the lines on a single enterprise", () => {
    const chart = layoffChart(event(), reader, settingOf(undefined, { layoffs }))!;
    expect(chart.points.map(({ value, isJudged }) => [value, isJudged ?? false])).toEqual([
      [41, false],
      [25, false],
      [210, true],
    ]);
    expect(chart.lines.find(({ tier }) => tier === "II")!.text).toBe("Ⅱ 200");
    expect(JSON.stringify(chart)).not.toContain("甲矿业");
  });

  test("are shown to nobody who may not see enterprises", () => {
    const chart = layoffChart(
      event(),
      { ...reader, seesEnterprises: false },
      settingOf(undefined, { layoffs }),
    );
    expect(chart).toBeNull();
  });
});

test("the timeline lists every change so far, marks the present, and has the day on which workers leave", () => {
  const moments = [
    { seq: 1, date: "2026-03-02", kind: "opened" as const, tierFrom: null, tierTo: "IV" as const },
    { seq: 2, date: "2026-03-11", kind: "raised" as const, tierFrom: "IV" as const, tierTo: "II" as const },
    { seq: 3, date: "2026-04-01", kind: "lowered" as const, tierFrom: "II" as const, tierTo: "III" as const },
  ];
  const change = event({
    facts: { ...event().facts, values: { ...event().facts.values, startsOn: "2026-04-09" } },
  });
  expect(
    timelineOf(change, settingOf(undefined, { moments })).map(({ day, text, state }) => [day, text, state]),
  ).toEqual([
    ["2026年3月2日", "新增 Ⅳ级（蓝色）", "past"],
    ["2026年3月11日", "上调 Ⅳ级（蓝色）→Ⅱ级（橙色）（本次）", "now"],
    ["2026年4月9日", "拟裁减日期", "to-come"],
  ]);
});

test("the text of a notice says all that its pictures and tables show", () => {
  const setting = settingOf(claimsTrend(), {
    moments: [{ seq: 0, date: "2026-06-01", kind: "opened", tierFrom: null, tierTo: "IV" }],
  });
  const reader = addresseeOf(DIRECTORY.office("990100")!, "own", ["duty"], DIRECTORY);
  const notice = compose(surge(), reader, setting);
  const text = renderText(notice);
  for (const chart of notice.charts)
    for (const said of [chart.alt, ...chart.notes]) expect(text).toContain(said);
  for (const row of notice.comparison!.rows) for (const cell of row) expect(text).toContain(cell.text);
  for (const moment of notice.timeline) expect(text).toContain(moment.text);
});

describe("figures over time that add up what single enterprises reported", () => {
  const day = (back: number): [string, TrendFigure] => [
    shiftPeriod("2026-03-11", "day", -back),
    { value: back % 7, coverage: 1 },
  ];
  const trend: Trend = {
    ...{ indicator: "layoff-rate", kind: "rolling-30-days", first: new Map() },
    series: [{ area: "990100", figures: new Map(Array.from({ length: 60 }, (_, back) => day(back))) }],
  };
  const change = event({ rule: "layoff-rate", area: "990100" });
  const readBy = (audience: "own" | "copy") =>
    compose(
      change,
      addresseeOf(DIRECTORY.office("990100")!, audience, ["duty"], DIRECTORY),
      settingOf(trend),
    );

  test("are shown to an office with a duty", () => {
    expect(readBy("own").charts).toHaveLength(1);
    expect(readBy("own").comparison).not.toBeNull();
  });

  test("are shown to nobody who only gets a copy: in a small area a point is an enterprise", () => {
    expect(readBy("copy").charts).toEqual([]);
    expect(readBy("copy").comparison).toBeNull();
  });
});
