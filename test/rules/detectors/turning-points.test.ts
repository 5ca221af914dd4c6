import { describe, expect, test } from "vitest";
import {
  breakpoints,
  compositeIndex,
  detectionRecord,
  diffusionIndex,
  michez,
  olsCusum,
  sahm,
  trailingMean,
  upwardCrossings,
} from "../../../rules/detectors/index.ts";

describe("the Sahm rule", () => {
  test("FRED's wording takes the low of the months before, so that it can be negative", () => {
    const falling = [6, 6, 6, 5, 4, 4];
    expect(Math.min(...sahm(falling).indicator)).toBe(0);
    const worded = sahm(falling, { excludeCurrent: true }).indicator;
    expect(worded[0]).toBeNaN();
    expect(worded[5]).toBeLessThan(0);
  });

  test("a missing month leaves the means that need it unjudged, and the low ignores them", () => {
    const found = sahm([4, 4, 4, Number.NaN, 4, 4, 5, 5]);
    expect(Array.from(found.signal)).toEqual([0, 0, 0, Number.NaN, Number.NaN, Number.NaN, 0, 1]);
    expect(found.crossings).toEqual([8]);
  });

  test("rounding comes before comparing: 0.495 is half a point", () => {
    const rate = [4, 4, 4, 4.495, 4.495, 4.495];
    expect(sahm(rate).crossings).toEqual([6]);
    expect(sahm(rate, { decimals: null }).crossings).toEqual([]);
  });
});

describe("the Michez rule", () => {
  test("unemployment alone is not enough", () => {
    const up = [4, 4, 4, 5, 5, 5];
    const down = [3, 3, 3, 2, 2, 2];
    expect(michez(up, [3, 3, 3, 3, 3, 3]).crossings).toEqual([]);
    expect(michez(up, down).crossings).toEqual([4]);
    expect(michez(up, down).probability[5]).toBe(1);
  });

  test("thresholds are settings", () => {
    const [up, down] = [
      [4, 4, 4, 4.9],
      [3, 3, 3, 2.1],
    ];
    expect(michez(up, down, { low: 0.31 }).crossings).toEqual([]);
    expect(michez(up, down, { low: 0.3 }).crossings).toEqual([4]);
  });

  test("refuses rates of different length and thresholds the wrong way round", () => {
    expect(() => michez([1], [1, 2])).toThrow(/one length/);
    expect(() => michez([1], [1], { low: 0.9 })).toThrow(/high must be above low/);
  });
});

describe("dating and scoring", () => {
  test("a series that starts above the line has not crossed it", () => {
    expect(upwardCrossings([0.6, 0.7], 0.5)).toEqual([]);
    expect(upwardCrossings([0.4, Number.NaN, 0.7], 0.5)).toEqual([]);
  });

  test("a crossing is used once, the earliest first; the rest are false", () => {
    const record = detectionRecord(
      [9, 11, 50],
      [
        { start: 10, end: 12 },
        { start: 13, end: 14 },
      ],
    );
    expect(record.detections.map((d) => d.detected)).toEqual([9, 11]);
    expect(record.falsePositives).toEqual([50]);
    expect(record.meanDelay).toBe(-1.5);
  });

  test("nothing found has no delay", () => {
    expect(detectionRecord([], [{ start: 1, end: 2 }]).meanDelay).toBeNaN();
  });

  test("a trailing mean leaves missing values out only when told to", () => {
    expect(Array.from(trailingMean([1, Number.NaN, 3], { window: 2 }))).toEqual([1, Number.NaN, Number.NaN]);
    expect(Array.from(trailingMean([1, Number.NaN, 3], { window: 2, skipMissing: true }))).toEqual([1, 1, 3]);
    expect(() => trailingMean([1], { window: 0 })).toThrow(/window/);
  });
});

describe("diffusion index", () => {
  test("each series by its own worse side; unchanged counts half; missing ones are left out", () => {
    const settings = { worseWhen: ["higher", "lower", "higher", "higher"] as const, leastCoverage: 0.5 };
    const found = diffusionIndex([5, 3, 4, Number.NaN], [4, 4, 4, 4], settings);
    expect(found.index).toBeCloseTo((100 * 2.5) / 3, 12);
    expect(found.coverage).toBe(0.75);
  });

  test("too little present gives no index", () => {
    const found = diffusionIndex([5, Number.NaN], [4, 4], { worseWhen: "higher" });
    expect(found).toEqual({ index: Number.NaN, coverage: 0.5 });
  });
});

describe("composite index", () => {
  const flat = { values: [100, 100, 100] };

  test("missing inputs are renormalised, and the index refuses below the coverage", () => {
    const rising = { values: [100, 110, 121], weight: 3 };
    const gone = { values: [100, 110, Number.NaN], weight: 1 };
    const found = compositeIndex([rising, gone]);
    expect(found.coverage[2]).toBe(0.75);
    expect(found.change[2]).toBeCloseTo(1, 12);
    const refused = compositeIndex([{ ...rising, weight: 1 }, gone]);
    expect(refused.change[2]).toBeNaN();
    expect(refused.index[2]).toBe(refused.index[1]);
  });

  test("nothing moves, nothing changes", () => {
    expect(Array.from(compositeIndex([flat, flat]).index)).toEqual([100, 100, 100]);
  });

  test("ratios are taken by plain differences", () => {
    const found = compositeIndex([{ values: [5, 5.5, 5], isRatio: true }]);
    expect(Array.from(found.change.slice(1))).toEqual([1, -1]);
  });

  test("refuses no inputs and weights of nothing", () => {
    expect(() => compositeIndex([])).toThrow(/at least one input/);
    expect(() => compositeIndex([{ ...flat, weight: 0 }])).toThrow(/weight must be above 0/);
  });
});

describe("changes of level", () => {
  const step = [3, 4, 3, 4, 3, 4, 3, 4, 13, 14, 13, 14, 13, 14, 13, 14, 3, 4, 3, 4, 3, 4, 3, 4];

  test("two breaks are found where they are", () => {
    const { breaks, rss, bic } = breakpoints(step, { h: 4 });
    expect(breaks).toEqual([8, 16]);
    expect(bic.indexOf(Math.min(...bic))).toBe(2);
    expect(rss[2]).toBeCloseTo(24 * 0.25, 10);
  });

  test("a level that stays has no break", () => {
    const noise = Array.from({ length: 40 }, (_, i) => (i * 7919) % 11);
    expect(breakpoints(noise).breaks).toEqual([]);
    expect(olsCusum(noise).pValue).toBeGreaterThan(0.5);
  });

  test("the OLS-CUSUM process ends where it began, and points at the change", () => {
    const { process, at, pValue } = olsCusum(
      [...new Array(20).fill(1), ...new Array(20).fill(9)].map((v, i) => v + (i % 2)),
    );
    expect(process[40]).toBeCloseTo(0, 12);
    expect(at).toBe(20);
    expect(pValue).toBeLessThan(1e-4);
  });

  test("refuses segments that do not fit", () => {
    expect(() => breakpoints([1, 2, 3, 4], { h: 3 })).toThrow(/longer than half/);
    expect(() => breakpoints([1, 2, 3, 4], { h: 0.1 })).toThrow(/at least 2 values/);
    expect(() => olsCusum([1, 2])).toThrow(/at least 3 values/);
  });
});
