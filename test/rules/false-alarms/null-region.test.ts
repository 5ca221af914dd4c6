import { readFileSync } from "node:fs";
import { mean, sampleStandardDeviation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { stream } from "../../../rules/detectors/random.ts";
import {
  expectedWarnings,
  expectedWarningsBy,
  linesOfTallies,
  tallyRegions,
} from "../../../rules/false-alarms/expect.ts";
import {
  drawIndicator,
  type NullIndicator,
  type NullRegion,
  nullRegionOf,
} from "../../../rules/false-alarms/null-region.ts";
import { policySchema } from "../../../rules/policy/policy.ts";

const places = Array.from({ length: 50 }, (_, at) => String(990_100 + at));
/** New claims of fifty banners of a thousand each, with the given growth. */
const claims = (growth: number, growthError: number, level = 1000): NullIndicator => ({
  ...{ id: "new-claims", kind: "month", last: "2022-12-31", denominator: null, places },
  numerator: {
    ...{ kind: "flow", season: new Array(12).fill(1), growth, growthError, common: 0, freedom: 24 },
    places: places.map((area) => ({ area, level, noise: 1 })),
  },
  parts: new Map<string, readonly number[]>([
    ["990000", places.map((_, at) => at)],
    ...places.map((area, at): [string, readonly number[]] => [area, [at]]),
  ]),
});

describe("an indicator drawn for years in which nothing happens", () => {
  it("has its level at the period from which growth counts, more after it and less before", () => {
    const { sums } = drawIndicator(claims(0.01, 0), ["990000"], { count: 60, since: 30 }, stream(1).uniform);
    const region = sums.get("990000")!.numerator;
    // By hand: 50,000 at the thirtieth period, e^0.3 times that thirty later, e^-0.29 at the first; a sum of Poisson counts has an error of 0.5 %.
    for (const [at, expected] of [
      [29, 50_000],
      [59, 50_000 * Math.exp(0.3)],
      [0, 50_000 * Math.exp(-0.29)],
    ] as const)
      expect(Math.abs(region[at]! / expected - 1)).toBeLessThan(0.02);
  });

  it("grows in every region as history lets it, no surer than history was", () => {
    const { uniform } = stream(2);
    const ends = Array.from({ length: 300 }, () => {
      const { sums } = drawIndicator(claims(0, 0.002), ["990000"], { count: 50, since: 0 }, uniform);
      return Math.log(sums.get("990000")!.numerator[49]! / 50_000);
    });
    // Fifty periods of 0.002: 0.1; of 300 draws the error of a mean is 0.006, that of a deviation 4 %.
    expect(Math.abs(mean(ends))).toBeLessThan(0.02);
    expect(sampleStandardDeviation(ends)).toBeGreaterThan(0.087);
    expect(sampleStandardDeviation(ends)).toBeLessThan(0.115);
  });
});

it("layoffs are counted over a history that began before the first and ends after the last", () => {
  const layoffs = ["2020-01-01", "2021-01-01", "2022-01-01"].map((receivedOn) => ({
    ...{ area: "990101", employer: "E", employerKey: "E", receivedOn, knownOn: receivedOn },
    ...{ persons: 30, staff: null, closure: false },
  }));
  const quiet = nullRegionOf({ areas: [], owed: new Map(), figures: new Map(), layoffs });
  // Three points on a line of four years lie, on average, two years apart: (n - 1) / (n + 1) of it.
  expect(quiet.layoffYears).toBeCloseTo(4, 2);
});

describe("false warnings to expect", () => {
  const policy = policySchema.parse(
    parse(readFileSync(new URL("../../../examples/inner-mongolia/policy.yaml", import.meta.url), "utf8")),
  );
  const surge = { ...policy, rules: { "new-claims-surge": policy.rules["new-claims-surge"]! } };
  const quiet: NullRegion = {
    areas: [
      { code: "990000", level: "region", parent: null },
      ...places.map((code) => ({ code, level: "banner", parent: "990000" })),
    ],
    ...{ indicators: [claims(0, 0, 40)], layoffs: [], layoffYears: 1, layoffGap: 0, measuredOn: 36 },
  };
  const expected = (explained?: (warning: { area: string }, day: number) => boolean) =>
    expectedWarnings(quiet, new Map(), surge, {
      ...{ regionYears: 24, stretchYears: 3, seed: 1 },
      ...(explained ? { explained } : {}),
    }).find(({ level, tier, rule }) => level === "banner" && tier === "IV" && rule === null)!.perYear;

  it("are counted only where and when nothing known explains them", () => {
    const all = expected();
    expect(all).toBeGreaterThan(5);
    expect(expected(() => true)).toBe(0);
    const [early, late] = [expected((_, day) => day < 548), expected((_, day) => day >= 548)];
    expect(early + late).toBeCloseTo(all, 9);
    expect(Math.min(early, late)).toBeGreaterThan(all / 4);
  });

  it("are the same however the regions are shared out", () => {
    const request = { regionYears: 24, stretchYears: 3, seed: 1, togetherOnly: true };
    const lighter = {
      ...surge,
      rules: { "new-claims-surge": { ...surge.rules["new-claims-surge"], lines: { IV: [{ change: 60 }] } } },
    };
    const policies = [surge, lighter];
    const shares = [0, 1].map((at) => tallyRegions(quiet, new Map(), policies, request, { at, of: 2 }));
    const whole = expectedWarningsBy(quiet, new Map(), policies, request);
    expect(linesOfTallies(shares, request)).toEqual(whole);
    const perYear = (at: number) =>
      whole[at]!.find(({ level, tier }) => level === "banner" && tier === "IV")!.perYear;
    expect(perYear(1)).toBeLessThan(perYear(0));
    expect(whole[0]).toEqual(expectedWarnings(quiet, new Map(), surge, request));
  });
});
