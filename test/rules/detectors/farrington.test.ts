import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FARRINGTON_PRESETS,
  type FarringtonSettings,
  farringtonFlexible,
  referenceTimes,
} from "../../../rules/detectors/index.ts";

/** Four made-up years of eight counts with one outbreak in the second; expected numbers from R surveillance 1.20.3. */
const COUNTS = [
  12, 15, 11, 9, 14, 13, 10, 16, 12, 11, 13, 15, 14, 12, 90, 13, 12, 11, 15, 14, 13, 12, 16, 11, 12, 14, 13,
  12, 15, 13, 14, 12, 11, 40,
];
const NOW: FarringtonSettings = { frequency: 8, b: 3, w: 2, alpha: 0.01, from: 34 };

const at = (counts: readonly number[], settings: FarringtonSettings) => {
  const found = farringtonFlexible({ counts }, settings);
  const { upper, expected, phi, pValue, score, alarm } = found;
  return {
    upper: upper[0],
    expected: expected[0],
    phi: phi[0],
    pValue: pValue[0],
    score: score[0],
    alarm: alarm[0],
  };
};

const days = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const written = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe("Farrington flexible against R", () => {
  test("default settings: bound, expected count, dispersion, p-value", () => {
    const found = at(COUNTS, NOW);
    expect(found.upper).toBeCloseTo(21.1542837373, 9);
    expect(found.expected).toBeCloseTo(12.1647510488, 9);
    expect(found.phi).toBe(1);
    expect(found.pValue! / 1.33715266008e-10).toBeCloseTo(1, 9);
    expect(found.alarm).toBe(1);
  });

  test("missing counts are left out, not taken for zeros", () => {
    const holes = COUNTS.map((y, i) => ([8, 17, 24].includes(i) ? Number.NaN : y));
    const found = at(holes, NOW);
    expect(found.upper).toBeCloseTo(21.2607505197, 9);
    expect(found.expected).toBeCloseTo(12.2407941777, 9);
  });

  test("the method of 1996 as farrington() has it, with half of its alpha", () => {
    expect(at(COUNTS, { ...NOW, ...FARRINGTON_PRESETS.original1996 }).upper).toBeCloseTo(23.5976391873, 9);
  });

  test("negative-binomial bound with seasonal groups; its score is on the log scale", () => {
    const found = at(COUNTS, { ...NOW, w: 1, noPeriods: 3, thresholdMethod: "nbPlugin" });
    expect(found.upper).toBe(25);
    expect(found.expected).toBeCloseTo(12.5555555556, 9);
    expect(found.phi).toBeCloseTo(1.71759393626, 9);
    expect(found.score).toBeCloseTo(1.66756159206, 9);
  });

  test("a missing current count leaves the time without bound and without alarm", () => {
    const found = at([...COUNTS.slice(0, 33), Number.NaN], NOW);
    expect(found).toMatchObject({ upper: Number.NaN, score: Number.NaN, alarm: 0 });
  });
});

describe("reference times by date", () => {
  const rows: [today: string, frequency: number, wanted: string[]][] = [
    ["2020-02-29", 52, ["2019-03-02", "2018-03-03", "2017-03-04", "2016-02-27"]],
    ["2024-02-29", 12, ["2023-03-01", "2022-03-01"]],
    ["2016-01-02", 52, ["2015-01-03", "2014-01-04", "2013-01-05", "2011-12-31", "2011-01-01"]],
    ["2023-12-31", 52, ["2023-01-01", "2022-01-02", "2021-01-03", "2019-12-29", "2018-12-30"]],
    ["2017-01-04", 52, ["2016-01-06", "2015-01-07", "2014-01-01", "2013-01-02", "2012-01-04", "2011-01-05"]],
    ["2021-03-01", 365, ["2020-03-01", "2019-03-01", "2018-03-01"]],
  ];
  test.each(rows)("%s, %i a year", (today, frequency, wanted) => {
    const first = days("2010-01-01");
    const all = Array.from({ length: days(today) - first + 1 }, (_, i) => first + i);
    const settings = { frequency, epochAsDate: true, b: wanted.length };
    const timeOfDay = new Map(all.map((day, i) => [day, i + 1]));
    const found = referenceTimes(all.length, settings, all, timeOfDay);
    expect(found.slice(1).map((t) => written(all[t - 1]!))).toEqual(wanted);
  });
});

describe("Farrington flexible refuses what it cannot do", () => {
  const mistakes: [name: string, settings: FarringtonSettings, says: RegExp][] = [
    [
      "a range before its reference values",
      { ...NOW, from: 20 },
      /first monitored time must be at least 26, not 20/,
    ],
    ["more groups than values between windows", { ...NOW, noPeriods: 12 }, /noPeriods 12 is too many/],
    ["dates without days", { ...NOW, epochAsDate: true }, /needs a day for each count/],
    ["an offset without population", { ...NOW, populationOffset: true }, /needs a population for each count/],
    ["an alpha of one", { ...NOW, alpha: 1 }, /alpha must be between 0 and 1/],
    ["half a year", { ...NOW, b: 1.5 }, /b must be a whole number of years/],
  ];
  test.each(mistakes)("%s", (_, settings, message) => {
    expect(() => farringtonFlexible({ counts: COUNTS }, settings)).toThrow(message);
  });
});

describe("what Farrington flexible promises", () => {
  const history = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 34, maxLength: 34 });

  test("an alarm is a count above its bound, when there are enough cases", () => {
    fc.assert(
      fc.property(history, fc.constantFrom("delta", "nbPlugin", "muan"), (counts, thresholdMethod) => {
        const found = at(counts, { ...NOW, thresholdMethod });
        if (Number.isNaN(found.upper!)) expect(found.alarm).toBe(0);
        else if (thresholdMethod === "delta") expect(found.alarm).toBe(counts[33]! > found.upper! ? 1 : 0);
        else expect(found.alarm === 1 && counts[33]! <= found.upper!).toBe(false);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test("a smaller alpha never lowers the bound", () => {
    fc.assert(
      fc.property(history, (counts) => {
        const [strict, loose] = [at(counts, { ...NOW, alpha: 0.001 }), at(counts, { ...NOW, alpha: 0.05 })];
        if (!Number.isNaN(strict.upper!)) expect(strict.upper!).toBeGreaterThanOrEqual(loose.upper!);
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  test("too few cases give no bound", () => {
    const quiet = COUNTS.map(() => 1);
    expect(at(quiet, { ...NOW, limit54: [5, 4] }).upper).toBeNaN();
    expect(at(quiet, { ...NOW, limit54: [4, 4] }).upper).toBeGreaterThan(1);
  });
});
