import { describe, expect, it } from "vitest";
import type { Point } from "../../../rules/backtest/past.ts";
import { arrivalsAt, peakOf, warningsOf } from "../../../rules/backtest/warnings.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";

const LIFE = { lowerAfterDays: 7, liftAfterDays: 30 };
const point = (date: string, tier: Tier | null, judged = true, rule = "new-claims-surge"): Point => ({
  ...{ date, tier, judged, rule, area: "A", level: "banner", cause: "claims", period: date },
});

describe("the cases that a row of verdicts makes", () => {
  it("opens, rises, and is lifted thirty days after the last day it stood", () => {
    const [warning, ...more] = warningsOf(
      [
        point("2026-01-05", "IV"),
        point("2026-02-05", "II"),
        point("2026-03-05", null),
        point("2026-05-05", null),
      ],
      LIFE,
    );
    expect(more).toEqual([]);
    expect(warning!.steps.map(({ date, tier, before }) => [date, before, tier])).toEqual([
      ["2026-01-05", null, "IV"],
      ["2026-02-05", "IV", "II"],
    ]);
    expect(warning!.lifted).toBe("2026-04-04");
    expect(peakOf(warning!)).toBe("II");
  });

  it("falls after seven days at a lighter tier; a new rise is a new arrival", () => {
    const [warning] = warningsOf(
      [point("2026-01-05", "II"), point("2026-02-05", "IV"), point("2026-03-05", "II")],
      LIFE,
    );
    expect(arrivalsAt(warning!, "II").map(({ date }) => date)).toEqual(["2026-01-05", "2026-03-05"]);
    expect(arrivalsAt(warning!, "IV").map(({ date }) => date)).toEqual(["2026-01-05"]);
  });

  it("is not lifted by what could not be judged", () => {
    const unjudged = [point("2026-01-05", "IV"), point("2026-02-05", null, false), point("2026-04-05", "IV")];
    expect(warningsOf(unjudged, LIFE)).toHaveLength(1);
    const quiet = unjudged.map((point) => ({ ...point, judged: true }));
    expect(warningsOf(quiet, LIFE)).toHaveLength(2);
  });

  it("two rules of one cause make one case, held while either stands", () => {
    const found = warningsOf(
      [
        point("2026-01-05", "IV"),
        point("2026-01-06", "III", true, "claims-unusual"),
        point("2026-02-05", null),
        point("2026-04-05", null, true, "claims-unusual"),
      ],
      LIFE,
    );
    expect(found).toHaveLength(1);
    expect(found[0]!.steps.map(({ rule }) => rule)).toEqual(["new-claims-surge", "claims-unusual"]);
    expect(found[0]!.lifted).toBeNull();
  });
});
