import type { Facts } from "../definitions/define.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import { type SettingsAt, settingsAt } from "../policy/settings-at.ts";
import { graver, rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { AlsoFired, CaseChange, CaseEvent, CaseReason, EventFacts } from "./case-event.ts";
import { type CaseMemory, NO_NIGHTS, nightsAfter, type OpenCase, type Stood } from "./case-state.ts";

/** What one night says of one risk. */
export interface RiskNight {
  readonly area: string;
  readonly level: string;
  readonly cause: string;
  readonly date: string;
  /** Nights in a row that say exactly this, the date the last of them; 1 for a night. */
  readonly nights: number;
  readonly verdicts: readonly Verdict[];
  /** A tier made one graver because independent sources agree on it. */
  readonly agreed: (tier: Tier | null) => Tier | null;
  readonly agreeing: readonly AlsoFired[];
  /** Rules that could not be judged in the area. */
  readonly silent: ReadonlySet<string>;
  readonly policy: Policy;
  /** Who has lifted the case, where a person was asked and did. */
  readonly liftedBy?: string | null;
}

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
 * its ground does not wait. Where a rule left the policy, or its lines changed over the same figures, the case is held for a person.
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

/** The verdicts of primary rules, re-judged grounds left out. */
function primaryOf({ verdicts, policy, level }: RiskNight): Verdict[] {
  return verdicts.filter(
    ({ rule, occasion }) => occasion !== "again" && settingsAt(policy, rule, level)?.role === "primary",
  );
}

const gravest = (verdicts: readonly Verdict[], of: (verdict: Verdict) => Tier | null): Tier | null =>
  verdicts.reduce<Tier | null>((tier, verdict) => graver(tier, of(verdict)), null);

/** What the rules of an open case say tonight. */
interface Standing {
  readonly keeps: Tier | null;
  /** As `keeps`, without periods that are judged only tonight. */
  readonly keepsOn: Tier | null;
  readonly isJudged: boolean;
  readonly held: "rule-gone" | "lines-changed" | null;
  readonly stood: CaseMemory["stood"];
  readonly rules: readonly string[];
}

function standingOf(open: OpenCase, night: RiskNight, primary: readonly Verdict[]): Standing {
  const { policy, level } = night;
  const { memory } = open;
  const stood: Record<string, Stood> = { ...memory.stood };
  let [keeps, keepsOn, isJudged] = [null as Tier | null, null as Tier | null, true];
  let held: Standing["held"] = null;
  for (const rule of memory.rules) {
    const settings = settingsAt(policy, rule, level);
    if (settings?.role !== "primary") {
      held = "rule-gone";
      continue;
    }
    const verdict = primary.find((candidate) => candidate.rule === rule && !candidate.occasion);
    if (!verdict || (verdict.outcome === "not-judged" && verdict.keepsTier === null)) {
      isJudged = false;
      continue;
    }
    const before = memory.stood[rule];
    // A fall on the night on which the settings changed is the policy's, whatever else came in that night.
    if (before && rank(verdict.keepsTier) < rank(before.tier) && before.settings !== digestOf(settings))
      held ??= "lines-changed";
    stood[rule] = stoodBy(verdict, settings);
  }
  for (const verdict of primary) {
    keeps = graver(keeps, verdict.keepsTier);
    if (!verdict.occasion) keepsOn = graver(keepsOn, verdict.keepsTier);
    if (verdict.keepsTier && !verdict.occasion)
      stood[verdict.rule] = stoodBy(verdict, settingsAt(policy, verdict.rule, level)!);
  }
  const [withSources, withSourcesOn] = [night.agreed(keeps), night.agreed(keepsOn)];
  if (memory.agreeing && rank(withSources) < rank(open.tier)) {
    if (memory.combination !== combinationOf(policy)) held ??= "lines-changed";
    if (memory.agreeing.some((rule) => night.silent.has(rule))) isJudged = false;
  }
  const rules = [...memory.rules, ...primary.flatMap(({ rule, steadyTier }) => (steadyTier ? [rule] : []))];
  return { keeps: withSources, keepsOn: withSourcesOn, isJudged, held, stood, rules: [...new Set(rules)] };
}

const combinationOf = ({ combination }: Policy): string => JSON.stringify(combination ?? null);

/** What a case remembers of an agreement that gave its tier; nothing where a rule gives it alone. */
const agreementAt = (
  tier: Tier,
  main: Verdict,
  { agreeing, policy }: RiskNight,
): Pick<CaseMemory, "agreeing" | "combination"> =>
  rank(tier) > rank(main.steadyTier)
    ? { agreeing: agreeing.map(({ rule }) => rule), combination: combinationOf(policy) }
    : {};

const stoodBy = (verdict: Verdict, settings: SettingsAt): Stood => ({
  tier: verdict.keepsTier,
  settings: digestOf(settings),
});

const digests = new WeakMap<SettingsAt, string>();

/** A short name of settings, to see that they changed. */
function digestOf(settings: SettingsAt): string {
  const known = digests.get(settings);
  if (known !== undefined) return known;
  let hash = 0;
  for (const letter of JSON.stringify(settings)) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0;
  const digest = (hash >>> 0).toString(36);
  digests.set(settings, digest);
  return digest;
}

function opening(night: RiskNight, primary: readonly Verdict[], tier: Tier): RiskStep {
  const main = mainVerdict(primary, null);
  const { area, cause, date } = night;
  const stood = primary.filter(({ steadyTier }) => steadyTier);
  const next: OpenCase = {
    ...{ id: "", area, cause, tier, opened: date, events: 1, drill: false },
    ground: groundOf(main, date),
    memory: {
      rules: [...new Set(stood.map(({ rule }) => rule))],
      nightsWithout: nightsAfter(NO_NIGHTS, () => 0),
      stood: Object.fromEntries(
        stood.map((verdict) => [
          verdict.rule,
          stoodBy(verdict, settingsAt(night.policy, verdict.rule, night.level)!),
        ]),
      ),
      held: null,
      ...agreementAt(tier, main, night),
    },
  };
  const reason = rank(tier) > rank(main.steadyTier) ? "sources-agree" : "first-time";
  const event = eventOf(null, night, { kind: "opened", to: tier, reason, main });
  return { next, event, patience: Number.POSITIVE_INFINITY };
}

function rising(
  open: OpenCase,
  night: RiskNight,
  primary: readonly Verdict[],
  { stood, rules, keepsOn }: Standing,
  tier: Tier,
): RiskStep {
  const main = mainVerdict(primary, open.ground.rule);
  const nightsWithout = nightsAfter(open.memory.nightsWithout, (at, nights) =>
    rank(at) <= rank(tier) ? 0 : nights,
  );
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
  if (!again || JSON.stringify(again.facts.values) === JSON.stringify(open.ground.values)) return null;
  const tonight = gravest(primary, ({ steadyTier }) => steadyTier);
  const tier = night.agreed(graver(tonight, again.steadyTier));
  if (rank(tier) >= rank(open.tier)) return null;
  const kind = tier === null ? "lifted" : "lowered";
  const before = open.ground.values;
  const event = eventOf(open, night, { kind, to: tier, reason: "corrected", main: again, before });
  const nightsWithout = nightsAfter(open.memory.nightsWithout, (at, nights) =>
    rank(at) <= rank(tier) ? 0 : nights,
  );
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
  const { keeps, keepsOn, isJudged, stood, rules } = standing;
  const staysHeld = open.memory.held === "lines-changed" && rank(keeps) < rank(open.tier);
  const held = standing.held ?? (staysHeld ? open.memory.held : null);
  const counts = isJudged && held === null;
  const nightsWithout = nightsAfter(open.memory.nightsWithout, (tier, nights) =>
    rank(keeps) >= rank(tier) ? 0 : counts ? nights + night.nights : nights,
  );
  const stays = { ...open, memory: { ...open.memory, rules, nightsWithout, stood, held } };
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
  const { agreeing: _sources, combination: _together, ...alone } = stays.memory;
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

/** Nights without a tier before a case leaves it: the longest that its rules ask. */
function holdOf({ memory }: OpenCase, tier: Tier, { policy, level }: RiskNight): number {
  const days = memory.rules.flatMap((rule) => settingsAt(policy, rule, level)?.hold[tier] ?? []);
  return days.length > 0 ? Math.max(...days) : tier === "IV" ? policy.liftAfterDays : policy.lowerAfterDays;
}

/** Further nights with the same verdicts until a case changes; infinite where it stays. */
function patienceOf(open: OpenCase, keeps: Tier | null, counts: boolean, night: RiskNight): number {
  if (!counts || rank(keeps) >= rank(open.tier)) return Number.POSITIVE_INFINITY;
  const tier = keeps === null ? "IV" : open.tier;
  return Math.max(1, holdOf(open, tier, night) - open.memory.nightsWithout[tier]);
}

/** The gravest verdict; among equals that of the rule that gives the title. */
function mainVerdict(primary: readonly Verdict[], title: string | null): Verdict {
  return [...primary].sort(
    (a, b) => rank(b.steadyTier) - rank(a.steadyTier) || Number(b.rule === title) - Number(a.rule === title),
  )[0]!;
}

/** Tonight's verdict of the rule that gives the title; its ground where the rule was not judged tonight. */
function titleOf({ ground, area }: OpenCase, { verdicts }: RiskNight): Verdict {
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

const groundOf = ({ rule, kind, period, facts }: Verdict, date: string): OpenCase["ground"] => ({
  ...{ rule, date, kind, period, values: facts.values },
  ...(facts.limb ? { limb: facts.limb } : {}),
});

interface Change {
  readonly kind: CaseChange;
  readonly to: Tier | null;
  readonly reason: CaseReason;
  readonly main: Verdict;
  readonly before?: Facts;
  readonly daysWithout?: number;
  readonly causedBy?: string;
}

function eventOf(open: OpenCase | null, night: RiskNight, change: Change): CaseEvent {
  const { main, kind, to, reason, before, daysWithout, causedBy = "policy" } = change;
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
