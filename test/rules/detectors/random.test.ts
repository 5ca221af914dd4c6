import { mean, variance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { allocate } from "../../../pipeline/simulate/allocate.ts";
import { stream } from "../../../rules/detectors/random.ts";

const draws = (draw: (random: ReturnType<typeof stream>) => number, count = 20_000): number[] => {
  const random = stream(7, "draws");
  return Array.from({ length: count }, () => draw(random));
};

describe("a stream of random numbers", () => {
  it("depends on its key alone", () => {
    expect(stream(1, "a", 2).uniform()).toBe(stream(1, "a", 2).uniform());
    const firsts = ["a", "b", "ab"].flatMap((key) => [1, 2].map((seed) => stream(seed, key).uniform()));
    expect(new Set(firsts).size).toBe(6);
  });

  it.each([0.4, 8, 45, 150, 900])("draws Poisson counts of mean %f with that variance", (expected) => {
    const counts = draws((random) => random.poisson(expected));
    expect(mean(counts)).toBeCloseTo(expected, expected > 100 ? 0 : 1);
    expect(variance(counts) / expected).toBeGreaterThan(0.95);
    expect(variance(counts) / expected).toBeLessThan(1.05);
  });

  it.each([
    [5, 1.15],
    [60, 1.15],
    [0.1, 1.5],
    [40, 3],
  ])("draws counts of mean %f whose variance is %f times it", (expected, ratio) => {
    const counts = draws((random) => random.overdispersed(expected, ratio));
    expect(Math.abs(mean(counts) / expected - 1)).toBeLessThan(0.08);
    expect(Math.abs(variance(counts) / expected / ratio - 1)).toBeLessThan(0.08);
  });

  it("draws whole numbers with both ends", () => {
    expect(new Set(draws((random) => random.integer(2, 4), 200))).toEqual(new Set([2, 3, 4]));
  });
});

describe("allocate", () => {
  it.each([
    { total: 10, weights: [1, 1, 2], parts: [3, 2, 5] },
    { total: 1, weights: [1, 1, 1], parts: [1, 0, 0] },
    { total: 4, weights: [0, 0], parts: [4, 0] },
    { total: 0, weights: [2, 3], parts: [0, 0] },
  ])("splits $total by $weights", ({ total, weights, parts }) => {
    expect(allocate(total, weights)).toEqual(parts);
  });
});
