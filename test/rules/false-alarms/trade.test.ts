import { describe, expect, it } from "vitest";
import type { PastFigure } from "../../../rules/backtest/past.ts";
import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import { drawPoisson, stream } from "../../../rules/detectors/random.ts";
import { nullRegionOf } from "../../../rules/false-alarms/null-region.ts";
import { movedLines, tradeOf, tradeRows } from "../../../rules/false-alarms/trade.ts";
import { policySchema } from "../../../rules/policy/policy.ts";

describe("moved lines", () => {
  it("ask for more where they ask for more, for less where they ask for less, and keep the sizes from which they count", () => {
    expect(
      movedLines({ IV: [{ change: 30, count: 36 }], III: [{ ratio: { below: 0.9 }, seekers: 200 }] }, 1.5),
    ).toEqual({
      IV: [{ change: 45, count: 36 }],
      III: [{ ratio: { below: 0.6 }, seekers: 200 }],
    });
    expect(movedLines({ IV: [{ firms: 2 }], III: [{ rise: { above: 4 } }] }, 1.5)).toEqual({
      IV: [{ firms: 3 }],
      III: [{ rise: { above: 6 } }],
    });
  });
});

describe("the trade of a rule", () => {
  const banners = Array.from({ length: 8 }, (_, at) => `B${at}`);
  const areas = [
    { code: "R", level: "region", parent: null },
    { code: "L", level: "league", parent: "R" },
    ...banners.map((code) => ({ code, level: "banner", parent: "L" })),
  ];
  const part = (area: string) => ({ area, weight: 1, validFrom: null, validTo: null });
  const parts = new Map<string, ReturnType<typeof part>[]>([
    ["R", banners.map(part)],
    ["L", banners.map(part)],
    ...banners.map((code): [string, ReturnType<typeof part>[]] => [code, [part(code)]]),
  ]);
  const { uniform } = stream(7);
  const figures = Array.from({ length: 72 }, (_, at) => shiftPeriod("2019-01-31", "month", at)).flatMap(
    (period) =>
      banners.map(
        (area): PastFigure => ({
          ...{ area, period, numerator: drawPoisson(60, uniform), denominator: null, complete: true },
          knownOn: period,
        }),
      ),
  );
  const past = {
    ...{ areas, owed: new Map([["social-insurance", { kind: "month", parts }]]), layoffs: [] },
    figures: new Map([["new-claims", figures]]),
  };
  const policy = policySchema.parse({
    ...{
      version: "t",
      validFrom: "2019-01-01",
      approvedBy: "n",
      coverageFloor: 0.8,
      lowerAfterDays: 7,
      liftAfterDays: 30,
    },
    rules: {
      "new-claims-surge": {
        ...{ status: "trial", parameters: { years: 3 }, dwell: { III: 2, II: 2 } },
        lines: {
          IV: [{ change: 30, count: 36 }],
          III: [{ change: 50, count: 36 }],
          II: [{ change: 100, count: 36 }],
        },
      },
    },
  });

  it("has fewer false warnings as the line grows harder, over the same drawn years", () => {
    const points = tradeOf(nullRegionOf(past), past.owed, policy, { regionYears: 24, seed: 3 });
    const rows = tradeRows(points, policy);
    expect(rows.map(([{ level, tier } = rows[0]![0]!]) => `${level} ${tier}`)).toEqual([
      ...["region IV", "region III", "region II", "league IV", "league III", "league II"],
      ...["banner IV", "banner III", "banner II"],
    ]);
    for (const row of rows) {
      expect(row.map(({ factor }) => factor)).toEqual([0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5]);
      for (const { shocks } of row) expect(shocks).toBe(row[0]!.shocks);
      // Shocks found are not compared: an easier line may have been reached by chance before the shock came.
      expect(row.at(-1)!.falseWarnings).toBeLessThanOrEqual(row[0]!.falseWarnings);
    }
    const banner = rows.find(([first]) => first!.level === "banner" && first!.tier === "IV")!;
    expect(banner[0]!.falseWarnings).toBeGreaterThan(banner[3]!.falseWarnings);
    expect(banner[3]!.found).toBeGreaterThan(0.6 * banner[3]!.shocks);
    expect(banner[3]!.trueWarnings).toBeGreaterThan(0);
  });

  it("is the same for the same seed", () => {
    const once = () => tradeOf(nullRegionOf(past), past.owed, policy, { regionYears: 12, seed: 5 });
    expect(once()).toEqual(once());
  });
});
