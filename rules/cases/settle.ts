import type { Policy } from "../policy/policy.ts";
import { graver, rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { CaseReason } from "./case-event.ts";
import { type CaseMemory, nightsAfter, type OpenCase } from "./case-state.ts";
import { nightsOfLife } from "./lives.ts";
import { eventOf, titleOf } from "./risk-event.ts";
import { holdOf, type RiskNight, type RiskStep } from "./risk-night.ts";
import type { Standing } from "./standing.ts";

/**
 * A night that neither raises nor corrects: nights without the tier are counted, and the case falls when there are enough. A case whose lines
 * changed is held until its rules keep the tier again or a person lifts it, one whose rule is gone until the rule is back.
 */
export function settling(open: OpenCase, night: RiskNight, standing: Standing): RiskStep {
  const { keeps, keepsOn, isJudged } = standing;
  const staysHeld = open.memory.held === "lines-changed" && rank(keeps) < rank(open.tier);
  const held = standing.held ?? (staysHeld ? open.memory.held : null);
  const counts = isJudged && held === null;
  const nightsWithout = nightsAfter(open.memory.nightsWithout, (tier, nights) =>
    rank(keeps) >= rank(tier) ? 0 : counts ? nights + night.nights : nights,
  );
  const { unjudged: nightsBefore = 0 } = open.memory;
  const unjudged = isJudged || rank(keeps) >= rank(open.tier) ? 0 : nightsBefore + night.nights;
  const stays: OpenCase = {
    ...open,
    memory: { ...standing.memory, nightsWithout, held, ...(unjudged > 0 ? { unjudged } : {}) },
  };
  if (held === null && !isUnjudged(open.memory, night.policy) && isUnjudged(stays.memory, night.policy)) {
    const event = eventOf(open, night, {
      ...{ kind: "held", to: open.tier, reason: "data-missing", main: titleOf(open, night) },
    });
    return { next: { ...stays, events: open.events + 1 }, event, patience: Number.POSITIVE_INFINITY };
  }
  if (held !== null && held !== open.memory.held) {
    const event = eventOf(open, night, {
      ...{ kind: "held", to: open.tier, reason: held as CaseReason, main: titleOf(open, night) },
    });
    const next = { ...stays, events: open.events + 1 };
    return { next, event, patience: patienceOf(next, keepsOn, counts, night) };
  }
  const falls = counts ? fallOf(stays, keeps, night) : null;
  if (!falls) return { next: stays, event: null, patience: patienceOf(stays, keepsOn, counts, night) };
  const { to, reason } = falls;
  const main = titleOf(open, night);
  const daysWithout = nightsWithout[to === null ? "IV" : open.tier];
  const { agreeing: _sources, ...alone } = stays.memory;
  if (to === null) {
    // Whether it is lifted depends on the other limbs of its episode.
    const event = eventOf(open, night, { kind: "quiet", to: open.tier, reason, main, daysWithout });
    const next = { ...stays, events: open.events + 1, memory: { ...alone, quiet: night.date } };
    return { next, event, patience: Number.POSITIVE_INFINITY };
  }
  const event = eventOf(open, night, { kind: "lowered", to, reason, main, daysWithout });
  const next = { ...stays, tier: to, events: open.events + 1, memory: alone };
  return { next, event, patience: patienceOf(next, keepsOn, counts, night) };
}

/** A night of a quiet case: nights are counted on, and nothing happens until it reaches its lines again or its episode ends. */
export function resting(open: OpenCase, night: RiskNight, { memory, isJudged }: Standing): RiskStep {
  const nightsWithout = nightsAfter(open.memory.nightsWithout, (_tier, nights) =>
    isJudged ? nights + night.nights : nights,
  );
  const { lives: _lives, ...before } = open.memory;
  const next = { ...open, memory: { ...before, ...memory, nightsWithout } };
  return { next, event: null, patience: Number.POSITIVE_INFINITY };
}

/** Whether the rules of a case have not been judged for twice the nights after which it would end: its silence is told of, once. */
const isUnjudged = (
  { unjudged = 0 }: CaseMemory,
  { liftAfterDays }: Pick<Policy, "liftAfterDays">,
): boolean => unjudged >= 2 * liftAfterDays;

/** Whether a case that is not quiet may be lifted by a person only: it is held, or cannot be judged. */
export const awaitsPerson = (memory: CaseMemory, policy: Pick<Policy, "liftAfterDays">): boolean =>
  memory.held !== null || isUnjudged(memory, policy);

/** The tier a case falls to when it has waited long enough. */
function fallOf(
  open: OpenCase,
  keeps: Tier | null,
  night: RiskNight,
): { readonly to: Tier | null; readonly reason: CaseReason } | null {
  const { nightsWithout } = open.memory;
  if (rank(keeps) >= rank(open.tier)) return null;
  if (keeps === null) {
    return nightsWithout.IV >= holdOf(open, "IV", night) ? { to: null, reason: "below-every-line" } : null;
  }
  const wait = holdOf(open, open.tier, night);
  if (nightsWithout[open.tier] < wait) return null;
  const lately =
    TIERS.filter((tier) => rank(tier) < rank(open.tier) && nightsWithout[tier] < wait).at(-1) ?? null;
  return { to: graver(keeps, lately), reason: "tier-fell" };
}

/** Further nights with the same verdicts until a case changes; infinite where it stays. */
export function patienceOf(open: OpenCase, keeps: Tier | null, counts: boolean, night: RiskNight): number {
  const { unjudged = 0 } = open.memory;
  const silence =
    unjudged > 0 && !isUnjudged(open.memory, night.policy)
      ? Math.max(1, 2 * night.policy.liftAfterDays - unjudged)
      : Number.POSITIVE_INFINITY;
  const lapses = Math.min(silence, nightsOfLife(open.memory.lives, night.date));
  if (!counts || rank(keeps) >= rank(open.tier)) return lapses;
  const tier = keeps === null ? "IV" : open.tier;
  return Math.min(lapses, Math.max(1, holdOf(open, tier, night) - open.memory.nightsWithout[tier]));
}
