import { describe, expect, test } from "vitest";
import { forecastHoltWinters, holtWinters, sameSeason, stl } from "../../../rules/detectors/index.ts";

/** Five made-up years of months: a rising level, a fixed season, and one crisis. */
const MONTHS = Array.from(
  { length: 60 },
  (_, i) => 100 + i + 10 * Math.sin((2 * Math.PI * i) / 12) + (i === 30 ? 80 : 0),
);

describe("STL", () => {
  test("the parts add up to the series", () => {
    const { seasonal, trend, remainder } = stl(MONTHS, { frequency: 12, seasonWindow: 7 });
    MONTHS.forEach((x, i) => {
      expect(seasonal[i]! + trend[i]! + remainder[i]!).toBeCloseTo(x, 10);
    });
  });

  test("a periodic season repeats itself; a robust one does not take the crisis in", () => {
    const { seasonal, weight } = stl(MONTHS, { frequency: 12, seasonWindow: "periodic", robust: true });
    for (let i = 12; i < 60; i++) expect(seasonal[i]).toBeCloseTo(seasonal[i - 12]!, 12);
    expect(weight[30]).toBe(0);
    expect(seasonal[30]).toBeCloseTo(10 * Math.sin((2 * Math.PI * 30) / 12), 1);
  });

  test.each([
    [() => stl([1, 2, 3, 4], { frequency: 2, seasonWindow: 7 }), /less than two full cycles/],
    [() => stl([1, Number.NaN, 3, 4, 5], { frequency: 2, seasonWindow: 7 }), /missing values/],
    [() => stl(MONTHS, { frequency: 1, seasonWindow: 7 }), /at least 2/],
    [() => stl(MONTHS, { frequency: 12, seasonWindow: 1 }), /seasonWindow must be above/],
  ])("refuses what has no season", (make, message) => {
    expect(make).toThrow(message);
  });
});

describe("Holt-Winters", () => {
  test("a series that follows its own model is forecast without error", () => {
    const line = Array.from({ length: 30 }, (_, i) => 5 + 2 * i);
    const fit = holtWinters(line, { frequency: 1, alpha: 0.4, beta: 0.3, gamma: false });
    expect(fit.sse).toBeCloseTo(0, 18);
    expect(forecastHoltWinters(fit, 2).value.map((v) => Math.round(v * 1e9) / 1e9)).toEqual([65, 67]);
  });

  test("weights left out are found: no worse than any on a grid", () => {
    const found = holtWinters(MONTHS, { frequency: 12, gamma: 0.2 });
    for (const alpha of [0.05, 0.2, 0.5, 0.8, 1]) {
      for (const beta of [0, 0.1, 0.4, 1]) {
        const sse = holtWinters(MONTHS, { frequency: 12, alpha, beta, gamma: 0.2 }).sse;
        expect(found.sse).toBeLessThanOrEqual(sse * (1 + 1e-3));
      }
    }
  });

  test("intervals grow with the distance", () => {
    const fit = holtWinters(MONTHS, { frequency: 12, alpha: 0.3, beta: 0.1, gamma: 0.2 });
    const { upper, lower } = forecastHoltWinters(fit, 24);
    for (let h = 1; h < 24; h++) {
      expect(upper[h]! - lower[h]!).toBeGreaterThanOrEqual(upper[h - 1]! - lower[h - 1]!);
    }
  });

  test("where the cycle ends, the multiplicative interval uses the season, and as in R the slope", () => {
    const fit = holtWinters(MONTHS, {
      frequency: 12,
      alpha: 0.3,
      beta: 0.1,
      gamma: 0.2,
      seasonal: "multiplicative",
    });
    const [corrected, r] = [forecastHoltWinters(fit, 12), forecastHoltWinters(fit, 12, 0.95, true)];
    expect(corrected.upper.slice(0, 11)).toEqual(r.upper.slice(0, 11));
    expect(corrected.upper[11]).not.toBe(r.upper[11]);
  });

  test.each([
    [{ frequency: 12, alpha: 0 }, /no model without a level/],
    [{ frequency: 12, alpha: 1.5 }, /weights must lie in 0 to 1/],
    [{ frequency: 1 }, /frequency of 2 or more/],
    [{ frequency: 40 }, /needs 2 full cycles of 40/],
    [{ frequency: 12, startPeriods: 1 }, /startPeriods must be at least 2/],
  ])("refuses %o", (settings, message) => {
    expect(() => holtWinters(MONTHS, settings)).toThrow(message);
  });

  test("refuses zeros in a multiplicative season, and missing values", () => {
    const zero = MONTHS.map((x, i) => (i === 3 ? 0 : x));
    expect(() => holtWinters(zero, { frequency: 12, seasonal: "multiplicative" })).toThrow(/other than zero/);
    expect(() => holtWinters([1, Number.NaN, 3], { frequency: 1, gamma: false })).toThrow(/missing values/);
  });
});

describe("the same month of earlier years", () => {
  const marches = (...values: number[]) => values.flatMap((v) => [v, 1]);

  test("one past crisis does not hide the next", () => {
    expect(sameSeason([...marches(4, 5, 60, 6), 50], 9, { frequency: 2 }).z).toBeCloseTo(30.01, 2);
  });

  test("missing years are left out, not counted as zero", () => {
    const found = sameSeason([4, 1, Number.NaN, 1, 6, 1, 50], 7, { frequency: 2 });
    expect(found.reference).toEqual([6, 4]);
    expect(found.median).toBe(5);
  });

  test("no earlier year gives no median", () => {
    expect(sameSeason([4], 1, { frequency: 12 })).toMatchObject({
      reference: [],
      median: Number.NaN,
      z: Number.NaN,
    });
  });

  test("refuses a time outside the series", () => {
    expect(() => sameSeason([4], 2, { frequency: 12 })).toThrow(/outside 1 to 1/);
  });
});
