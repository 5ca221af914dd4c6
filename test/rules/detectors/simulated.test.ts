import { describe, expect, test } from "vitest";
import { random } from "../../../bench/detectors/random.ts";
import { firstCusumAlarm, firstEwmaAlarm, simulateRunLength } from "../../../bench/detectors/run-lengths.ts";
import { alarmsOf, type Score, scoreOf, simulate } from "../../../bench/detectors/simulation.ts";
import { cusumRunLength, ewmaRunLength } from "../../../rules/detectors/index.ts";

const SEED = 20260315;

describe("run lengths", () => {
  /** Two-sided, from the textbook tables (Montgomery; Lucas and Saccucci 1990), by Markov chain. */
  test.each([
    [4, 0, 167.7],
    [4, 1, 8.38],
    [5, 0, 465.4],
    [5, 0.5, 38.0],
    [5, 1, 10.38],
  ])("CUSUM k 0.5, h %d, shift %d: %d", (h, shift, expected) => {
    expect(Math.abs(cusumRunLength({ h, shift }) / expected - 1)).toBeLessThan(5e-4);
  });

  test.each([
    [0.1, 2.703, 0, 371.8],
    [0.1, 2.703, 1, 9.75],
    [0.2, 2.86, 0, 371.1],
    [0.2, 2.86, 1, 9.8],
    [0.4, 3.054, 0, 499.9],
    [0.4, 3.054, 1, 14.26],
  ])("EWMA lambda %d, width %d, shift %d: %d", (lambda, width, shift, expected) => {
    expect(Math.abs(ewmaRunLength({ lambda, width, shift }) / expected - 1)).toBeLessThan(5e-4);
  });

  test(`the detectors themselves, simulated with seed ${SEED}: CUSUM within 2 percent of 465, EWMA of 371`, () => {
    const cusum = simulateRunLength(12_000, random(SEED), 0, (s) => firstCusumAlarm(s, 0.5, 5));
    expect(Math.abs(cusum.mean / 465.4 - 1)).toBeLessThan(0.02);
    const ewma = simulateRunLength(12_000, random(SEED), 0, (s) => firstEwmaAlarm(s, 0.2, 2.86, true));
    expect(Math.abs(ewma.mean / 371.1 - 1)).toBeLessThan(0.02);
  });
});

describe(`simulated outbreaks, seed ${SEED}`, () => {
  const series = simulate(random(SEED), 10);
  const alarms = series.map((s) => alarmsOf(s.counts));
  const score = (method: string): Score =>
    scoreOf(series.map((s, i) => ({ series: s, alarm: alarms[i]![method]! })));

  /** R's figures on some 700 series of its own; the bench compares alarm by alarm on the same series. */
  const R: [method: string, falsePositive: number, found5: number, found10: number][] = [
    ["flexible", 1.29, 53.8, 97.4],
    ["original", 2.87, 69.7, 98.3],
    ["C1", 3.47, 44.2, 81.7],
    ["C2", 4.14, 46.6, 87.2],
    ["C3", 4.55, 37.1, 83.4],
  ];
  test.each(R)("%s: false alarms no more than 0.2 points above R's %d percent", (method, falsePositive) => {
    expect(score(method).falsePositive).toBeLessThanOrEqual(falsePositive + 0.2);
  });

  test.each(R)("%s finds as many as R, within what 100 outbreaks can tell", (method, _, found5, found10) => {
    const spread = (p: number) => 2.5 * Math.sqrt((p * (100 - p)) / 100);
    const { detected } = score(method);
    expect(detected[5]).toBeGreaterThan(found5 - 2 - spread(found5));
    expect(detected[10]).toBeGreaterThan(found10 - 2 - spread(found10));
  });

  test("the improved method keeps its word at one percent, and finds the large ones", () => {
    const { falsePositive, detected } = score("flexible");
    expect(falsePositive).toBeLessThanOrEqual(1.5);
    expect(detected[5]).toBeGreaterThanOrEqual(50);
    expect(detected[10]).toBeGreaterThanOrEqual(95);
  });

  test("C3 by the papers alarms more often than R's code, and sooner", () => {
    const [papers, r] = [score("C3 literature"), score("C3")];
    expect(papers.falsePositive).toBeGreaterThan(r.falsePositive);
    expect(papers.delay).toBeLessThan(r.delay);
  });
});
