import { expect, test } from "vitest";
import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import { NO_PEERS, type SeriesView } from "../../../rules/calendar/series-view.ts";
import { newClaimsSurge } from "../../../rules/definitions/new-claims-surge.ts";
import { matched, sumsOf } from "../../../rules/judge/parts.ts";
import { ruleCases } from "../rule-cases.ts";
import { seriesOf } from "../series-of.ts";

/** Four years of one month: the oldest first, the judged year (2026) last. */
const years = (month: string, ...claims: readonly number[]) =>
  Object.fromEntries(claims.map((count, at) => [`${2027 - claims.length + at}-${month}`, count]));
const oneBanner = (...months: readonly Readonly<Record<string, number>>[]) => ({
  "990101": Object.assign({}, ...months) as Record<string, number>,
});

ruleCases(newClaimsSurge, {
  fires: [
    {
      name: "two fifths more than a year ago",
      period: "2026-05",
      reported: oneBanner(years("05", 100, 100, 100, 140)),
      tier: "IV",
    },
    {
      name: "half more, two months in a row",
      period: "2026-05",
      reported: oneBanner(years("04", 100, 100, 100, 150), years("05", 100, 100, 100, 150)),
      tier: "III",
    },
    {
      name: "trebled for one month: the tier waits for a second",
      period: "2026-05",
      reported: oneBanner(years("04", 100, 100, 100, 100), years("05", 100, 100, 100, 300)),
      tier: "I",
      steady: "IV",
    },
    {
      name: "trebled after a doubled month holds the lighter of the two",
      period: "2026-05",
      reported: oneBanner(years("04", 100, 100, 100, 210), years("05", 100, 100, 100, 300)),
      tier: "I",
      steady: "II",
    },
    {
      name: "January and February are one: 60 and 70 against 40 and 50",
      period: "2026-02",
      reported: oneBanner(years("01", 40, 40, 40, 60), years("02", 50, 50, 50, 70)),
      tier: "IV",
    },
    {
      name: "in March the month before is January with February",
      period: "2026-03",
      reported: oneBanner(
        years("01", 40, 40, 40, 90),
        years("02", 60, 60, 60, 90),
        years("03", 100, 100, 100, 160),
      ),
      tier: "III",
    },
    {
      name: "one year of history, when there is no more",
      period: "2026-05",
      reported: oneBanner(years("05", 100, 140)),
      tier: "IV",
    },
    {
      name: "from nothing to forty",
      period: "2026-05",
      reported: oneBanner(years("04", 0, 0, 0, 36), years("05", 0, 0, 0, 40)),
      tier: "I",
    },
    {
      name: "exactly the lowest count",
      period: "2026-05",
      reported: oneBanner(years("05", 20, 20, 20, 36)),
      tier: "III",
      steady: "IV",
    },
    {
      name: "the season of the year before is found week by week",
      period: "2026-05-16",
      kind: "week",
      reported: { "990101": { "2025-05-17": 100, "2026-05-16": 140 } },
      tier: "IV",
    },
    {
      name: "only areas that reported in both years are compared",
      period: "2026-05",
      reported: {
        "990101": { "2025-05": 100, "2026-05": 140 },
        "990102": { "2025-05": 100, "2026-05": 140 },
        "990103": { "2025-05": 100, "2026-05": 140 },
        "990104": { "2025-05": 100, "2026-05": 140 },
        "990105": { "2025-05": 900 },
      },
      tier: "IV",
    },
    {
      name: "two of three banners have fifteen months of history: the years they lack are left out",
      period: "2026-05",
      reported: {
        "990101": years("05", 100, 100, 100, 250),
        "990102": years("05", 100, 250),
        "990103": years("05", 100, 250),
      },
      tier: "II",
      steady: "IV",
    },
    {
      name: "two of five banners lack one month two years ago",
      period: "2026-05",
      reported: {
        "990101": years("05", 100, 100, 100, 140),
        "990102": years("05", 100, 100, 100, 140),
        "990103": years("05", 100, 100, 100, 140),
        "990104": { "2023-05": 100, "2025-05": 100, "2026-05": 140 },
        "990105": { "2023-05": 100, "2025-05": 100, "2026-05": 140 },
      },
      tier: "IV",
    },
  ],
  quiet: [
    {
      name: "23 against 15 expected: too few to tell",
      period: "2026-05",
      reported: oneBanner(years("05", 15, 15, 15, 23)),
    },
    {
      name: "35 against ten: below the lowest count",
      period: "2026-05",
      reported: oneBanner(years("05", 10, 10, 10, 35)),
    },
    {
      name: "a weak year before makes no surge: the median of three years holds",
      period: "2026-05",
      reported: oneBanner(years("05", 100, 100, 50, 110)),
    },
    { name: "fewer than a year ago", period: "2026-05", reported: oneBanner(years("05", 100, 100, 100, 60)) },
    {
      name: "a late holiday moves people between January and February only",
      period: "2026-02",
      reported: oneBanner(years("01", 40, 40, 40, 100), years("02", 100, 100, 100, 42)),
    },
  ],
  notJudged: [
    {
      name: "January waits for February",
      period: "2026-01",
      reported: oneBanner(years("01", 40, 40, 40, 400)),
      reason: "january-waits-for-february",
    },
    {
      name: "no year before",
      period: "2026-05",
      reported: oneBanner({ "2026-05": 400 }),
      reason: "no-year-before",
    },
    {
      name: "no report",
      period: "2026-05",
      reported: oneBanner(years("04", 9, 9, 9, 9)),
      reason: "no-report",
    },
    {
      name: "two of three areas are in: below the floor",
      period: "2026-05",
      reported: {
        "990101": { "2025-05": 100, "2026-05": 300 },
        "990102": { "2025-05": 100, "2026-05": 300 },
        "990103": { "2025-05": 100 },
      },
      reason: "coverage-below-floor",
    },
    {
      name: "a February whose January is missing",
      period: "2026-02",
      reported: oneBanner({ "2024-01": 40, "2025-01": 40 }, years("02", 50, 50, 50, 200)),
      reason: "january-missing",
    },
    {
      name: "the year before has its February and no January",
      period: "2026-02",
      reported: oneBanner({ "2025-02": 50, "2026-01": 60, "2026-02": 70 }),
      reason: "month-of-year-before-missing",
    },
    {
      name: "all are in, and two of three have no year before",
      period: "2026-05",
      reported: {
        "990101": { "2025-05": 100, "2026-05": 300 },
        "990102": { "2026-05": 300 },
        "990103": { "2026-05": 300 },
      },
      reason: "history-incomplete",
    },
  ],
});

/** A view of one place's months. */
function viewOf(period: string, figures: Readonly<Record<string, number>>): SeriesView {
  const parts = [{ area: "990101", weight: 1, validFrom: null, validTo: null }];
  const series = seriesOf({ "990101": figures });
  const sums = (periods: readonly string[]) => sumsOf(parts, series, periods);
  return {
    ...{ period, kind: "month", enough: 0.8, sums, whole: { sums } },
    matched: (periods) => matched(parts, series, periods, 1),
    further: () => null,
    peers: () => NO_PEERS,
  };
}

const measured = (view: SeriesView, parameters = {}) => {
  const measure = newClaimsSurge.measure(view, { ...newClaimsSurge.parameters, years: 3, ...parameters });
  if (!("candidates" in measure)) throw new Error(measure.notJudged);
  return measure.candidates[0]!;
};

test("last year's figure stands beside a base that is not last year's, each under its name", () => {
  const { facts, shown } = measured(viewOf("2026-05-31", years("05", 60, 60, 40, 90)));
  expect(facts).toMatchObject({ count: 90, expected: 60, lastYear: 40, isOtherBase: 1 });
  expect(shown).toMatchObject({ value: 90, expected: 60, base: { name: "median-of-years", years: 3 } });
  expect(shown?.basePeriods).toEqual(["2023-05-31", "2024-05-31", "2025-05-31"]);
});

test("where last year is the base, it is called so, and its months are the base's", () => {
  const { facts, shown } = measured(viewOf("2026-05-31", years("05", 60, 60, 80, 90)));
  expect(facts).toMatchObject({ expected: 80, lastYear: 80, isOtherBase: 0 });
  expect(shown).toMatchObject({ base: { name: "last-year", years: 1 }, basePeriods: ["2025-05-31"] });
});

test("a base adjusted for the festival says so, with last year's own count beside it", () => {
  const figures: Record<string, number> = {};
  for (let back = 0; back < 84; back++) {
    const month = shiftPeriod("2026-03-31", "month", -back).slice(0, 7);
    const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
    figures[month] = 100 + (number === 3 ? 10 * (year % 3) : number) + (back % 7);
  }
  const { facts, shown } = measured(viewOf("2026-03-31", figures), { springFestival: true });
  expect(shown?.base.festival).toBe(true);
  expect(facts.lastYear).toBe(figures["2025-03"]);
  expect(Number.isInteger(facts.expected)).toBe(false);
});

test("January and February together cover both months, in both years", () => {
  const figures = { ...years("01", 40, 60), ...years("02", 50, 70) };
  const { facts, shown } = measured(viewOf("2026-02-28", figures), { years: 1, poolJanuaryFebruary: true });
  expect(facts).toMatchObject({ count: 130, expected: 90, lastYear: 90 });
  expect(shown).toMatchObject({
    periods: ["2026-01-31", "2026-02-28"],
    basePeriods: ["2025-01-31", "2025-02-28"],
  });
});
