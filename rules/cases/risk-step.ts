import { isSetAside } from "../judge/set-aside.ts";
import type { Verdict } from "../judge/verdict.ts";
import { graver, rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { CaseEvent, CaseReason } from "./case-event.ts";
import { type CaseMemory, countedFrom, NO_NIGHTS, nightsAfter, type OpenCase } from "./case-state.ts";
import { eventOf, groundOf, mainVerdict, titleOf } from "./risk-event.ts";
import { gravest, holdOf, primaryOf, type RiskNight } from "./risk-night.ts";
import { agreeingNow, type Standing, standingOf, stoodBy } from "./standing.ts";

export type { RiskNight } from "./risk-night.ts";

/** The next state of one risk, with the event that led to it. `patience`: further nights like this after which it changes; none may. */
export interface RiskStep {
  readonly next: OpenCase | null;
  readonly event: CaseEvent | null;
  readonly patience: number;
}

/**
 * The next state of one risk (状态转移): it rises at once and falls slowly.
 *
 * Lowered when it has been without its tier for the nights the policy asks, to the gravest tier of those nights; lifted when it has been
 * below every line as long. A night on which one of its rules was not judged adds nothing and ends nothing. A correction that removes
 * its ground does not wait. Where a rule left the policy, or a fall is the policy's, the case is held for a person.
 */
export function riskStep(open: OpenCase | null, night: RiskNight): RiskStep {
  const primary = primaryOf(night);
  const steady = night.agreed(gravest(primary, ({ steadyTier }) => steadyTier));
  if (!open) return steady ? opening(night, primary, steady) : NOTHING;
  const standing = standingOf(open, night, primary);
  if (rank(steady) > rank(open.tier)) return rising(open, night, primary, standing, steady!);
  if (night.liftedBy && open.memory.held !== null && steady === null) return released(open, night);
  const isHeld = open.memory.held !== null || standing.held !== null;
  const corrected = isHeld ? null : correctionOf(open, night, primary);
  if (corrected) return corrected;
  return settling(open, night, standing);
}

const NOTHING: RiskStep = { next: null, event: null, patience: Number.POSITIVE_INFINITY };

function opening(night: RiskNight, primary: readonly Verdict[], tier: Tier): RiskStep {
  const main = mainVerdict(primary, null);
  const { area, cause, date } = night;
  const stood = primary.filter(({ steadyTier }) => steadyTier);
  const next: OpenCase = {
    ...{ id: "", area, cause, tier, opened: date, events: 1, drill: false },
    ground: groundOf(main, date),
    memory: {
      rules: [...new Set(stood.map(({ rule }) => rule))],
      ...{ nightsWithout: NO_NIGHTS, stood: stoodBy(stood, night), held: null },
      ...agreementAt(tier, main, night),
    },
  };
  const reason = rank(tier) > rank(main.steadyTier) ? "sources-agree" : "first-time";
  const event = eventOf(null, night, { kind: "opened", to: tier, reason, main });
  return { next, event, patience: Number.POSITIVE_INFINITY };
}

/** What a case remembers of an agreement that gave its tier; nothing where a rule gives it alone. */
const agreementAt = (tier: Tier, main: Verdict, night: RiskNight): Pick<CaseMemory, "agreeing"> =>
  rank(tier) > rank(main.steadyTier)
    ? {
        agreeing: agreeingNow(
          night.agreeing.map(({ rule }) => rule),
          night,
        ),
      }
    : {};

function rising(
  open: OpenCase,
  night: RiskNight,
  primary: readonly Verdict[],
  { memory: { rules, stood }, keepsOn }: Standing,
  tier: Tier,
): RiskStep {
  const main = mainVerdict(primary, open.ground.rule);
  const nightsWithout = countedFrom(tier, open.memory.nightsWithout);
  const reason = rank(tier) > rank(main.steadyTier) ? "sources-agree" : "tier-rose";
  const next: OpenCase = {
    ...open,
    ...{ tier, events: open.events + 1, ground: groundOf(main, night.date) },
    memory: { rules, nightsWithout, stood, held: null, ...agreementAt(tier, main, night) },
  };
  const event = eventOf(open, night, { kind: "raised", to: tier, reason, main });
  return { next, event, patience: patienceOf(next, keepsOn, true, night) };
}

/**
 * A correction that removed the ground of a case: judged again its figures are others and no longer reach the tier, and nothing else does
 * tonight.
 */
function correctionOf(open: OpenCase, night: RiskNight, primary: readonly Verdict[]): RiskStep | null {
  const again = night.verdicts.find(({ occasion }) => occasion === "again");
  // A rule that stood in the case and failed tonight might still reach the tier: silence lowers nothing.
  if (night.verdicts.some((verdict) => isSetAside(verdict) && open.memory.rules.includes(verdict.rule)))
    return null;
  if (!again || JSON.stringify(again.facts.values) === JSON.stringify(open.ground.values)) return null;
  const tonight = gravest(primary, ({ steadyTier }) => steadyTier);
  const tier = night.agreed(graver(tonight, again.steadyTier));
  if (rank(tier) >= rank(open.tier)) return null;
  const kind = tier === null ? "lifted" : "lowered";
  const before = open.ground.values;
  const event = eventOf(open, night, { kind, to: tier, reason: "corrected", main: again, before });
  const nightsWithout = countedFrom(tier, open.memory.nightsWithout);
  const next = tier && { ...open, tier, events: open.events + 1, memory: { ...open.memory, nightsWithout } };
  return { next, event, patience: 1 };
}

/** A held case that a person has lifted. */
function released(open: OpenCase, night: RiskNight): RiskStep {
  const event = eventOf(open, night, {
    ...{ kind: "lifted", to: null, reason: "by-person", main: titleOf(open, night) },
    causedBy: night.liftedBy!,
  });
  return { next: null, event, patience: Number.POSITIVE_INFINITY };
}

/**
 * A night that neither raises nor corrects: nights without the tier are counted, and the case falls when there are enough. A case whose lines
 * changed is held until its rules keep the tier again or a person lifts it, one whose rule is gone until the rule is back.
 */
function settling(open: OpenCase, night: RiskNight, standing: Standing): RiskStep {
  const { keeps, keepsOn, isJudged } = standing;
  const staysHeld = open.memory.held === "lines-changed" && rank(keeps) < rank(open.tier);
  const held = standing.held ?? (staysHeld ? open.memory.held : null);
  const counts = isJudged && held === null;
  const nightsWithout = nightsAfter(open.memory.nightsWithout, (tier, nights) =>
    rank(keeps) >= rank(tier) ? 0 : counts ? nights + night.nights : nights,
  );
  const stays = { ...open, memory: { ...standing.memory, nightsWithout, held } };
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
  const kind = to === null ? "lifted" : "lowered";
  const main = titleOf(open, night);
  const daysWithout = nightsWithout[to === null ? "IV" : open.tier];
  const event = eventOf(open, night, { kind, to, reason, main, daysWithout });
  const { agreeing: _sources, ...alone } = stays.memory;
  const next = to && { ...stays, tier: to, events: open.events + 1, memory: alone };
  return {
    next,
    event,
    patience: next ? patienceOf(next, keepsOn, counts, night) : Number.POSITIVE_INFINITY,
  };
}

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
function patienceOf(open: OpenCase, keeps: Tier | null, counts: boolean, night: RiskNight): number {
  if (!counts || rank(keeps) >= rank(open.tier)) return Number.POSITIVE_INFINITY;
  const tier = keeps === null ? "IV" : open.tier;
  return Math.max(1, holdOf(open, tier, night) - open.memory.nightsWithout[tier]);
}
