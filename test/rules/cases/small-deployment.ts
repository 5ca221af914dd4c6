import { onTestFinished } from "vitest";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import { updateCases } from "../../../rules/cases/update-cases.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import { writeVerdicts } from "../../../rules/judge/verdict-log.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { writeRegister } from "../../../warehouse/register/register.ts";
import type { RegisteredArea } from "../../../warehouse/register/registered-area.ts";
import { shippedPolicy } from "../shipped-policy.ts";

const area = (code: string, level: string, parent: string | null, name: string): RegisteredArea => ({
  code,
  name,
  level,
  parent,
  reportsTo: parent,
  nameEn: null,
  alias: null,
  weight: 1,
  validFrom: null,
  validTo: null,
});

/** Areas that exist nowhere. */
export const AREAS = [
  area("990000", "region", null, "某区"),
  area("990100", "league", "990000", "甲盟"),
  area("990101", "banner", "990100", "甲一旗"),
  area("990102", "banner", "990100", "甲二旗"),
];

/** An empty warehouse in memory with the areas above, closed after the test. */
export async function smallDeployment(): Promise<Warehouse> {
  const warehouse = await openWarehouse(":memory:", contracts.map(factOf));
  onTestFinished(() => warehouse.close());
  await writeRegister(warehouse, AREAS, [{ report: "layoff-report", period: "month", from: "banner" }]);
  return warehouse;
}

/** A tier that fired, null for quiet, or the reason why it was not judged. */
export type TestOutcome = Tier | null | "no-statement" | "coverage-below-floor";

/** A verdict of a rule on an area and date. */
export function verdict(rule: string, date: string, outcome: TestOutcome, area = "990101"): Verdict {
  const tier = outcome === "no-statement" || outcome === "coverage-below-floor" ? null : outcome;
  const silent = tier === null && outcome !== null;
  return {
    area,
    rule,
    kind: ruleById(rule)?.kind === "event" ? "rolling-30-days" : "month",
    period: date,
    outcome: tier ? "fired" : silent ? "not-judged" : "quiet",
    tier,
    steadyTier: tier,
    keepsTier: tier,
    reason: silent ? outcome : null,
    facts: {
      values: { persons: 210 },
      ...(tier ? { limb: { persons: 200 } } : {}),
      partsIn: 1,
      partsExpected: 1,
    },
    coverage: silent ? 0 : 1,
  };
}

const { "warned-below": _below, ...rulesApart } = shippedPolicy.rules;

/** The shipped policy, in which each area is judged for itself. */
const APART: Policy = { ...shippedPolicy, rules: rulesApart };

/** Runs nights one after another on a warehouse: stores verdicts, then updates cases, as the night does. */
export class Nights {
  #night = 0;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly policy: Policy = APART,
  ) {}

  async run(date: string, verdicts: readonly Verdict[]): Promise<CaseEvent[]> {
    const night = ++this.#night;
    return this.warehouse.transaction(async () => {
      await writeVerdicts(this.warehouse, { id: night, date }, this.policy.version, verdicts);
      return updateCases(this.warehouse, verdicts, {
        night,
        date,
        policy: this.policy,
      });
    });
  }

  /** Repeat one outcome of a rule in an area from one date to another; returns each change as `date kind tier`. */
  async stretch(
    rule: string,
    from: string,
    to: string,
    outcome: TestOutcome,
    area = "990101",
  ): Promise<string[]> {
    const changes: string[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      changes.push(...(await this.run(date, [verdict(rule, date, outcome, area)])).map(changeLine));
    }
    return changes;
  }
}

/** `2026-03-01 opened IV`: a change in a line. */
export const changeLine = ({ date, kind, tierTo }: CaseEvent): string => `${date} ${kind} ${tierTo ?? "-"}`;
