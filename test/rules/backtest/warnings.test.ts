import { describe, expect, it } from "vitest";
import { arrivalsAt, peakOf, warningsOf } from "../../../rules/backtest/warnings.ts";
import { eventsOfDays, type Said } from "../cases/days.ts";

const AREAS = [{ code: "A", level: "banner", parent: null }];
const warnings = (days: readonly Said[], until: string) =>
  warningsOf(eventsOfDays(AREAS, days, until), AREAS);

describe("the cases that a row of verdicts makes", () => {
  it("opens, rises, and is lifted after thirty days without a tier", () => {
    const [warning, ...more] = warnings(
      [
        ["2026-01-05", "IV"],
        ["2026-02-05", "II"],
        ["2026-03-05", null],
      ],
      "2026-05-05",
    );
    expect(more).toEqual([]);
    expect(warning!.steps.map(({ date, tier, before }) => [date, before, tier])).toEqual([
      ["2026-01-05", null, "IV"],
      ["2026-02-05", "IV", "II"],
    ]);
    expect(warning!.lifted).toBe("2026-04-03");
    expect(peakOf(warning!)).toBe("II");
  });

  it("falls after seven days at a lighter tier; a new rise is a new arrival", () => {
    const [warning] = warnings(
      [
        ["2026-01-05", "II"],
        ["2026-02-05", "IV"],
        ["2026-03-05", "II"],
      ],
      "2026-03-10",
    );
    expect(arrivalsAt(warning!, "II").map(({ date }) => date)).toEqual(["2026-01-05", "2026-03-05"]);
    expect(arrivalsAt(warning!, "IV").map(({ date }) => date)).toEqual(["2026-01-05"]);
  });

  it("is not lifted by what could not be judged", () => {
    const days = (between: Said[1]): Said[] => [
      ["2026-01-05", "IV"],
      ["2026-02-05", between],
      ["2026-04-05", "IV"],
    ];
    expect(warnings(days("not-judged"), "2026-04-06")).toHaveLength(1);
    expect(warnings(days(null), "2026-04-06")).toHaveLength(2);
  });

  it("two rules of one cause make one case, held while either stands", () => {
    const found = warnings(
      [
        ["2026-01-05", "IV"],
        ["2026-01-06", "III", "claims-unusual"],
        ["2026-02-05", null],
        ["2026-04-05", null, "claims-unusual"],
      ],
      "2026-04-06",
    );
    expect(found).toHaveLength(1);
    expect(found[0]!.steps.map(({ rule }) => rule)).toEqual(["new-claims-surge", "claims-unusual"]);
    expect(found[0]!.lifted).toBeNull();
  });
});
