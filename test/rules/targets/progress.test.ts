import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { targetsSchema } from "../../../pipeline/deployment/target-schema.ts";
import { compareWithBase } from "../../../rules/targets/base-value.ts";
import { parseTarget } from "../../../rules/targets/parse-target.ts";
import { type Actual, cumulativeProgress, levelProgress } from "../../../rules/targets/progress.ts";
import { fillGaps, yearsToDate } from "../../../rules/targets/year-to-date.ts";

const PLAN = { from: "2021-01", to: "2025-12" };
const year = (calendarYear: number, value: number): Actual => ({
  ...{ from: `${calendarYear}-01`, to: `${calendarYear}-12`, value, source: "by hand" },
});
const cumulative = (printed: string, actuals: readonly Actual[], until = "2022-12") =>
  cumulativeProgress(parseTarget(printed)!, PLAN, actuals, until);

describe("a cumulative target", () => {
  // E12. Alxa: above 12,500 in 2021-2025 is 2,500 a year; 2022 alone brought 2,770 (ALS22).
  it("Alxa's new jobs of 2022 alone are 110.8 % of a straight line, and 22.2 % of the plan at least", () => {
    const progress = cumulative(">〔12500〕", [year(2022, 2770)]);
    expect(progress).toMatchObject({ state: "on-pace", actual: 2770, months: 12, elapsed: 24 });
    expect("pace" in progress && progress.pace).toBeCloseTo(1.108, 10);
    expect("progress" in progress && progress.progress).toBeCloseTo(0.2216, 10);
  });

  // By hand: 24 of 60 months of 10,000 are 4,000.
  it.each([
    { name: "on the line", actuals: [year(2021, 1900), year(2022, 2100)], state: "on-pace", pace: 1 },
    { name: "below it", actuals: [year(2021, 1000), year(2022, 2000)], state: "behind", pace: 0.75 },
    { name: "reached early", actuals: [year(2021, 4000), year(2022, 6000)], state: "met", pace: 2.5 },
  ])("$name", ({ actuals, state, pace }) => {
    expect(cumulative("〔10000〕", actuals)).toMatchObject({ state, pace });
  });

  it("more than a figure is not reached by the figure itself", () => {
    const all = [2021, 2022, 2023, 2024, 2025].map((calendarYear) => year(calendarYear, 2000));
    expect(cumulative("〔10000〕", all, "2026-03")).toMatchObject({ state: "met", progress: 1 });
    expect(cumulative(">〔10000〕", all, "2026-03")).toMatchObject({ state: "not-met", progress: 1 });
  });

  it.each([
    { name: "nothing known is not zero", printed: "〔100〕", actuals: [], notJudged: "no-actual" },
    { name: "words", printed: "稳步提高", actuals: [year(2021, 5)], notJudged: "text-only" },
    { name: "a dash", printed: "——", actuals: [year(2021, 5)], notJudged: "no-figure" },
    { name: "a ceiling", printed: "4以内", actuals: [year(2021, 5)], notJudged: "not-a-sum" },
  ])("$name: not judged", ({ printed, actuals, notJudged }) => {
    expect(cumulative(printed, actuals)).toMatchObject({ notJudged });
  });

  it("a plan that has ended with a year missing is not judged, unless the rest is enough", () => {
    const some = [2021, 2022, 2023, 2025].map((calendarYear) => year(calendarYear, 2000));
    expect(cumulative("〔10000〕", some, "2025-12")).toEqual({ notJudged: "months-missing", actual: 8000 });
    expect(cumulative("〔8000〕", some, "2025-12")).toMatchObject({ state: "met", months: 48, elapsed: 60 });
  });

  it("figures from outside the plan, or of months still to come, are not of it", () => {
    expect(cumulative("〔100〕", [year(2020, 50), year(2023, 50)])).toMatchObject({ notJudged: "no-actual" });
  });
});

describe("a level", () => {
  it.each([
    { printed: "4以内", actual: 4, tolerance: null, state: "met" },
    { printed: "4以内", actual: 4.04, tolerance: null, state: "not-met" },
    ...[4.1, 3.3, 7, 29, 58].map((percent) => ({
      ...{ printed: `${percent}以内`, actual: (10 * percent * 100) / 1000, tolerance: null, state: "met" },
    })),
    { printed: "4.1以内", actual: 0.041 * 100, tolerance: null, state: "met" },
    { printed: "5以内", actual: 5.01, tolerance: null, state: "not-met" },
    { printed: "<4", actual: 4, tolerance: null, state: "not-met" },
    { printed: ">90", actual: 99, tolerance: null, state: "met" },
    { printed: ">90", actual: 90, tolerance: null, state: "not-met" },
    { printed: "65", actual: 65, tolerance: null, state: "met" },
    { printed: "动态清零", actual: 0, tolerance: null, state: "met" },
    { printed: "=0", actual: 1, tolerance: null, state: "not-met" },
    { printed: "5-6", actual: 5.5, tolerance: null, state: "met" },
    { printed: "5-6", actual: 6.1, tolerance: null, state: "not-met" },
    { printed: "6左右", actual: 6.3, tolerance: 0.3, state: "within" },
    { printed: "6左右", actual: 5.69, tolerance: 0.3, state: "outside" },
  ])("$printed with $actual is $state", ({ printed, actual, tolerance, state }) => {
    expect(levelProgress(parseTarget(printed)!, actual, tolerance)).toMatchObject({ state, progress: null });
  });

  it.each([
    { printed: "6左右", actual: 6, notJudged: "no-tolerance" },
    { printed: "5以内", actual: null, notJudged: "no-actual" },
    { printed: "达到自治区要求", actual: 10.5, notJudged: "text-only" },
    { printed: "〔5〕", actual: 5, notJudged: "not-a-sum" },
  ])("$printed with $actual is not judged: $notJudged", ({ printed, actual, notJudged }) => {
    expect(levelProgress(parseTarget(printed)!, actual, null)).toEqual({ notJudged, actual });
  });
});

describe("a year whose last month lacks a place", () => {
  const plan = { from: "2025-01", to: "2025-12" };
  const judge = (printed: string, december: { value: number; partial?: true }, until = "2025-12") => {
    const figures = [
      { period: "2025-11-30", value: 5940 },
      { period: "2025-12-31", ...december },
    ];
    return cumulativeProgress(parseTarget(printed)!, plan, yearsToDate(figures, plan, "own"), until);
  };

  it("is not judged by the month that lacks it, nor told as less than the month before", () => {
    expect(judge("〔6000〕", { value: 5400, partial: true })).toEqual({
      ...{ notJudged: "months-missing", actual: 5940 },
    });
    expect(judge("〔6000〕", { value: 6480 })).toMatchObject({ state: "met", actual: 6480 });
  });

  it("has met its target where the places that are in have met it", () => {
    const met = judge("〔6000〕", { value: 6100, partial: true });
    expect(met).toMatchObject({ state: "met", actual: 6100, months: 11, elapsed: 12 });
  });

  it("keeps the pace of the last complete month while the plan runs", () => {
    const long = { from: "2025-01", to: "2026-12" };
    const actuals = yearsToDate(
      [
        { period: "2025-11-30", value: 5940 },
        { period: "2025-12-31", value: 5990, partial: true },
      ],
      long,
      "own",
    );
    // By hand: eleven of 24 months of 12,000 are 5,500.
    expect(cumulativeProgress(parseTarget("〔12000〕")!, long, actuals, "2025-12")).toMatchObject({
      ...{ state: "on-pace", actual: 5990, pace: 1.08, months: 11 },
    });
  });

  it("gives way to a published figure of the same months", () => {
    const [complete, bound] = yearsToDate(
      [
        { period: "2025-11-30", value: 5940 },
        { period: "2025-12-31", value: 5990, partial: true },
      ],
      plan,
      "own",
    );
    expect(bound).toEqual({ from: "2025-12", to: "2025-12", value: 50, source: "own", partial: true });
    const december = { from: "2025-12", to: "2025-12", value: 540, source: "bulletin" };
    expect(fillGaps([complete!, bound!], [december])).toEqual([complete, december]);
  });
});

describe("the base of a plan", () => {
  const span = PLAN;
  const sum = { from: "2016-01", to: "2020-12" };
  // 专栏2 prints 6,922 (2020) beside 12,500 (2021-2025).
  it("of one year is not compared with a sum over five", () => {
    const base = { value: 6922, kind: "year", span: { from: "2020-01", to: "2020-12" } } as const;
    const target = { value: 12_500, kind: "cumulative", span } as const;
    expect(compareWithBase(base, target)).toEqual({ notComparable: "one-year-beside-a-sum" });
  });

  it.each([
    { name: "sum beside sum", base: "sum", kind: "cumulative", of: sum, expected: { change: -0.25 } },
    { name: "level beside level", base: "level", kind: "level", of: sum, expected: { change: -0.25 } },
    {
      name: "sum beside level",
      base: "sum",
      kind: "level",
      of: sum,
      expected: { notComparable: "sum-beside-a-level" },
    },
    {
      name: "four years beside five",
      base: "sum",
      kind: "cumulative",
      of: { from: "2017-01", to: "2020-12" },
      expected: { notComparable: "spans-differ" },
    },
  ] as const)("$name", ({ base, kind, of, expected }) => {
    expect(compareWithBase({ value: 20_000, kind: base, span: of }, { value: 15_000, kind, span })).toEqual(
      expected,
    );
  });

  // Tongren (S004 专栏1): most of its sums are planned below the results of the previous plan.
  it("Tongren plans fewer than its last five years brought, but for two", () => {
    const text = readFileSync(join(import.meta.dirname, "tongren.yaml"), "utf8");
    const { targets } = targetsSchema.parse(parse(text));
    const changes = targets.flatMap(({ id, kind, target, base }) => {
      if (kind !== "cumulative" || base?.kind !== "sum") return [];
      const baseValue = { value: base.value, kind: base.kind, span: { from: base.from!, to: base.to } };
      const compared = compareWithBase(baseValue, { value: parseTarget(target)!.value!, kind, span });
      return "change" in compared ? [{ id, change: compared.change }] : [];
    });
    expect(targets).toHaveLength(16);
    expect(changes).toHaveLength(10);
    expect(changes.filter(({ change }) => change > 0).map(({ id }) => id)).toEqual(["skilled", "pupils"]);
    expect(changes.find(({ id }) => id === "new-jobs")!.change).toBeCloseTo(-0.1575, 4);
  });
});

describe("figures that count from January", () => {
  const ytd = [
    { period: "2024-11-30", value: 900 },
    { period: "2024-12-31", value: 1000 },
    { period: "2025-02-28", value: 120 },
    { period: "2026-01-31", value: 70 },
  ];

  it("give each year up to its last month, within the plan", () => {
    expect(yearsToDate(ytd, PLAN, "own")).toEqual([
      { from: "2024-01", to: "2024-12", value: 1000, source: "own" },
      { from: "2025-01", to: "2025-02", value: 120, source: "own" },
    ]);
    expect(yearsToDate(ytd, { from: "2024-07", to: "2025-12" }, "own").map(({ from }) => from)).toEqual([
      "2025-01",
    ]);
  });

  it("published ones fill the years without", () => {
    const filled = fillGaps(yearsToDate(ytd, PLAN, "own"), [year(2023, 800), year(2024, 999)]);
    expect(filled.map(({ to, value }) => [to, value])).toEqual([
      ["2023-12", 800],
      ["2024-12", 1000],
      ["2025-02", 120],
    ]);
  });
});
