import { describe, expect, it } from "vitest";
import type { KnownEvent } from "../../../rules/backtest/known-event.ts";
import { earlySpells, falseSpells } from "../../../rules/backtest/named-spells.ts";
import {
  countedYears,
  detections,
  falsePerAreaYear,
  predictiveValue,
  scoreWarnings,
  sensitivity,
} from "../../../rules/backtest/score.ts";
import { spellsAt, type Warning } from "../../../rules/backtest/warnings.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";

const areas = ["A", "B", "C"].map((code) => ({ code, level: "league", parent: "R" }));
const event = (area: string, from: string, by: string): KnownEvent => ({
  ...{ id: `${area} ${from}`, title: { zh: "", en: "" }, areas: [area], causes: ["claims"] },
  ...{ tier: "II", from, by, early: 10, until: by },
});
const warning = (area: string, date: string, tier: Tier, cause = "claims"): Warning => ({
  ...{ area, level: "league", cause, opened: date, lifted: null },
  steps: [{ date, tier, before: null, rule: "new-claims-surge", period: date }],
});

/** Three areas, two years, three events: counted by hand. */
const request = {
  areas,
  known: {
    events: [
      event("A", "2020-03-01", "2020-08-28"),
      event("B", "2020-03-01", "2020-08-28"),
      event("C", "2021-03-01", "2021-08-28"),
    ],
    quiet: [],
  },
  stretch: { from: "2020-01-01", to: "2021-12-31" },
  judged: new Map([["league", new Set(["A", "B", "C"])]]),
};
const warnings = [
  warning("A", "2020-03-31", "II"),
  warning("B", "2020-02-25", "I"),
  warning("C", "2021-04-10", "III"),
  warning("C", "2020-06-01", "II"),
  warning("A", "2020-04-01", "II", "layoffs"),
];
const rowAt = (tier: Tier) => scoreWarnings(warnings, request).find((row) => row.tier === tier)!;

describe("skill, against a hand count", () => {
  it("finds two of three events at Ⅱ: thirty days late and five early, the third missed after 180", () => {
    const row = rowAt("II");
    expect([row.found, row.events, sensitivity(row)]).toEqual([2, 3, 2 / 3]);
    expect(row.meanDelay).toBe((30 - 5) / 2);
    expect(row.meanDelayMissedIncluded).toBeCloseTo((30 - 5 + 180) / 3, 9);
  });

  it("counts a warning of another cause and one at another time as false", () => {
    const row = rowAt("II");
    expect([row.trueWarnings, row.falseWarnings, predictiveValue(row)]).toEqual([2, 2, 0.5]);
    expect(row.areaYears).toBeCloseTo((3 * 731) / 365.25, 9);
    expect(falsePerAreaYear(row)).toBeCloseTo(2 / ((3 * 731) / 365.25), 9);
  });

  it("a lighter tier finds the third too", () => {
    expect([rowAt("III").found, rowAt("III").events]).toEqual([3, 3]);
  });

  it("outside the quiet spans nothing is false", () => {
    const quiet = {
      ...request,
      known: { ...request.known, quiet: [{ from: "2021-01-01", to: "2021-12-31" }] },
    };
    const row = scoreWarnings(warnings, quiet).find(({ tier }) => tier === "II")!;
    expect([row.trueWarnings, row.falseWarnings, row.otherWarnings]).toEqual([2, 0, 2]);
  });
});

describe("honest scoring", () => {
  const spell = (area: string, from: string, to: string | null): Warning => ({
    ...warning(area, from, "II"),
    lifted: to,
  });
  const quiet = [{ from: "2018-01-01", to: "2018-12-31" }];
  const recession = {
    ...event("A", "2020-03-01", "2020-08-28"),
    areas: ["A", "B", "C"],
    early: 0,
    standing: 182,
  };
  const asked = {
    ...request,
    known: { events: [recession], quiet },
    stretch: { from: "2018-01-01", to: "2021-12-31" },
  };
  const all = [
    spell("A", "2019-10-01", null),
    spell("B", "2019-08-01", "2021-01-01"),
    spell("C", "2019-10-01", "2020-02-01"),
    spell("C", "2018-07-02", "2018-07-16"),
  ];

  it("a signal that stands when the event begins is found if it is at most 26 weeks old, and its lead counts from there", () => {
    const found = detections(all, asked, "league");
    expect(found.map(({ area, delay }) => [area, delay])).toEqual([
      ["A", -152],
      ["B", null],
      ["C", null],
    ]);
  });

  it("one that came and went is early and named, one in the quiet years is false and named", () => {
    expect(earlySpells(all, asked, "league", "II")).toMatchObject([
      { area: "C", from: "2019-10-01", to: "2020-02-01" },
    ]);
    expect(falseSpells(all, asked, "league", "II")).toEqual([
      { area: "C", from: "2018-07-02", to: "2018-07-16", rule: "new-claims-surge" },
    ]);
  });

  it("two of 159 quiet weeks are in alarm, and quiet spans end where judging does", () => {
    const row = scoreWarnings(all, asked).find(({ tier }) => tier === "II")!;
    // Weeks are counted from Monday 2018-01-01: 2018-07-02 and 2018-07-09 lie in the spell.
    expect(row.alarmShare).toBeCloseTo(2 / (3 * 53), 9);
    expect(row.spans).toMatchObject([{ ...quiet[0], falseWarnings: 1 }]);
    const half = { ...asked, stretch: { from: "2018-07-01", to: "2021-12-31" } };
    expect(countedYears(half)).toBeCloseTo(184 / 365.25, 9);
  });

  it("an event outside the judged days was not missed", () => {
    const later = { ...asked, stretch: { from: "2021-01-01", to: "2021-12-31" } };
    expect(detections(all, later, "league")).toEqual([]);
  });

  it("a fall below the tier ends a spell, a new rise begins another", () => {
    const twice: Warning = {
      ...warning("A", "2019-01-01", "II"),
      steps: [
        { date: "2019-01-01", tier: "II", before: null, rule: "new-claims-surge", period: "2019-01-01" },
        { date: "2019-06-01", tier: "II", before: "III", rule: "new-claims-surge", period: "2019-06-01" },
      ],
      falls: [{ date: "2019-03-01", tier: "III" }],
      lifted: "2019-09-01",
    };
    expect(spellsAt(twice, "II").map(({ step, to }) => [step.date, to])).toEqual([
      ["2019-01-01", "2019-03-01"],
      ["2019-06-01", "2019-09-01"],
    ]);
    expect(spellsAt(twice, "III").map(({ to }) => to)).toEqual(["2019-09-01"]);
  });
});
