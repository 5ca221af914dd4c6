import { expect, it } from "vitest";
import {
  budgetEqualsBacktest,
  byHandAgrees,
  coverageNeverSilences,
  lifeByHand,
  nightEqualsBacktest,
  orderAndNightsDoNotMatter,
  worseNeverLowers,
} from "../rules/judging-properties.ts";
import { SEED } from "../rules/property.ts";

/** Five thousand random histories; a million or more with `npm run bench -- judging`. */
const CASES = 5000;
const seeds = Array.from({ length: CASES }, (_, at) => SEED + 1_000_000 + at);

it("night, backtest and the simulation of false warnings agree event by event", () => {
  let events = 0;
  for (const seed of seeds) events += nightEqualsBacktest(seed) + budgetEqualsBacktest(seed);
  expect(events).toBeGreaterThan(10 * CASES);
});

it("an evaluator written by hand agrees", () => seeds.forEach(byHandAgrees));

it("an evaluator written by hand agrees on the life of a case", () => seeds.forEach(lifeByHand));

it("neither the order of reports within a night nor the number of nights matters", () =>
  seeds.forEach(orderAndNightsDoNotMatter));

it("a worse figure never lowers a tier", () => seeds.forEach(worseNeverLowers));

it("a report more never silences what fired", () => seeds.forEach(coverageNeverSilences));
