import { ruleById } from "../definitions/index.ts";
import type { Policy } from "../policy/policy.ts";
import type { CaseEvent } from "./case-event.ts";
import { NO_NIGHTS, type OpenCase, riskKey } from "./case-state.ts";

/** An exercise as the policy sets it. */
type Drill = Policy["drills"][number];

/** Name of a case among the open ones: an exercise stands beside the case of the same risk. */
export const caseKey = ({
  area,
  cause,
  drill,
  rule = "",
}: {
  readonly area: string;
  readonly cause: string;
  readonly drill?: boolean;
  readonly rule?: string;
}): string => (drill ? `${riskKey(area, cause)} drill ${rule}` : riskKey(area, cause));

/** The next states and events of exercises (演练): each opens on its first day and is lifted on the day after its last. */
export function drillStep(
  open: ReadonlyMap<string, OpenCase>,
  date: string,
  policy: Policy,
): {
  readonly next: readonly OpenCase[];
  readonly over: readonly string[];
  readonly events: readonly CaseEvent[];
} {
  const running = policy.drills.filter(({ from, until }) => from <= date && date <= until);
  const named = (drill: Drill) =>
    caseKey({ ...drill, cause: ruleById(drill.rule)?.cause ?? drill.rule, drill: true });
  const begun = running.filter((drill) => !open.has(named(drill)));
  const ended = [...open].filter(
    ([key, { drill }]) => drill && !running.some((other) => named(other) === key),
  );
  const next = begun.map((drill) => openedBy(drill, date));
  return {
    next,
    over: ended.map(([key]) => key),
    events: [
      ...begun.map((drill, at) => eventOf(next[at]!, date, policy, drill)),
      ...ended.map(([, openCase]) => eventOf(openCase, date, policy, null)),
    ],
  };
}

const openedBy = ({ area, rule, tier }: Drill, date: string): OpenCase => ({
  ...{ id: "", area, cause: ruleById(rule)!.cause, tier, opened: date, events: 1, drill: true },
  ground: { rule, date, kind: "day", period: date, values: {} },
  memory: { rules: [rule], nightsWithout: NO_NIGHTS, stood: {}, held: null },
});

function eventOf(openCase: OpenCase, date: string, policy: Policy, drill: Drill | null): CaseEvent {
  const { id, area, cause, tier, events, ground } = openCase;
  return {
    ...{ caseId: id, seq: drill ? 1 : events + 1, area, cause, date, drill: true },
    ...(drill
      ? { kind: "opened", tierFrom: null, tierTo: tier, reason: "first-time", causedBy: drill.author }
      : { kind: "lifted", tierFrom: tier, tierTo: null, reason: "drill-ended", causedBy: "policy" }),
    ...{ rule: ground.rule, periodKind: "day", period: date },
    facts: {
      values: {},
      ...{ partsIn: 0, partsExpected: 0, also: [] },
      ...(drill ? { drill: { author: drill.author, reason: drill.reason } } : {}),
    },
    ...{ coverage: 0, policy: policy.version },
  };
}
