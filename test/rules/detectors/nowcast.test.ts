import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../rules/calendar/periods.ts";
import { nowcast, type SettledReport, totalOfPartial } from "../../../rules/detectors/index.ts";
import { goldenPath, haveGolden, WITHOUT_GOLDEN } from "./golden.ts";

describe("a total from late reports", () => {
  test("the places that are missing move as those that are in", () => {
    // By hand: 330 in where 300 are usual, so the missing 100 become 110.
    expect(totalOfPartial({ reported: [110, 220, Number.NaN], usual: [100, 200, 100] })).toEqual({
      estimate: 440,
      reported: 330,
      share: 0.75,
    });
  });

  test("with nothing in, the usual total is given, and no share", () => {
    expect(totalOfPartial({ reported: [Number.NaN], usual: [70] })).toEqual({
      estimate: 70,
      reported: 0,
      share: 0,
    });
  });

  test("the interval never lies below what has been reported, and needs nineteen settled periods", () => {
    const settled: SettledReport[] = Array.from({ length: 19 }, (_, at) => ({
      reported: [100, Number.NaN],
      usual: [100, 100],
      final: 60 + 10 * at,
    }));
    const now = { reported: [100, Number.NaN], usual: [100, 100] };
    const enough = nowcast(now, settled);
    expect(enough).toMatchObject({ estimate: 200, low: 100, basis: 19 });
    // By hand: the largest of the nineteen, 240 of 200.
    expect(enough.high).toBeCloseTo(240, 6);
    expect(nowcast(now, settled.slice(1)).high).toBeNaN();
  });

  test("refuses what cannot be", () => {
    expect(() => totalOfPartial({ reported: [1], usual: [] })).toThrow(/one length/);
    expect(() => nowcast({ reported: [], usual: [] }, [], { coverage: 1 })).toThrow(/between 0 and 1/);
  });
});

/** A week counts as settled after eight weeks. */
const SETTLED_AFTER = 56;

/** The revision log of state claims: by state and week, the values with the day each appeared. */
function revisionLog(): Map<string, { published: string; claims: number }[]> {
  const log = new Map<string, { published: string; claims: number }[]>();
  const lines = readFileSync(goldenPath("raw/us_claims_revisions.csv"), "utf8").trim().split("\n").slice(1);
  for (const line of lines) {
    const [published = "", , week, state, claims] = line.split(",");
    if (!claims) continue;
    const versions = log.get(`${state} ${week}`) ?? [];
    versions.push({ published, claims: Number(claims) });
    log.set(`${state} ${week}`, versions);
  }
  return log;
}

/** Every week as it was at an age: the values in, the last value of each state before it, and the settled total. */
function weeksAt(age: number): (SettledReport & { readonly week: string })[] {
  const log = revisionLog();
  const keys = [...log.keys()];
  const states = [...new Set(keys.map((key) => key.slice(0, 2)))].sort();
  const last = [...log.values()].reduce(
    (day, versions) => (versions.at(-1)!.published > day ? versions.at(-1)!.published : day),
    "",
  );
  const value = (state: string, week: string, on: string) =>
    log.get(`${state} ${week}`)?.findLast((version) => version.published <= on)?.claims ?? Number.NaN;
  // The log begins with a full copy of 2020-09-30: delays are known from the weeks after it.
  const weeks = [...new Set(keys.map((key) => key.slice(3)))]
    .filter((week) => week >= "2020-11-07" && addDays(week, SETTLED_AFTER) <= last)
    .sort();
  return weeks.map((week) => {
    const on = addDays(week, age);
    const before = (state: string) =>
      Array.from({ length: 11 }, (_, back) => value(state, addDays(week, -7 * (back + 1)), on)).find(
        (claims) => !Number.isNaN(claims),
      ) ?? 0;
    return {
      week,
      reported: states.map((state) => value(state, week, on)),
      usual: states.map(before),
      final: states.reduce((sum, state) => sum + value(state, week, addDays(week, SETTLED_AFTER)), 0),
    };
  });
}

describe.skipIf(!haveGolden)(`real reporting lags of state claims, 2020-2026${WITHOUT_GOLDEN}`, () => {
  test.each([
    { age: 7, incomplete: 100 },
    { age: 10, incomplete: 100 },
    { age: 14, incomplete: 5 },
  ])(
    "$age days after the week, the 90 % interval holds the settled total in 85 to 95 % of the weeks it was not fitted to",
    ({ age, incomplete }) => {
      const weeks = weeksAt(age);
      const judged = weeks.flatMap((now) => {
        const known = weeks.filter((past) => addDays(past.week, SETTLED_AFTER) <= addDays(now.week, age));
        if (known.length < 60) return [];
        const { low, high, share } = nowcast(now, known);
        return [{ held: low <= now.final && now.final <= high, late: share < 0.99 }];
      });
      const coverage = judged.filter((forecast) => forecast.held).length / judged.length;
      expect(judged.length).toBeGreaterThan(200);
      expect(judged.filter((forecast) => forecast.late).length).toBeGreaterThan(incomplete);
      expect(coverage).toBeGreaterThanOrEqual(0.85);
      expect(coverage).toBeLessThanOrEqual(0.95);
    },
  );
});
