import type { Verdict } from "../judge/verdict.ts";
import { rank, type Tier } from "../policy/tiers.ts";
import { type CaseMemory, countedFrom, type EndedCase, NO_NIGHTS, type OpenCase } from "./case-state.ts";
import { correctionOf } from "./correct.ts";
import { lastDayOf, livesAfter, nightsOfLife } from "./lives.ts";
import { eventOf, groundOf, mainVerdict, titleOf } from "./risk-event.ts";
import { gravest, primaryOf, type RiskNight, type RiskStep } from "./risk-night.ts";
import { awaitsPerson, patienceOf, resting, settling } from "./settle.ts";
import { agreeingNow, type Standing, standingOf, stoodBy } from "./standing.ts";

/**
 * The next state of one risk (状态转移): it rises at once and falls slowly.
 *
 * Lowered when it has been without its tier for the nights the policy asks, to the gravest tier of those nights; quiet when it has been
 * below every line as long, and lifted with its episode. A night on which one of its rules was not judged adds nothing and ends nothing. A
 * correction that removes its ground does not wait. Where a rule left the policy, or a fall is the policy's, the case is held for a person.
 * A case that was lifted a short while ago (`ended`) is the same case when it reaches its lines again.
 */
export function riskStep(open: OpenCase | null, night: RiskNight, ended: EndedCase | null = null): RiskStep {
  const primary = primaryOf(night);
  const steady = night.agreed(gravest(primary, ({ steadyTier }) => steadyTier));
  if (!open) {
    if (!steady) return NOTHING;
    return ended ? again(ended, night, primary, steady, null) : opening(night, primary, steady);
  }
  if (open.memory.quiet !== undefined && steady) return again(open, night, primary, steady, open.tier);
  const standing = standingOf(open, night, primary);
  if (open.memory.quiet === undefined && rank(steady) > rank(open.tier))
    return rising(open, night, primary, standing, steady!);
  if (night.liftedBy && steady === null && awaitsPerson(open.memory, night.policy))
    return released(open, night);
  const isHeld = open.memory.held !== null || standing.held !== null;
  const corrected = isHeld ? null : correctionOf(open, night, primary, standing);
  if (corrected) return corrected;
  return open.memory.quiet === undefined ? settling(open, night, standing) : resting(open, night, standing);
}

const NOTHING: RiskStep = { next: null, event: null, patience: Number.POSITIVE_INFINITY };

function opening(night: RiskNight, primary: readonly Verdict[], tier: Tier): RiskStep {
  const main = mainVerdict(primary, null);
  const { area, cause, date } = night;
  const next: OpenCase = {
    ...{ id: "", area, cause, tier, opened: date, events: 1, drill: false },
    ground: groundOf(main, date),
    memory: begun(night, primary, main, tier),
  };
  const reason = rank(tier) > rank(main.steadyTier) ? "sources-agree" : "first-time";
  const event = eventOf(null, night, { kind: "opened", to: tier, reason, main, ...livingOf(next) });
  return { next, event, patience: nightsOfLife(next.memory.lives, date) };
}

/** A case that reaches its lines again, while it is quiet or soon after it was lifted. */
function again(
  known: OpenCase,
  night: RiskNight,
  primary: readonly Verdict[],
  tier: Tier,
  tierFrom: Tier | null,
): RiskStep {
  const main = mainVerdict(primary, known.ground.rule);
  const { id, area, cause, opened, drill, events } = known;
  const next: OpenCase = {
    ...{ id, area, cause, tier, opened, events: events + 1, drill },
    ground: groundOf(main, night.date),
    memory: begun(night, primary, main, tier),
  };
  const event = eventOf(known, night, {
    ...{ kind: "reopened", to: tier, reason: "fired-again", main },
    ...livingOf(next),
  });
  return { next, event: { ...event, tierFrom }, patience: nightsOfLife(next.memory.lives, night.date) };
}

/** What a case remembers that stands since tonight. */
function begun(night: RiskNight, primary: readonly Verdict[], main: Verdict, tier: Tier): CaseMemory {
  const stood = primary.filter(({ steadyTier }) => steadyTier);
  const lives = livesAfter(undefined, night);
  return {
    rules: [...new Set(stood.map(({ rule }) => rule))],
    ...{ nightsWithout: NO_NIGHTS, stood: stoodBy(stood, night), held: null },
    ...agreementAt(tier, main, night),
    ...(lives ? { lives } : {}),
  };
}

/** Until when a case lives whatever its windows hold. */
const livingOf = ({ memory }: OpenCase): { livesUntil?: string } => {
  const livesUntil = lastDayOf(memory.lives);
  return livesUntil === undefined ? {} : { livesUntil };
};

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
  { memory: { rules, stood, lives }, keepsOn }: Standing,
  tier: Tier,
): RiskStep {
  const main = mainVerdict(primary, open.ground.rule);
  const nightsWithout = countedFrom(tier, open.memory.nightsWithout);
  const reason = rank(tier) > rank(main.steadyTier) ? "sources-agree" : "tier-rose";
  const next: OpenCase = {
    ...open,
    ...{ tier, events: open.events + 1, ground: groundOf(main, night.date) },
    memory: {
      ...{ rules, nightsWithout, stood, held: null },
      ...agreementAt(tier, main, night),
      ...(lives ? { lives } : {}),
    },
  };
  const event = eventOf(open, night, { kind: "raised", to: tier, reason, main, ...livingOf(next) });
  return { next, event, patience: patienceOf(next, keepsOn, true, night) };
}

/** A held case that a person has lifted. */
function released(open: OpenCase, night: RiskNight): RiskStep {
  const event = eventOf(open, night, {
    ...{ kind: "lifted", to: null, reason: "by-person", main: titleOf(open, night) },
    causedBy: night.liftedBy!,
  });
  return { next: null, event, patience: Number.POSITIVE_INFINITY };
}
