import { expect, it } from "vitest";
import { addDays } from "../../../rules/calendar/periods.ts";
import { AreaTree } from "../../../rules/cases/area-tree.ts";
import { NO_CASES } from "../../../rules/cases/case-state.ts";
import { caseStep } from "../../../rules/cases/case-step.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import { shippedPolicy } from "../shipped-policy.ts";
import { plainVerdict } from "./days.ts";

const AREAS = [{ code: "B1", level: "banner", parent: null }];
const FROM = "2026-01-01";

/** A verdict that reaches no line and would keep a tier by its bound for leaving it. */
const keeping = (rule: string, date: string): Verdict => ({
  ...plainVerdict(rule, "B1", date, null),
  keepsTier: "IV",
});

/** The nights on which a case stands that one rule opens on the first night, and that another keeps or not. */
function nightsOpen(opener: string, keeper: string): number {
  const tree = new AreaTree(AREAS);
  let state = NO_CASES;
  let nights = 0;
  for (let at = 0; at < 100; at++) {
    const date = addDays(FROM, at);
    const verdicts = [
      ...(opener === keeper && at > 0 ? [] : [plainVerdict(opener, "B1", date, at === 0 ? "IV" : null)]),
      ...(at > 0 ? [keeping(keeper, date)] : []),
    ];
    state = caseStep(
      state,
      { date, verdicts: new Map([["B1", verdicts]]), areas: tree },
      shippedPolicy,
    ).state;
    nights += state.open.size;
  }
  return nights;
}

it("a bound for leaving keeps a case of the rule that opened it", () => {
  expect(nightsOpen("claims-small-counts", "claims-small-counts")).toBe(100);
});

it("a bound of a rule that never reached its line keeps nothing of another rule's case", () => {
  expect(nightsOpen("claims-small-counts", "new-claims-surge")).toBe(shippedPolicy.liftAfterDays);
});
