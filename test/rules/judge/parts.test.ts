import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverageOf, matched, type Part } from "../../../rules/judge/parts.ts";
import { checkProperty, SEED } from "../property.ts";
import { seriesOf } from "../series-of.ts";

const part = (
  area: string,
  weight = 1,
  validFrom: string | null = null,
  validTo: string | null = null,
): Part => ({
  area,
  weight,
  validFrom,
  validTo,
});
const [MAY, APRIL] = ["2026-05-31", "2026-04-30"] as const;

describe("coverage", () => {
  test("is weighed by size: the large banner's report counts for most", () => {
    const parts = [part("990101", 90), part("990102", 10)];
    const series = seriesOf({ "990101": { "2026-05": 5 } });
    expect(coverageOf(parts, series, MAY)).toEqual({ share: 0.9, partsIn: 1, partsExpected: 2 });
  });

  test("a reported zero is a report; a missing one is not a zero", () => {
    const series = seriesOf({ "990101": { "2026-05": 0 } });
    expect(coverageOf([part("990101")], series, MAY).share).toBe(1);
    expect(coverageOf([part("990102")], series, MAY)).toEqual({ share: 0, partsIn: 0, partsExpected: 1 });
  });

  test("a lower bound is no report", () => {
    const series = seriesOf({ "990101": { "2026-05": { soFar: [40, 900] } } });
    expect(coverageOf([part("990101")], series, MAY)).toEqual({ share: 0, partsIn: 0, partsExpected: 1 });
  });

  test("an area is expected only between its dates, both included", () => {
    const parts = [part("990101", 1, null, APRIL), part("990102", 1, MAY, null)];
    const series = seriesOf({ "990101": { "2026-04": 1 }, "990102": { "2026-05": 1 } });
    expect(coverageOf(parts, series, APRIL)).toEqual({ share: 1, partsIn: 1, partsExpected: 1 });
    expect(coverageOf(parts, series, MAY)).toEqual({ share: 1, partsIn: 1, partsExpected: 1 });
  });

  test("of nobody is nothing", () => {
    expect(coverageOf([], seriesOf({}), MAY)).toEqual({ share: 0, partsIn: 0, partsExpected: 0 });
  });
});

describe("sums over the same areas", () => {
  const parts = [part("990101"), part("990102"), part("990103")];

  test("a late banner is not taken for a fall", () => {
    const series = seriesOf({
      "990101": { "2025-05": 100, "2026-05": 110 },
      "990102": { "2025-05": 100, "2026-05": 90 },
      "990103": { "2025-05": 800 },
    });
    const found = matched(parts, series, [MAY, "2025-05-31"], 1);
    expect(found?.sums.map((sum) => sum.numerator)).toEqual([200, 200]);
    expect(found?.coverage).toBeCloseTo(2 / 3, 12);
  });

  test("a new banner is not taken for a rise", () => {
    const series = seriesOf({ "990101": { "2025-05": 100, "2026-05": 100 }, "990102": { "2026-05": 500 } });
    expect(matched(parts, series, [MAY, "2025-05-31"], 1)?.sums.map((sum) => sum.value)).toEqual([100, 100]);
  });

  test("an area that no longer exists leaves the sample; one that came later is expected", () => {
    const dated = [
      part("990101"),
      part("990102", 1, null, "2025-12-31"),
      part("990103", 2, "2026-01-01", null),
    ];
    const series = seriesOf({
      "990101": { "2025-05": 100, "2026-05": 100 },
      "990102": { "2025-05": 700 },
      "990103": { "2026-05": 50 },
    });
    const found = matched(dated, series, [MAY, "2025-05-31"], 1);
    expect(found?.sums.map((sum) => sum.numerator)).toEqual([100, 100]);
    expect(found?.coverage).toBeCloseTo(1 / 3, 12);
  });

  test("a ratio is a ratio of sums, times its scale", () => {
    const series = seriesOf({ "990101": { "2026-05": [10, 100] }, "990102": { "2026-05": [0, 900] } });
    expect(matched(parts, series, [MAY], 1000)?.sums).toEqual([
      { numerator: 10, denominator: 1000, value: 10 },
    ]);
  });

  test("a ratio over nothing is not a number, so it meets no line", () => {
    const series = seriesOf({ "990101": { "2026-05": [10, 0] } });
    expect(matched(parts, series, [MAY], 1)?.sums[0]?.value).toBeNaN();
  });

  test("lower bounds are summed but do not count as complete", () => {
    const series = seriesOf({
      "990101": { "2026-05": [10, 100] },
      "990102": { "2026-05": { soFar: [5, 100] } },
    });
    const found = matched(parts, series, [MAY], 1);
    expect(found?.sums[0]?.numerator).toBe(15);
    expect(found?.coverage).toBeCloseTo(1 / 3, 12);
  });

  test("nobody reported in all of the periods: nothing to compare", () => {
    const series = seriesOf({ "990101": { "2026-05": 1 }, "990102": { "2026-04": 1 } });
    expect(matched(parts, series, [MAY, APRIL], 1)).toBeNull();
  });
});

test(`coverage of several periods together is never above that of the first alone (seed ${SEED})`, () => {
  const share = fc.record({
    weight: fc.integer({ min: 1, max: 1000 }),
    now: fc.boolean(),
    before: fc.boolean(),
  });
  checkProperty(fc.array(share, { minLength: 1, maxLength: 20 }), (drawn) => {
    const parts = drawn.map(({ weight }, at) => part(`99${at}`, weight));
    const series = seriesOf(
      Object.fromEntries(
        drawn.map(({ now, before }, at) => [
          `99${at}`,
          { ...(now ? { "2026-05": 3 } : {}), ...(before ? { "2026-04": 2 } : {}) },
        ]),
      ),
    );
    const { share: alone } = coverageOf(parts, series, MAY);
    expect(alone).toBeGreaterThanOrEqual(0);
    expect(alone).toBeLessThanOrEqual(1);
    expect(matched(parts, series, [MAY, APRIL], 1)?.coverage ?? 0).toBeLessThanOrEqual(alone + 1e-12);
  });
});
