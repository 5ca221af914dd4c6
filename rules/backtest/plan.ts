import { daysBetween } from "../calendar/periods.ts";
import type { Policy } from "../policy/policy.ts";
import { compareWarnings, type WarningChange } from "./compare-warnings.ts";
import { type NoticeRoute, noticesOf } from "./notices-of.ts";
import type { Past, Stretch } from "./past.ts";
import { type Judged, judgeThroughBy } from "./through.ts";
import { type Warning, warningsOf } from "./warnings.ts";

/** What a policy would have done over a history. */
export interface PlanSide {
  readonly policy: Policy;
  readonly judged: Judged;
  readonly warnings: readonly Warning[];
  /** Notices to each office in a year. */
  readonly mails: ReadonlyMap<string, number>;
}

/** What a change of the policy would have changed over a history (方案试算). */
export interface PolicyPlan {
  readonly stretch: Stretch;
  readonly before: PlanSide;
  readonly after: PlanSide;
  readonly changes: readonly WarningChange[];
}

/** Judge a history by two policies side by side, and compare what they would have warned of and whom they would have notified. */
export function planPolicy(
  past: Past,
  [before, after]: readonly [Policy, Policy],
  stretch: Stretch,
  route: NoticeRoute,
): PolicyPlan {
  // Judged by itself each time, a policy that is compared with itself would share its rounds.
  const policies = before === after ? [before, { ...after }] : [before, after];
  const judged = judgeThroughBy(past, policies, stretch);
  const years = (daysBetween(stretch.from, stretch.to) + 1) / 365.25;
  const side = (at: number): PlanSide => ({
    ...{ policy: policies[at]!, judged: judged[at]! },
    warnings: warningsOf(judged[at]!.events, past.areas),
    mails: mailsPerYear(judged[at]!, past.areas, route, years),
  });
  const [first, second] = [side(0), side(1)];
  return { stretch, before: first, after: second, changes: compareWarnings(first.warnings, second.warnings) };
}

/** Notices to each office in a year; exercises left out. */
function mailsPerYear(
  judged: Judged,
  areas: Past["areas"],
  route: NoticeRoute,
  years: number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { event, offices } of noticesOf(judged, areas, route)) {
    if (event.drill) continue;
    for (const office of offices) counts.set(office, (counts.get(office) ?? 0) + 1 / years);
  }
  return counts;
}
