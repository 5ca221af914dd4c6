import { describe, expect, test } from "vitest";
import { ears, earsC3, ewma, movingRangeSd, tabularCusum } from "../../../rules/detectors/index.ts";

/** Twenty weeks at five or six with one spike in week 17. */
const SPIKE = Array.from({ length: 20 }, (_, i) => (i === 16 ? 60 : 5) + (i % 2));

const weeks = (found: { from: number; alarm: Float64Array }) =>
  Array.from(found.alarm).flatMap((a, i) => (a === 1 ? [found.from + i] : []));

describe("EARS", () => {
  test("C1 and C2 see a spike in its week", () => {
    expect(weeks(ears(SPIKE, { method: "C1" }))).toEqual([17]);
    expect(weeks(ears(SPIKE, { method: "C2" }))).toEqual([17]);
  });

  test("C3 by the papers alarms in the week of the spike and the two after it", () => {
    expect(weeks(earsC3(SPIKE))).toEqual([17, 18, 19]);
  });

  test("C3 by R's code is blind to the current week: one and two weeks late", () => {
    const found = earsC3(SPIKE, { rule: "r" });
    expect(weeks(found)).toEqual([18, 19]);
    expect(found.upper[4]).toBeCloseTo(7.0107, 4);
  });

  test("a missing week leaves the weeks that need it unjudged", () => {
    const found = ears([5, 6, Number.NaN, 4, 5, 6, 7, 5, 9, 5, 4, 30], { method: "C1" });
    expect(Array.from(found.alarm)).toEqual([Number.NaN, Number.NaN, Number.NaN, 0, 1]);
    expect(found.upper[3]).toBeCloseTo(11.03688, 5);
  });

  test("exactly on the line is no alarm, and a spread of zero needs a least sigma", () => {
    const flat = [4, 4, 4, 4, 4, 4, 4, 4];
    expect(Array.from(ears(flat, { method: "C1" }).alarm)).toEqual([0]);
    expect(ears([...flat.slice(0, 7), 5], { method: "C1" }).alarm[0]).toBe(1);
    expect(ears([...flat.slice(0, 7), 5], { method: "C1", minSigma: 1 }).alarm[0]).toBe(0);
  });

  test("a year after a week forty times normal the spread is exact again", () => {
    const crisis = Array.from({ length: 120 }, (_, i) => (i === 60 ? 4e9 : 100 + (i % 7)));
    const quiet = crisis.map((_, i) => 100 + (i % 7));
    expect(ears(crisis, { method: "C1", from: 100 }).sd).toEqual(ears(quiet, { method: "C1", from: 100 }).sd);
  });

  test.each([
    [{ baseline: 2 }, /baseline/],
    [{ alpha: 0 }, /alpha/],
    [{ minSigma: -1 }, /minSigma/],
    [{ from: 5 }, /at least 8/],
    [{ to: 99 }, /at most 20/],
    [{ from: 15, to: 12 }, /nothing to monitor/],
  ])("refuses %o", (settings, message) => {
    expect(() => ears(SPIKE, { method: "C1", ...settings })).toThrow(message);
  });
});

describe("control charts", () => {
  test("EWMA limits widen to their final width", () => {
    const { upper, lower } = ewma(new Float64Array(200), { center: 10, sd: 2, lambda: 0.2, width: 3 });
    expect(upper[0]).toBeCloseTo(10 + 3 * 2 * 0.2, 12);
    expect(upper[199]).toBeCloseTo(10 + 3 * 2 * Math.sqrt(0.2 / 1.8), 12);
    expect(lower[199]! + upper[199]!).toBeCloseTo(20, 12);
  });

  test("EWMA alarms say which side, and a missing value leaves the rest unjudged", () => {
    const { alarm } = ewma([0, -9, 0, Number.NaN, 0], { center: 0, sd: 1 });
    expect(Array.from(alarm)).toEqual([0, -1, -1, Number.NaN, Number.NaN]);
  });

  test("both sides of the CUSUM mirror each other, and the head start is half way", () => {
    const up = tabularCusum([1, 2, 3, 4], { center: 0, sd: 1, headStart: 2.5 });
    const down = tabularCusum([-1, -2, -3, -4], { center: 0, sd: 1, headStart: 2.5 });
    expect(Array.from(up.high)).toEqual([3, 4.5, 7, 10.5]);
    expect(Array.from(down.low).map((v) => -v)).toEqual(Array.from(up.high));
    expect(Array.from(up.above)).toEqual([0, 0, 1, 1]);
  });

  test("moving ranges: one value has none", () => {
    expect(movingRangeSd([3])).toBeNaN();
  });

  test.each([
    [() => ewma([1], { center: 0, sd: 0 }), /sd and width must be above 0/],
    [() => ewma([1], { center: 0, sd: 1, lambda: 2 }), /lambda/],
    [() => tabularCusum([1], { center: 0, sd: 1, k: -1 }), /k and headStart/],
  ])("refuses settings that make no chart", (chart, message) => {
    expect(chart).toThrow(message);
  });
});
