import { describe, expect, it } from "vitest";
import { shiftPeriod } from "../../../rules/calendar/periods.ts";
import type { SeriesRule } from "../../../rules/definitions/define.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import { drawCount, stream } from "../../../rules/detectors/random.ts";
import { fullSums, judgeFull } from "../../../rules/false-alarms/judge-full-series.ts";
import { judgeSeries } from "../../../rules/judge/judge-series.ts";
import type { RuleSettings } from "../../../rules/policy/policy.ts";

const months = Array.from({ length: 120 }, (_, at) => shiftPeriod("2014-01-31", "month", at));
const part = { area: "A", weight: 1, validFrom: null, validTo: null };
const settings = (parameters: RuleSettings["parameters"], lines: RuleSettings["lines"]): RuleSettings => ({
  ...{ status: "trial", note: "", role: "primary", parameters, lines, dwell: { III: 2, II: 3 } },
  ...{ exit: {}, hold: {}, floor: {}, levels: {} },
});

describe("judging a run of full periods at once is judging each by itself", () => {
  it.each([
    [
      "new-claims-surge",
      settings(
        { years: 3, poolJanuaryFebruary: true },
        { IV: [{ change: 5 }], III: [{ change: 5 }], II: [{ change: 5 }] },
      ),
    ],
    [
      "claims-unusual",
      settings({ years: 5, springFestival: true }, { IV: [{ rarity: 5 }], III: [{ rarity: 3 }] }),
    ],
  ])("%s", (id, settings) => {
    const rule = ruleById(id) as SeriesRule;
    const uniform = stream(5).uniform;
    const numerator = Float64Array.from(months, () => drawCount(40, 2, uniform));
    const sums = { numerator, denominator: null };
    const index = new Map(months.map((month, t) => [month, t]));
    const judged = months.slice(72);
    const whole = { sums: fullSums(sums, index) };
    const outcomes = judgeFull(rule, settings, { kind: "month", scale: 1, index, sums, whole }, judged);
    const observed = months.map((month, t) => {
      return [month, { numerator: numerator[t]!, denominator: null, complete: true }] as const;
    });
    const series = new Map([["A", new Map(observed)]]);
    const input = { rule, settings, area: "A", parts: [part], series, scale: 1, kind: "month" } as const;
    const expected = judged.map((period) => judgeSeries({ ...input, period, coverageFloor: 0.8 }));
    // A dwell looks back beyond the first judged months.
    expect(outcomes.slice(4).map(({ tier, judged: was }) => [tier, was])).toEqual(
      expected.slice(4).map(({ steadyTier, outcome }) => [steadyTier, outcome !== "not-judged"]),
    );
    expect(new Set(outcomes.map(({ tier }) => tier)).size).toBeGreaterThan(1);
  });
});
