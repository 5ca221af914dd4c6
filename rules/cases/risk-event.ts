import type { Facts } from "../definitions/define.ts";
import type { Verdict } from "../judge/verdict.ts";
import { graver, rank, type Tier } from "../policy/tiers.ts";
import type { AlsoFired, CaseChange, CaseEvent, CaseReason, EventFacts } from "./case-event.ts";
import type { CaseGround, OpenCase } from "./case-state.ts";
import type { RiskNight } from "./risk-night.ts";

/** The gravest verdict; among equals that of the rule that gives the title. */
export function mainVerdict(primary: readonly Verdict[], title: string | null): Verdict {
  return [...primary].sort(
    (a, b) => rank(b.steadyTier) - rank(a.steadyTier) || Number(b.rule === title) - Number(a.rule === title),
  )[0]!;
}

/** Tonight's verdict of the rule that gives the title; its ground where the rule was not judged tonight. */
export function titleOf({ ground, area }: OpenCase, { verdicts }: RiskNight): Verdict {
  const found = verdicts.find(({ rule, occasion }) => rule === ground.rule && !occasion);
  if (found) return found;
  return {
    ...{ area, rule: ground.rule, kind: ground.kind, period: ground.period },
    ...{ outcome: "not-judged", tier: null, steadyTier: null, keepsTier: null, reason: "rule-gone" },
    facts: {
      values: ground.values,
      ...(ground.limb ? { limb: ground.limb } : {}),
      partsIn: 0,
      partsExpected: 0,
    },
    coverage: 0,
  };
}

/** The judgement that a case rests on: of a window, on the day on which the window ends. */
export const groundOf = ({ rule, kind, period, facts }: Verdict, date: string): OpenCase["ground"] => ({
  ...{ rule, date: kind === "rolling-30-days" ? period : date, kind, period, values: facts.values },
  ...(facts.limb ? { limb: facts.limb } : {}),
  ...(facts.shown ? { shown: facts.shown } : {}),
});

/** Whether a change says anew what its case rests on: a judgement by which it opened, rose or came back, or corrected figures. */
export const givesGround = ({ kind, reason }: Pick<CaseEvent, "kind" | "reason">): boolean =>
  kind === "opened" ||
  kind === "raised" ||
  kind === "reopened" ||
  reason === "corrected" ||
  reason === "figures-corrected";

/** The judgement that a case rests on, from the change that says so. */
export const groundOfEvent = ({ rule, date, periodKind, period, facts }: CaseEvent): CaseGround => ({
  ...{ rule, date: periodKind === "rolling-30-days" ? period : date, kind: periodKind, period },
  values: facts.values,
  ...(facts.limb ? { limb: facts.limb } : {}),
  ...(facts.shown ? { shown: facts.shown } : {}),
});

/** What happens to a case, and the verdict that speaks for it. */
export interface Change {
  readonly kind: CaseChange;
  readonly to: Tier | null;
  readonly reason: CaseReason;
  readonly main: Verdict;
  readonly before?: Facts;
  readonly daysWithout?: number;
  readonly livesUntil?: string;
  readonly causedBy?: string;
}

/** The event of a change, with what stood beside it. */
export function eventOf(open: OpenCase | null, night: RiskNight, change: Change): CaseEvent {
  const { main, kind, to, reason, before, daysWithout, livesUntil, causedBy = "policy" } = change;
  const { area, cause, date, policy } = night;
  const { before: _looked, ...facts } = main.facts;
  const also = night.verdicts.flatMap(({ rule, steadyTier, occasion }) =>
    rule !== main.rule && steadyTier && occasion !== "again" ? [{ rule, tier: steadyTier }] : [],
  );
  const eventFacts: EventFacts = {
    ...facts,
    also: uniqueRules(also),
    ...(before ? { before } : {}),
    ...(kind === "lowered" ? holdingOf(main, to, night) : {}),
    ...(daysWithout === undefined ? {} : { daysWithout }),
    ...(livesUntil === undefined ? {} : { livesUntil }),
    ...(night.agreeing.length > 0 && reason === "sources-agree" ? { agreeing: night.agreeing } : {}),
  };
  return {
    ...{ caseId: open?.id ?? "", seq: (open?.events ?? 0) + 1, area, cause, date, kind },
    ...{ tierFrom: open?.tier ?? null, tierTo: to, rule: main.rule, reason, causedBy },
    ...{ periodKind: main.kind, period: main.period, facts: eventFacts, coverage: main.coverage },
    policy: policy.version,
  };
}

/** The rule that holds a lowered case at its tier, where that of the title does not. */
function holdingOf(main: Verdict, to: Tier | null, { verdicts }: RiskNight): Pick<EventFacts, "holding"> {
  if (rank(main.keepsTier) >= rank(to)) return {};
  const [holder] = verdicts
    .filter(
      ({ rule, keepsTier, occasion }) => rule !== main.rule && keepsTier !== null && occasion !== "again",
    )
    .sort((a, b) => rank(b.keepsTier) - rank(a.keepsTier));
  if (!holder) return {};
  const { rule, kind, period, facts } = holder;
  const { values, shown, limb } = facts;
  return { holding: { rule, kind, period, values, ...(shown ? { shown } : {}), ...(limb ? { limb } : {}) } };
}

/** Each rule once, at its gravest tier. */
function uniqueRules(fired: readonly AlsoFired[]): AlsoFired[] {
  const tiers = new Map<string, Tier>();
  for (const { rule, tier } of fired) tiers.set(rule, graver(tiers.get(rule) ?? null, tier)!);
  return [...tiers].map(([rule, tier]) => ({ rule, tier }));
}
