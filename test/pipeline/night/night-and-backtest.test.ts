import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { daysOf } from "../../../pipeline/deployment/past-days.ts";
import { readPast } from "../../../rules/backtest/read-past.ts";
import { judgeThrough } from "../../../rules/backtest/through.ts";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { type Random, stream } from "../../../rules/detectors/random.ts";
import { SEED } from "../../rules/property.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import {
  BANNERS,
  insuranceTable,
  keepTwoLeagues,
  layoff,
  monthsBefore,
  nilStatement,
} from "./two-leagues.ts";

/** Some nine weeks for one seed; as far as late layoffs reach for several. */
const [FIRST, LAST] = ["2026-02-10", process.env.SEEDS ? "2026-05-25" : "2026-04-14"];

/** One seed here; `SEEDS=20 npx vitest run test/pipeline/night/night-and-backtest.test.ts` plays more. */
const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 1) }, (_, at) => SEED + at);

const met = new Set<string>();

let deployment: SmallDeployment;
afterEach(() => deployment.remove());

/** What may come in a night: claims late, again and corrected; layoffs new, late, amended; statements, one missing here and there. */
function arrive(date: string, random: Random): void {
  const put = (name: string, text: string) => deployment.put(`inbox/${name}_${date}.csv`, text);
  const month = shiftPeriod(date, "month", -1);
  if (date.endsWith("-06") || random.chance(0.08)) {
    const areas = BANNERS.filter(() => random.chance(0.7));
    const months = monthsBefore(date, random.pick([1, 1, 1, 2, 3]), 1);
    put("失业保险月报", insuranceTable(areas, months, random, random.pick([1, 1, 2, 4])));
  }
  if (date.endsWith("-08"))
    for (const area of BANNERS.filter(() => random.chance(0.85)))
      put(`零报告_${area}`, nilStatement(area, month));
  if (random.chance(0.12)) {
    const area = random.pick(BANNERS);
    const received = addDays(date, -random.pick([0, 1, 5, 20, 29, 30, 31, 45]));
    // Few numbers, so that many a report amends an earlier one.
    const number = `L${random.pick([1, 2, 3])}`;
    put(`裁减_${area}`, layoff(area, number, received, random.pick([12, 25, 60, 210, 900])));
  }
}

/** Rules on several indicators, one of them on the areas beside, put into the deployment's policy. */
const CLAIMS_RULES = `rules:
  claims-broad:
    status: trial
    parameters: { initialPeriods: 2, continuedPeriods: 1, levelPeriods: 2, leastAreas: 2 }
    lines: { III: [{ share: 40, ungated: 1, growth: 0 }], II: [{ share: 60, ungated: 1, growth: 40 }] }
    exit: { III: [{ share: 20 }], II: [{ share: 40 }] }
  claims-deep:
    status: trial
    parameters: { initialPeriods: 2, continuedPeriods: 1 }
    lines: { III: [{ initial: 30, continued: 30 }], II: [{ initial: 90, continued: 40 }] }
    exit: { III: [{ continued: 15 }], II: [{ continued: 30 }] }
  claims-sudden:
    status: trial
    parameters: { initialPeriods: 1, continuedPeriods: 1 }
    lines: { II: [{ change: 150 }] }
`;

/** Use these rules in place of the others on claims, so that they open the cases. */
function useClaimsRules(): void {
  const file = join(deployment.dir, "policy.yaml");
  const policy = parse(readFileSync(file, "utf8"));
  const {
    "new-claims-surge": _surge,
    "claims-unusual": _unusual,
    "claims-small-counts": _small,
    ...rest
  } = policy.rules;
  writeFileSync(file, stringify({ ...policy, rules: { ...rest, ...parse(CLAIMS_RULES).rules } }));
}

describe("real nights and a backtest of what they took in", () => {
  it.each(
    SEEDS.flatMap(
      (seed) =>
        [
          [seed, "the example's rules"],
          [seed, "rules on peers"],
        ] as const,
    ),
  )("change the same cases on the same days: seed %i, %s", { timeout: 240_000 }, async (seed, rules) => {
    deployment = new SmallDeployment();
    keepTwoLeagues(deployment);
    if (rules === "rules on peers") useClaimsRules();
    const random = stream(seed, "night and backtest");
    deployment.put(
      "inbox/失业保险月报_history.csv",
      insuranceTable(BANNERS, monthsBefore(FIRST, 1, 40), random),
    );
    const nights: string[] = [];
    const line = (event: {
      date: string;
      caseId: string;
      area: string;
      kind: string;
      tierTo: string | null;
      rule: string;
      period: string;
      reason: string;
    }) =>
      [event.date, event.caseId, event.area, event.kind, event.tierTo, event.rule, event.reason].join(" ");
    for (let date = FIRST; date <= LAST; date = addDays(date, 1)) {
      if (date > FIRST) arrive(date, random);
      nights.push(...(await deployment.night(date)).events.map(line));
    }
    const opened = await deployment.open();
    const { policy } = opened.deployment;
    const past = await readPast(opened.warehouse, policy, `${LAST}T15:59:59.999Z`, daysOf(opened.deployment));
    const backtest = judgeThrough(past, policy, { from: FIRST, to: LAST }).events.map(line);
    expect(backtest).toEqual(nights);
    expect(nights.length).toBeGreaterThan(10);
    if (nights.some((text) => text.includes("corrected"))) met.add("corrected");
    const occasions = await deployment.rows<{ occasion: string }>(
      "SELECT DISTINCT occasion FROM verdict WHERE occasion IS NOT NULL",
    );
    for (const { occasion } of occasions) met.add(occasion);
  });

  it("and what makes them hard was among what came in", () => {
    expect([...met].sort()).toEqual(["again", "corrected", "late"]);
  });
});
