import { addDays } from "../../../rules/calendar/periods.ts";
import { AreaTree } from "../../../rules/cases/area-tree.ts";
import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import { NO_CASES } from "../../../rules/cases/case-state.ts";
import { caseStep } from "../../../rules/cases/case-step.ts";
import { byArea } from "../../../rules/cases/update-cases.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import type { JudgedArea } from "../../../rules/judge/view.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import { shippedPolicy } from "../shipped-policy.ts";

/** From a day on, what a rule says of the first area: a tier, quiet, or not judged; the day on which its workers leave. */
export type Said = readonly [
  date: string,
  outcome: Tier | null | "not-judged",
  rule?: string,
  area?: string,
  leave?: string,
];

/** A verdict with nothing but its tier. */
export function plainVerdict(
  rule: string,
  area: string,
  date: string,
  outcome: Tier | null | "not-judged",
): Verdict {
  const tier = outcome === "not-judged" ? null : outcome;
  return {
    ...{ area, rule, kind: "month", period: date, tier, steadyTier: tier, keepsTier: tier, coverage: 1 },
    outcome: tier ? "fired" : outcome === null ? "quiet" : "not-judged",
    reason: outcome === "not-judged" ? "no-report" : null,
    facts: { values: { said: `${date} ${outcome}` }, partsIn: 1, partsExpected: 1 },
  };
}

/** The events of night after night, from the first day said until a day, each verdict standing until the next of its rule. */
export function eventsOfDays(
  areas: readonly JudgedArea[],
  days: readonly Said[],
  until: string,
  policy: Policy | ((date: string) => Policy) = shippedPolicy,
): CaseEvent[] {
  const tree = new AreaTree(areas);
  const standing = new Map<string, Verdict>();
  const events: CaseEvent[] = [];
  let state = NO_CASES;
  for (let date = days[0]![0]; date <= until; date = addDays(date, 1)) {
    for (const [from, outcome, rule = "new-claims-surge", area = areas[0]!.code, leave] of days) {
      if (from !== date) continue;
      const verdict = plainVerdict(rule, area, date, outcome);
      const values = leave === undefined ? verdict.facts.values : { startsOn: leave, lastStart: leave };
      standing.set(`${rule} ${area}`, { ...verdict, facts: { ...verdict.facts, values } });
    }
    const verdicts = byArea([...standing.values()]);
    const inForce = typeof policy === "function" ? policy(date) : policy;
    const step = caseStep(state, { date, verdicts, areas: tree }, inForce);
    state = step.state;
    events.push(...step.events);
  }
  return events;
}
