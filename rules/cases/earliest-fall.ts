import { addDays } from "../calendar/periods.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { rank, type Tier, tierOfRank } from "../policy/tiers.ts";
import type { CaseEvent } from "./case-event.ts";
import type { OpenCase } from "./case-state.ts";
import { riskStep } from "./risk-step.ts";

/** The first change of a case if every further night says the same (最早变动). */
export interface Fall {
  /** What its rules keep in those nights; null where they reach no tier. */
  readonly kept: Tier | null;
  readonly event: Pick<CaseEvent, "kind" | "date" | "tierTo" | "reason">;
  /** Nights from now on. */
  readonly nights: number;
}

/** Longer than any hold that a policy may ask. */
const MOST_NIGHTS = 400;

/**
 * When a case would fall at the earliest: once if from the next night on its rules reach no tier, and once if they keep the next lighter one.
 * Played with the step that nights take; a case that is held for a person does not fall and has none.
 */
export function earliestFalls(open: OpenCase, level: string, date: string, policy: Policy): Fall[] {
  if (open.drill || open.memory.quiet !== undefined) return [];
  const lighter = tierOfRank(rank(open.tier) - 1);
  const kept = lighter === null ? [null] : [null, lighter];
  return kept.flatMap((tier) => fallWith(tier, open, level, date, policy) ?? []);
}

function fallWith(
  kept: Tier | null,
  open: OpenCase,
  level: string,
  date: string,
  policy: Policy,
): Fall | null {
  const night = { area: open.area, level, cause: open.cause, nights: 1, policy };
  const verdicts = open.memory.rules.map((rule) => keeping(rule, kept, open));
  let state = open;
  for (let nights = 1; nights <= MOST_NIGHTS; nights++) {
    const on = addDays(date, nights);
    const step = riskStep(state, {
      ...night,
      date: on,
      verdicts,
      agreed: (tier) => tier,
      agreedOn: (tier) => tier,
      agreeing: [],
      silent: NONE,
    });
    if (step.event?.kind === "lowered" || step.event?.kind === "quiet")
      return { kept, event: step.event, nights };
    if (!step.next) return null;
    state = step.next;
  }
  return null;
}

const NONE: ReadonlySet<string> = new Set();

/** A verdict by which a rule keeps a tier without reaching a graver one. */
const keeping = (rule: string, tier: Tier | null, { area, ground }: OpenCase): Verdict => ({
  ...{ area, rule, kind: ground.kind, period: ground.period, reason: null, coverage: 1 },
  ...{ outcome: tier ? "fired" : "quiet", tier, steadyTier: null, keepsTier: tier },
  facts: { values: {}, partsIn: 1, partsExpected: 1 },
});
