import { describe, expect, test } from "vitest";
import {
  COUNT_TRANSFORMS,
  countCusum,
  negativeBinomialLimits,
  poissonCusum,
  poissonLimits,
  probabilityAtLeast,
  shrinkTowardsParent,
} from "../../../rules/detectors/index.ts";

describe("CUSUM of counts", () => {
  const counts = [4, 4, 4, 4, 4, 9, 9, 9, 4, 4];

  test("reaching the limit is an alarm, not only passing it", () => {
    const found = countCusum([4, 4, 9], { from: 3, k: 0.5, h: 2 });
    expect(found.statistic[0]).toBe(2);
    expect(found.alarm[0]).toBe(1);
  });

  test("without reset one rise alarms until it has worn off; with reset the sum starts again", () => {
    const going = countCusum(counts, { from: 6, k: 0.5, h: 3 });
    const again = countCusum(counts, { from: 6, k: 0.5, h: 3, reset: true });
    expect(Array.from(going.statistic)).toEqual([2, 4, 6, 5.5, 5]);
    expect(Array.from(going.alarm)).toEqual([0, 1, 1, 1, 1]);
    expect(Array.from(again.statistic)).toEqual([2, 0, 2, 1.5, 1]);
    expect(Array.from(again.alarm)).toEqual([0, 1, 0, 0, 0]);
  });

  test("the bound is the count that would have reached the limit", () => {
    for (const transform of ["rossi", "anscombe", "anscombe2nd", "pearsonNegBin"] as const) {
      const { upper, statistic } = countCusum(counts, { from: 6, k: 0.5, h: 3, transform });
      const withBound = countCusum([...counts.slice(0, 5), upper[0]!], { from: 6, k: 0.5, h: 3, transform });
      // R's bound of the second-order transformation leaves a small term out of its inverse.
      if (transform !== "anscombe2nd") expect(withBound.statistic[0]).toBeCloseTo(3, 9);
      expect(statistic[0]).toBeLessThan(3);
    }
  });

  test("Anscombe's transformation for the negative binomial, against the hypergeometric function (SciPy)", () => {
    const expected = [
      -2.7057933314651974, -1.5945857452945194, 0.4020445436211941, 8.576760264760319, 28.765431274543616,
    ];
    [0, 1, 5, 50, 500].forEach((x, i) => {
      expect(COUNT_TRANSFORMS.anscombeNegBin.value(x, 4, 0.1)).toBeCloseTo(expected[i]!, 12);
    });
  });

  test("refuses a range with nothing before it", () => {
    expect(() => countCusum(counts, { from: 1 })).toThrow(/at least 2, not 1/);
    expect(countCusum(counts, { from: 1, mean: 4 }).mean[0]).toBe(4);
  });
});

describe("Poisson CUSUM", () => {
  test("starts again from zero when told to", () => {
    const settings = { mean: 4, raised: 8, h: 6 };
    expect(Array.from(poissonCusum([13, 13, 4], settings).alarm)).toEqual([1, 1, 1]);
    expect(Array.from(poissonCusum([13, 13, 4], { ...settings, reset: true }).statistic)).toEqual([0, 0, 0]);
  });

  test("refuses a raised mean that is not raised", () => {
    expect(() => poissonCusum([1], { mean: 4, raised: 4, h: 6 })).toThrow(/0 < mean < raised/);
  });
});

describe("exact limits for small counts", () => {
  test("chance passes the upper limit with at most alpha, and one count lower with more", () => {
    for (const mean of [0.3, 2, 4, 15, 200]) {
      for (const dispersion of [1, 1.5, 4]) {
        for (const alpha of [0.05, 0.01, 0.001]) {
          const { lower, upper } = negativeBinomialLimits(mean, dispersion, alpha);
          expect(probabilityAtLeast(upper + 1, mean, dispersion)).toBeLessThanOrEqual(alpha);
          expect(probabilityAtLeast(upper, mean, dispersion)).toBeGreaterThan(alpha);
          expect(lower).toBeLessThanOrEqual(upper);
        }
      }
    }
  });

  test("at a mean of 4 the line mean + 3 sd (10) is reached six times too often", () => {
    expect(probabilityAtLeast(10, 4)).toBeCloseTo(0.00813, 5);
    expect(Math.round(probabilityAtLeast(10, 4) / 0.00135)).toBe(6);
    expect(poissonLimits(4, 0.00135).upper).toBe(11);
  });

  test("no events expected: any is too many", () => {
    expect(poissonLimits(0, 0.01)).toEqual({ lower: 0, upper: 0 });
    expect(probabilityAtLeast(1, 0)).toBe(0);
  });

  test("refuses an underdispersed law", () => {
    expect(() => negativeBinomialLimits(4, 0.5, 0.01)).toThrow(/dispersion must be at least 1/);
  });
});

describe("shrinkage towards the parent", () => {
  test("a small area keeps less of its own rate than a large one", () => {
    const { weight, rate, parent } = shrinkTowardsParent([9, 300, 800, 40], [100, 10_000, 20_000, 2_000]);
    expect(weight[0]!).toBeLessThan(weight[1]!);
    expect(weight[1]!).toBeLessThan(weight[2]!);
    rate.forEach((r, i) => {
      const crude = [9 / 100, 300 / 10_000, 800 / 20_000, 40 / 2_000][i]!;
      expect((r - parent) * (crude - parent)).toBeGreaterThanOrEqual(0);
      expect(Math.abs(r - parent)).toBeLessThanOrEqual(Math.abs(crude - parent));
    });
  });

  test("differences no larger than chance vanish", () => {
    const { between, rate } = shrinkTowardsParent([10, 11, 9, 10], [1000, 1000, 1000, 1000]);
    expect(between).toBe(0);
    expect(rate).toEqual([0.01, 0.01, 0.01, 0.01]);
  });

  test("refuses areas without exposure", () => {
    expect(() => shrinkTowardsParent([1], [0])).toThrow(/exposure must be above 0/);
    expect(() => shrinkTowardsParent([], [])).toThrow(/at least one area/);
  });
});
