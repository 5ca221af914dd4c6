import { describe, expect, it } from "vitest";
import type { KnownEvent } from "../../../rules/backtest/known-event.ts";
import {
  falsePerAreaYear,
  predictiveValue,
  scoreWarnings,
  sensitivity,
} from "../../../rules/backtest/score.ts";
import type { Warning } from "../../../rules/backtest/warnings.ts";
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
