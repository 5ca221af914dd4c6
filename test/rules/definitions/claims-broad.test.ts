import { expect, test } from "vitest";
import { claimsBroad } from "../../../rules/definitions/claims-broad.ts";
import { besideOf, peersOf } from "../../../rules/judge/beside.ts";
import { PlaceFigures } from "../../../rules/judge/figures.ts";
import { judgeSeries, judgeSeriesAnew } from "../../../rules/judge/judge-series.ts";
import { settingsOf } from "../judge-with.ts";
import { monthsBack } from "../months-of-claims.ts";
import { ruleCases } from "../rule-cases.ts";
import { type Reported, seriesOf } from "../series-of.ts";
import { trialLines } from "../trial-lines.ts";

const CODES = ["990101", "990102", "990103", "990104", "990105"];

interface Years {
  readonly months?: number;
  /** Claims of the last two months in percent of the years before, area by area. */
  readonly percents: readonly number[];
  /** How high all months before the last year stood, in percent. */
  readonly before?: number;
  /** Persons drawing benefit in usual months, area by area. */
  readonly drawing?: readonly number[];
  readonly without?: Readonly<Record<string, readonly string[]>>;
}

const EVEN = [500, 500, 500, 500, 500];

/** Five banners: claims of 100 and 500 drawing benefit, of 10,000 insured. */
function banners({ months = 80, percents, before = 100, drawing = EVEN, without = {} }: Years) {
  const series = (indicator: string, usuals: number | readonly number[], isMoved: boolean): Reported =>
    Object.fromEntries(
      CODES.filter((code) => !without[indicator]?.includes(code)).map((code) => {
        const percent = percents[CODES.indexOf(code)]!;
        const usual = typeof usuals === "number" ? usuals : usuals[CODES.indexOf(code)]!;
        const figure = (back: number) =>
          !isMoved ? usual : (usual * (back < 2 ? percent : back < 14 ? 100 : before)) / 100;
        return [code, monthsBack(months, figure)];
      }),
    );
  return {
    ...{ period: "2026-05", owing: CODES, reported: series("new-claims", 100, true) },
    further: {
      beneficiaries: series("beneficiaries", drawing, true),
      "insured-persons": series("insured-persons", 10_000, false),
    },
  };
}

const LINES = `
  status: trial
  parameters: { initialPeriods: 2, continuedPeriods: 1, levelPeriods: 2 }
  lines:
    III: [{ share: 40, level: 98, growth: 0 }]
    II: [{ share: 60, level: 98, growth: 0 }, { share: 60, ungated: 1, growth: 0 }]
`;

ruleCases(
  claimsBroad,
  {
    fires: [
      {
        name: "three of five areas grow by a tenth",
        ...banners({ percents: [100, 110, 110, 110, 90] }),
        tier: "II",
      },
      {
        name: "two of five, in the middle at the usual level",
        ...banners({ percents: [120, 120, 100, 100, 100] }),
        tier: "III",
      },
      {
        name: "two of five grow, the median of the rates rises from 500 to 600 (three areas stand at 95)",
        ...banners({ percents: [120, 120, 95, 95, 95], drawing: [500, 500, 100, 900, 900] }),
        tier: "III",
      },
      {
        name: "one of five areas without insured persons: the level is that of the other four",
        ...banners({
          percents: [110, 110, 110, 80, 80],
          drawing: [500, 500, 400, 600, 100],
          without: { "insured-persons": ["990105"] },
        }),
        tier: "II",
      },
      {
        name: "under five earlier years the level is not asked",
        ...banners({ months: 60, percents: [110, 110, 110, 100, 100] }),
        tier: "II",
      },
    ],
    quiet: [
      { name: "one of five areas", ...banners({ percents: [300, 100, 100, 100, 100] }) },
      {
        name: "all others grow, the area itself shrinks",
        ...banners({ percents: [99, 150, 150, 150, 150] }),
      },
      {
        name: "three of five grow, the median of the rates falls from 500 to 480 (the median area by its growth stands at 110)",
        ...banners({ percents: [110, 110, 110, 80, 80], drawing: [300, 400, 500, 600, 700] }),
      },
      {
        name: "all grow by a third from half of the years before",
        ...banners({ percents: [133, 133, 133, 133, 133], before: 200 }),
      },
    ],
    notJudged: [
      {
        name: "two areas without continued claims",
        ...banners({ percents: [120, 120, 120, 120, 120], without: { beneficiaries: ["990104", "990105"] } }),
        reason: "areas-missing",
      },
      {
        name: "two areas without insured persons",
        ...banners({
          percents: [120, 120, 120, 120, 120],
          without: { "insured-persons": ["990104", "990105"] },
        }),
        reason: "level-missing",
      },
      {
        name: "four areas",
        ...banners({ percents: [120, 120, 120, 120, 120] }),
        owing: CODES.slice(0, 4),
        reason: "too-few-areas",
      },
      {
        name: "a year only",
        ...banners({ months: 13, percents: [120, 120, 120, 120, 120] }),
        reason: "no-year-before",
      },
      {
        name: "continued claims of the area are missing",
        ...banners({ percents: [120, 120, 120, 120, 120], without: { beneficiaries: ["990101"] } }),
        reason: "no-continued-claims",
      },
    ],
  },
  trialLines(LINES),
);

const areas = CODES.map((code) => ({ code, level: "banner", parent: "990100" }));

test("peers are the areas of the level under the same parent; those below one without a parent", () => {
  const all = [
    { code: "99", level: "region", parent: null },
    { code: "9901", level: "league", parent: "99" },
    { code: "9902", level: "league", parent: "99" },
    { code: "990101", level: "banner", parent: "9901" },
    { code: "990201", level: "banner", parent: "9902" },
  ];
  expect(peersOf(all, "9901").codes).toEqual(["9901", "9902"]);
  expect(peersOf(all, "990201").codes).toEqual(["990201"]);
  expect(peersOf(all, "99").codes).toEqual(["9901", "9902"]);
});

/** The figures of five quiet banners, to be changed. */
function figuresOf() {
  const { reported, further } = banners({ percents: [100, 100, 100, 100, 100] });
  const parts = new Map(
    CODES.map((code) => [code, [{ area: code, weight: 1, validFrom: null, validTo: null }]]),
  );
  const all = new Map(
    Object.entries({ "new-claims": reported, ...further }).map(([id, series]) => [
      id,
      new PlaceFigures({ kind: "month", parts }, 1, seriesOf(series)),
    ]),
  );
  const view = { areas, figures: (id: string) => all.get(id) ?? null };
  const input = () => ({
    ...{
      rule: claimsBroad,
      settings: SETTINGS,
      area: "990101",
      kind: "month" as const,
      period: "2026-05-31",
    },
    ...{ figures: all.get("new-claims")!.of("990101")!, beside: besideOf(claimsBroad, view, "990101") },
  });
  const set = (id: string, code: string, period: string, numerator: number) =>
    all.get(id)!.set(code, period, { numerator, denominator: null, complete: true });
  return { input, set };
}

const SETTINGS = settingsOf("claims-broad", trialLines(LINES));

test("a figure of another area or indicator that changes is seen at once, and a verdict is kept until then", () => {
  const { input, set } = figuresOf();
  const first = judgeSeries(input());
  expect(first.outcome).toBe("quiet");
  expect(judgeSeries(input())).toBe(first);
  for (const code of CODES.slice(1, 4))
    for (const month of ["2026-04-30", "2026-05-31"]) {
      set("new-claims", code, month, 150);
      set("beneficiaries", code, month, 750);
    }
  const second = judgeSeries(input());
  expect(second.tier).toBe("II");
  expect(second.facts.values).toMatchObject({ risen: 3, peers: 5, share: 60, growth: 0, level: 150 });
  expect(judgeSeriesAnew(input())).toEqual(second);
  set("insured-persons", "990103", "2026-05-31", 20_000);
  set("insured-persons", "990104", "2026-05-31", 20_000);
  expect(judgeSeries(input()).facts.values).toMatchObject({ level: 100 });
});

test("a figure of a later period changes nothing of an earlier one", () => {
  const { input, set } = figuresOf();
  const first = judgeSeries(input());
  set("beneficiaries", "990103", "2026-06-30", 9_000);
  expect(judgeSeries(input())).toBe(first);
});

test("the level is the median of the areas' rates beside the median of what it was in earlier years", () => {
  const { input, set } = figuresOf();
  const level = () => judgeSeries(input()).facts.values.level;
  const drawing = (code: string, month: string, persons: number) =>
    set("beneficiaries", code, month, persons);
  // Rates of the two months now: 4, 5, 6, 7 and 8 % after years of 5 %.
  for (const [at, persons] of [400, 500, 600, 700, 800].entries())
    for (const month of ["2026-04-30", "2026-05-31"]) drawing(CODES[at]!, month, persons);
  expect(level()).toBeCloseTo(120, 9);
  // In three of the six years three areas at 10 %: the years stand at 5, 5, 5, 10, 10 and 10 %, in the middle 7.5.
  for (const year of [2025, 2024, 2023])
    for (const code of CODES.slice(0, 3))
      for (const month of ["04-30", "05-31"]) drawing(code, `${year}-${month}`, 1000);
  expect(level()).toBeCloseTo(100 * (6 / 7.5), 9);
});

test("a place that did not report is made up for by its usual share: the level stays", () => {
  const PLACES = [1, 2, 3, 4, 5];
  const parts = new Map(
    CODES.map((code) => [
      code,
      PLACES.map((place) => ({ area: `${code}${place}`, weight: 1, validFrom: null, validTo: null })),
    ]),
  );
  const reportedBy = (usual: number): Reported =>
    Object.fromEntries(
      CODES.flatMap((code) => PLACES.map((place) => [`${code}${place}`, monthsBack(80, () => usual)])),
    );
  const without = (reported: Reported): Reported =>
    Object.fromEntries(
      Object.entries(reported).map(([place, { "2026-04": april, ...others }]) => [
        place,
        place.endsWith("5") ? others : { ...others, "2026-04": april! },
      ]),
    );
  const all = new Map(
    Object.entries({
      "new-claims": reportedBy(100),
      beneficiaries: without(reportedBy(500)),
      "insured-persons": reportedBy(10_000),
    }).map(([id, series]) => [id, new PlaceFigures({ kind: "month", parts }, 1, seriesOf(series))]),
  );
  const view = { areas, figures: (id: string) => all.get(id) ?? null };
  const verdict = judgeSeries({
    ...{ rule: claimsBroad, settings: SETTINGS, area: "990101", kind: "month" as const },
    ...{ period: "2026-05-31", figures: all.get("new-claims")!.of("990101")! },
    beside: besideOf(claimsBroad, view, "990101"),
  });
  expect(verdict.facts.values).toMatchObject({ level: 100, growth: 0 });
});
