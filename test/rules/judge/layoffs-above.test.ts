import { describe, expect, it } from "vitest";
import type { Past, PastLayoff } from "../../../rules/backtest/past.ts";
import { judgeThrough } from "../../../rules/backtest/through.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { policySchema } from "../../../rules/policy/policy.ts";

const BANNERS = ["A", "B", "C", "D"];
const AREAS = [
  { code: "R", level: "region", parent: null },
  { code: "L", level: "league", parent: "R" },
  ...BANNERS.map((code) => ({ code, level: "banner", parent: "L" })),
];
const POLICY = policySchema.parse({
  ...{ version: "t", validFrom: "2020-01-01", approvedBy: "n", coverageFloor: 0.8 },
  ...{ lowerAfterDays: 7, liftAfterDays: 30 },
  rules: {
    "industry-layoffs": {
      status: "trial",
      lines: { IV: [{ places: 3, firms: 3, persons: 100 }] },
      levels: { region: { lines: { IV: [{ places: 9 }] } } },
    },
    "group-layoffs": { status: "trial", lines: { III: [{ persons: 100, firms: 2, places: 2 }] } },
  },
});

const report = (area: string, at: number, more: Partial<PastLayoff> = {}): PastLayoff => ({
  ...{ area, employer: `firm ${at}`, employerKey: `firm ${at}`, persons: 40, staff: 500, closure: false },
  ...{ receivedOn: addDays("2026-03-02", at), knownOn: addDays("2026-03-03", at), industryKey: "采矿业" },
  ...more,
});

/** A past of layoffs, with or without statements that the banners owe. */
function past(layoffs: readonly PastLayoff[], statements: Past["statements"] | null = null): Past {
  const part = (area: string) => ({ area, weight: 1, validFrom: null, validTo: null });
  const parts = new Map<string, ReturnType<typeof part>[]>([
    ...["R", "L"].map((code): [string, ReturnType<typeof part>[]] => [code, BANNERS.map(part)]),
    ...BANNERS.map((code): [string, ReturnType<typeof part>[]] => [code, [part(code)]]),
  ]);
  const owed = statements ? new Map([["layoff-report", { kind: "month", parts }]]) : new Map();
  const lastDue = () => ({ "layoff-report": "2026-02-28" });
  return { areas: AREAS, owed, figures: new Map(), layoffs, ...(statements ? { statements, lastDue } : {}) };
}

const STRETCH = { from: "2026-03-01", to: "2026-04-20" };
const eventsOf = (of: Past) =>
  judgeThrough(of, POLICY, STRETCH).events.map(
    ({ date, area, kind, rule, period }) => `${date} ${area} ${kind} ${rule} ${period}`,
  );

describe("rules on layoffs read all places of an area", () => {
  it("whether or not these owe statements", () => {
    const layoffs = ["A", "B", "C"].map((area, at) => report(area, at));
    expect(eventsOf(past(layoffs))).toEqual(["2026-03-05 L opened industry-layoffs 2026-03-05"]);
  });

  it("a report that comes after its window is judged once, in the areas above as well", () => {
    const layoffs = [
      report("A", 0, { controller: "C0" }),
      report("B", 3, { controller: "C0", persons: 70, knownOn: "2026-04-15" }),
    ];
    expect(eventsOf(past(layoffs))[0]).toBe("2026-04-15 L opened group-layoffs 2026-03-05");
  });

  it("are not judged, and not quiet, where too few statements are in", () => {
    const of = (count: number) => {
      const statements = BANNERS.slice(0, count).map((area) => ({
        ...{ area, period: "2026-02-28", knownOn: "2026-03-01" },
      }));
      return judgeThrough(past([], statements), POLICY, STRETCH)
        .moments.flatMap(({ changed }) => changed)
        .find(({ area, rule }) => area === "L" && rule === "industry-layoffs")!;
    };
    expect(of(4)).toMatchObject({ outcome: "quiet", coverage: 1 });
    expect(of(3)).toMatchObject({
      ...{ outcome: "not-judged", reason: "coverage-below-floor", coverage: 0.75 },
    });
  });
});
