import { isSetAside } from "../judge/set-aside.ts";
import type { Verdict } from "../judge/verdict.ts";
import { graver, rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { CaseEvent, CaseReason } from "./case-event.ts";
import {
  type CaseMemory,
  countedFrom,
  type EndedCase,
  NO_NIGHTS,
  nightsAfter,
  type OpenCase,
} from "./case-state.ts";
import { lastDayOf, livesAfter, livingTier, nightsOfLife } from "./lives.ts";
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
  if (night.liftedBy && steady === null && (open.memory.held !== null || isUnjudged(open, night)))
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

/**
 * A correction of the ground of a case: judged again its figures are others. Where they no longer reach the tier, and nothing else does
 * tonight, it is lowered or lifted at once; else everyone who was told hears of the figures, and the tier stays.
 */
function correctionOf(
  open: OpenCase,
  night: RiskNight,
  primary: readonly Verdict[],
  { memory: { lives } }: Standing,
): RiskStep | null {
  const again = night.verdicts.find(
    ({ occasion, rule, period }) =>
      occasion === "again" && rule === open.ground.rule && period === open.ground.period,
  );
  if (!again || JSON.stringify(again.facts.values) === JSON.stringify(open.ground.values)) return null;
  const tonight = graver(
    gravest(primary, ({ steadyTier }) => steadyTier),
    livingTier(lives, night.date),
  );
  const reached = night.agreedOn(graver(tonight, again.steadyTier));
  // A rule that stood in the case and failed tonight might still reach the tier: silence lowers nothing.
  const isSilent = night.verdicts.some(
    (verdict) => isSetAside(verdict) && open.memory.rules.includes(verdict.rule),
  );
  const isQuiet = open.memory.quiet !== undefined;
  const before = open.ground.values;
  const ground = groundOf(again, open.ground.date);
  const { lives: _lives, ...memory } = open.memory;
  const kept = { ...memory, ...(lives ? { lives } : {}) };
  if (isQuiet || isSilent || rank(reached) >= rank(open.tier)) {
    if (!isOtherFigure(open, again)) return null;
    const event = eventOf(open, night, {
      ...{ kind: "corrected", to: open.tier, reason: "figures-corrected", main: again, before },
    });
    const next = { ...open, ground, events: open.events + 1, memory: kept };
    return { next, event, patience: 1 };
  }
  const kind = reached === null ? "lifted" : "lowered";
  const event = eventOf(open, night, { kind, to: reached, reason: "corrected", main: again, before });
  const nightsWithout = countedFrom(reached, open.memory.nightsWithout);
  const next = reached && {
    ...{ ...open, tier: reached, ground, events: open.events + 1 },
    memory: { ...kept, nightsWithout },
  };
  return { next, event, patience: 1 };
}

/** Whether a judgement made again has another figure, or another day on which workers leave: what else moved beside it is no correction. */
export function isOtherFigure({ ground }: Pick<OpenCase, "ground">, { facts }: Verdict): boolean {
  const { shown, values } = facts;
  if (!shown || !ground.shown) return true;
  // What an earlier version of the rule did not say is not another day.
  const isOtherDay = "startsOn" in ground.values && values.startsOn !== ground.values.startsOn;
  return shown.value !== ground.shown.value || isOtherDay;
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
  const { unjudged: nightsBefore = 0 } = open.memory;
  const unjudged = isJudged || rank(keeps) >= rank(open.tier) ? 0 : nightsBefore + night.nights;
  const stays: OpenCase = {
    ...open,
    memory: { ...standing.memory, nightsWithout, held, ...(unjudged > 0 ? { unjudged } : {}) },
  };
  if (held === null && !isUnjudged(open, night) && isUnjudged(stays, night)) {
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
function resting(open: OpenCase, night: RiskNight, { memory, isJudged }: Standing): RiskStep {
  const nightsWithout = nightsAfter(open.memory.nightsWithout, (_tier, nights) =>
    isJudged ? nights + night.nights : nights,
  );
  const { lives: _lives, ...before } = open.memory;
  const next = { ...open, memory: { ...before, ...memory, nightsWithout } };
  return { next, event: null, patience: Number.POSITIVE_INFINITY };
}

/** Whether the rules of a case have not been judged for twice the nights after which it would end: its silence is told of, once. */
const isUnjudged = ({ memory: { unjudged = 0 } }: OpenCase, { policy }: RiskNight): boolean =>
  unjudged >= 2 * policy.liftAfterDays;

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
  const { unjudged = 0 } = open.memory;
  const silence =
    unjudged > 0 && !isUnjudged(open, night)
      ? Math.max(1, 2 * night.policy.liftAfterDays - unjudged)
      : Number.POSITIVE_INFINITY;
  const lapses = Math.min(silence, nightsOfLife(open.memory.lives, night.date));
  if (!counts || rank(keeps) >= rank(open.tier)) return lapses;
  const tier = keeps === null ? "IV" : open.tier;
  return Math.min(lapses, Math.max(1, holdOf(open, tier, night) - open.memory.nightsWithout[tier]));
}
