import { beforeAll, describe, expect, it } from "vitest";
import { loadDeployment } from "../../../pipeline/deployment/load.ts";
import { type Simulated, simulate } from "../../../pipeline/simulate/reports.ts";
import { readScenario } from "../../../pipeline/simulate/scenario.ts";
import { withDescendants } from "../../../pipeline/simulate/shocks.ts";
import { NO_PEERS, type SeriesView } from "../../../rules/calendar/series-view.ts";
import type { SeriesRule } from "../../../rules/definitions/define.ts";
import { insuredDecline } from "../../../rules/definitions/insured-decline.ts";
import { jobsShortage } from "../../../rules/definitions/jobs-shortage.ts";
import { newClaimsSurge } from "../../../rules/definitions/new-claims-surge.ts";
import { postingsFall } from "../../../rules/definitions/postings-fall.ts";
import { reach } from "../../../rules/judge/judge.ts";
import { lighter, type Tier } from "../../../rules/policy/tiers.ts";
import { EXAMPLE } from "./small-deployment.ts";

const deployment = loadDeployment(EXAMPLE);
const scenario = readScenario(EXAMPLE);
const { areas, policy } = deployment;
const parentOf = new Map(areas.map((area) => [area.code, area.parent]));
const MONTHS = ["2025-11-30", "2025-12-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"];

/** Planted areas and all areas above them, where a shock shows too. */
const touched = new Set(
  [...withDescendants(["152921", "150200", "150500"], areas)].flatMap((code) => ancestors(code)),
);

function ancestors(code: string): string[] {
  const parent = parentOf.get(code);
  return parent ? [code, ...ancestors(parent)] : [code];
}

type Column = readonly [kind: string, numerator: string, denominator: string | null];
const columns = new Map<SeriesRule, Column>([
  [newClaimsSurge, ["social-insurance", "new_claims", null]],
  [insuredDecline, ["social-insurance", "insured", null]],
  [jobsShortage, ["recruitment", "demand", "seekers"]],
  [postingsFall, ["recruitment", "postings", null]],
]);

/** Sums by area and month, every ancestor included. */
function sums({ reports }: Simulated, [kind, numerator, denominator]: Column) {
  const all = new Map<string, { numerator: number; denominator: number; value: number }>();
  for (const { kind: reportKind, area, month, rows } of reports) {
    if (reportKind !== kind) continue;
    for (const code of ancestors(area)) {
      const before = all.get(`${code} ${month}`) ?? { numerator: 0, denominator: 0, value: 0 };
      const up = before.numerator + Number(rows[0]![numerator]);
      const down = before.denominator + (denominator ? Number(rows[0]![denominator]) : 0);
      all.set(`${code} ${month}`, { numerator: up, denominator: down, value: denominator ? up / down : up });
    }
  }
  return all;
}

/** The tier of an area in each month: from III on it must have been reached in the month before too. */
function tiers(rule: SeriesRule, code: string, all: ReturnType<typeof sums>): (Tier | null)[] {
  const { lines, parameters } = policy.rules[rule.id]!;
  const reported = (code: string, periods: readonly string[]) =>
    periods.map((period) => {
      const sum = all.get(`${code} ${period}`);
      return { numerator: sum?.numerator ?? 0, denominator: sum?.denominator ?? 0, share: sum ? 1 : 0 };
    });
  const raw = MONTHS.map((period) => {
    const view: SeriesView = {
      period,
      kind: "month",
      enough: 0.8,
      matched: (periods) => {
        const found = periods.map((period) => all.get(`${code} ${period}`));
        return found.every((sum) => sum !== undefined) ? { coverage: 1, sums: found } : null;
      },
      sums: (periods) => reported(code, periods),
      further: () => null,
      peers: () => NO_PEERS,
      whole: { sums: (periods) => reported("150000", periods) },
    };
    const measure = rule.measure(view, { ...rule.parameters, ...parameters });
    return "candidates" in measure ? reach(measure, lines as never).tier : null;
  });
  return raw.map((tier, index) => tier && (lighter(tier, raw[index - 1] ?? "IV") ?? "IV"));
}

describe.each([1, 2])("the example's region, seed %i", (seed) => {
  let region: Simulated;
  beforeAll(() => {
    region = simulate(deployment, scenario, seed);
  });

  it.each([...columns.keys()].map((rule) => ({ rule, id: rule.id })))(
    "$id: nothing above IV outside what is planted, and few of those",
    ({ rule, id }) => {
      const all = sums(region, columns.get(rule)!);
      const outside = areas.filter(
        ({ level, code }) => rule.levels.includes(level as never) && !touched.has(code),
      );
      const found = outside.flatMap(({ code }) => tiers(rule, code, all).filter((tier) => tier !== null));
      expect(found.filter((tier) => tier !== "IV")).toEqual([]);
      expect(found.length).toBeLessThanOrEqual(id === "new-claims-surge" ? 20 : 0);
    },
  );

  it("the planted wave and decline reach their tiers", () => {
    const claims = tiers(newClaimsSurge, "150200", sums(region, columns.get(newClaimsSurge)!));
    expect(claims).toEqual([null, null, null, null, "IV", "II"]);
    const insured = tiers(insuredDecline, "150500", sums(region, columns.get(insuredDecline)!));
    expect(insured.slice(0, 3)).toEqual([null, null, "IV"]);
    expect(insured.at(-1)).toBe("III");
  });

  it("outside what is planted at most one larger layoff a month, and none of 200", () => {
    const stretch = region.events.filter(
      ({ received, area }) => received >= "2025-12-01" && !touched.has(area),
    );
    const larger = stretch.filter(({ persons }) => persons >= 50);
    expect(larger.every(({ persons }) => persons < 200)).toBe(true);
    const months = larger.map(({ received }) => received.slice(0, 7));
    expect(new Set(months).size).toBe(months.length);
    expect(months).not.toContain("2025-12");
    for (const { area, persons } of stretch) {
      expect((1000 * persons) / areas.find(({ code }) => code === area)!.weight).toBeLessThan(5);
    }
  });

  it("has real sizes: 2.7 million insured, 2,000 claims a month, a fund of twenty months", () => {
    const last = region.reports.filter(
      ({ kind, month }) => kind === "social-insurance" && month === "2025-11-30",
    );
    const total = (column: string) => last.reduce((sum, { rows }) => sum + Number(rows[0]![column]), 0);
    expect(total("insured") / 2_765_000).toBeCloseTo(1, 1);
    expect(Math.abs(total("new_claims") / total("insured") - 0.00067)).toBeLessThan(0.0001);
    expect(total("fund_balance") / total("fund_expenditure")).toBeGreaterThan(20);
    expect(total("fund_balance") / total("fund_expenditure")).toBeLessThan(26);
  });
});
