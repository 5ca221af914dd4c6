import { expect, test } from "vitest";
import type { PastFigure } from "../../../rules/backtest/past.ts";
import { againstSahm, sahmWarnings } from "../../../rules/backtest/sahm-warnings.ts";
import type { Detection } from "../../../rules/backtest/score.ts";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";

const AREAS = [{ code: "A", level: "league", parent: null }];
const places = new Map([["A", ["A"]]]);
const month = (at: number) => shiftPeriod("2020-01-31", "month", at);
/** Rates in percent from January 2020 on, each known ten days after its month. */
const rates = (...values: readonly number[]): PastFigure[] =>
  values.map((rate, at) => ({
    ...{ area: "A", period: month(at), numerator: rate, denominator: 100, complete: true },
    knownOn: addDays(month(at), 10),
  }));
/** By hand: means of three months 4, …, 4.5 in the month of 5.5, 0.5 above the low of 4. */
const RISE = [...new Array<number>(15).fill(4), 4, 5.5, 5.5, 4, 4, 4];

test("the rule speaks on the day a month became known, and is silent again when the mean falls", () => {
  const [warning, ...others] = sahmWarnings({ figures: rates(...RISE), places }, AREAS);
  expect(others).toEqual([]);
  expect(warning).toMatchObject({
    ...{ area: "A", level: "league", opened: addDays(month(16), 10), lifted: addDays(month(20), 10) },
    steps: [{ tier: "II", period: month(16) }],
  });
});

test("a correction that comes later does not date a warning back", () => {
  const corrected = rates(...RISE).map((figure) =>
    figure.period === month(16) ? { ...figure, numerator: 4 } : figure,
  );
  const later = { ...rates(...RISE)[16]!, knownOn: addDays(month(17), 20) };
  const [warning] = sahmWarnings({ figures: [...corrected, later], places }, AREAS);
  expect(warning?.opened).toBe(addDays(month(17), 10));
});

test("the lead is the days between both, none where either missed the event", () => {
  const detection = (area: string, delay: number | null) =>
    ({ event: { id: "x" }, area, delay, found: delay === null ? null : "2020-01-01" }) as Detection;
  const found = againstSahm(
    [detection("A", 10), detection("B", 10), detection("C", null)],
    [detection("A", 70), detection("B", null)],
  );
  expect(found.map(({ lead }) => lead)).toEqual([60, null, null]);
});
