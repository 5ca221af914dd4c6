import type { Policy } from "../../policy/policy.ts";
import { rank } from "../../policy/tiers.ts";
import type { CaseEvent } from "../case-event.ts";
import type { CaseState, Episode, OpenCase } from "../case-state.ts";
import { caseKey } from "../drills.ts";

/** What the ends of a night depend on. */
export interface Ending {
  readonly date: string;
  readonly policy: Policy;
  /** Cases that a person has lifted, by case, with the person's name. */
  readonly lifted: ReadonlyMap<string, string>;
}

/**
 * End what is over (解除): an episode whose limbs are all quiet is lifted in one night, each limb by the policy or, where it is graver than what
 * the policy lifts, by the person of the office that issued it, who is asked. While a limb stands the others stay quiet.
 *
 * Changes `open` in place; returns the events of the night with what this adds or puts in their place.
 */
export function settleEnds(
  open: Map<string, OpenCase>,
  episodes: CaseState["episodes"],
  events: readonly CaseEvent[],
  ending: Ending,
): { readonly events: readonly CaseEvent[]; readonly ended: readonly (readonly [string, OpenCase])[] } {
  // Only what makes a case quiet is put in another's place; every other event of the night stays.
  const tonight = new Map(events.map((event) => [nameOf(event), event]));
  const ended: (readonly [string, OpenCase])[] = [];
  for (const episode of episodesOf(open, episodes)) {
    const limbs = episode.limbs.flatMap(({ key }) => {
      const limb = open.get(key);
      return limb ? [{ key, limb }] : [];
    });
    if (limbs.length === 0 || limbs.every(({ limb }) => limb.memory.quiet === undefined)) continue;
    if (limbs.some(({ limb }) => limb.memory.quiet === undefined)) {
      for (const { key } of limbs)
        if (tonight.has(quietName(key)))
          tonight.set(quietName(key), { ...tonight.get(quietName(key))!, reason: "another-stands" });
      continue;
    }
    ended.push(...endOf(limbs, open, tonight, ending));
  }
  return { events: [...tonight.values()], ended };
}

/** The episodes with open cases; a case without an episode is one by itself. */
function* episodesOf(
  open: ReadonlyMap<string, OpenCase>,
  episodes: CaseState["episodes"],
): Generator<Pick<Episode, "limbs">> {
  const known = new Set<string>();
  for (const episode of episodes.values()) {
    for (const { key } of episode.limbs) known.add(key);
    yield episode;
  }
  for (const [key, { drill }] of open)
    if (!known.has(key) && !drill) yield { limbs: [{ key, link: "first" }] };
}

const quietName = (key: string): string => `${key} quiet`;
const nameOf = (event: CaseEvent): string =>
  event.kind === "quiet" ? quietName(caseKey(event)) : `${event.caseId} ${event.seq}`;

type Limbs = readonly { readonly key: string; readonly limb: OpenCase }[];

/** Lift all limbs, or ask the offices of the graver ones to. */
function endOf(
  limbs: Limbs,
  open: Map<string, OpenCase>,
  tonight: Map<string, CaseEvent>,
  { date, policy, lifted }: Ending,
): (readonly [string, OpenCase])[] {
  const asked = limbs.map(({ key, limb }) => {
    // What a person decided before it was quiet was about something else: a held case, whose rule has come back since.
    const isDecided = limb.memory.quiet !== date;
    const releasedBy = limb.memory.releasedBy ?? (isDecided ? lifted.get(limb.id) : undefined);
    const memory = releasedBy === undefined ? limb.memory : { ...limb.memory, releasedBy };
    const isGrave = rank(limb.tier) > rank(policy.episodes.liftedByPolicy);
    return { key, limb: { ...limb, memory }, waits: isGrave && releasedBy === undefined };
  });
  if (asked.some(({ waits }) => waits)) {
    for (const { key, limb, waits } of asked)
      open.set(key, waits && !limb.memory.isProposed ? proposed(key, limb, tonight, date, policy) : limb);
    return [];
  }
  return asked.map(({ key, limb }) => {
    const { releasedBy } = limb.memory;
    const by = releasedBy
      ? ({ reason: "by-person", causedBy: releasedBy } as const)
      : ({ reason: "below-every-line", causedBy: "policy" } as const);
    const event = endEvent(key, limb, tonight, date, policy);
    tonight.set(quietName(key), { ...event, ...by, kind: "lifted", tierFrom: limb.tier, tierTo: null });
    open.delete(key);
    return [key, { ...limb, events: event.seq }] as const;
  });
}

/** A limb whose office is asked to lift it. */
function proposed(
  key: string,
  limb: OpenCase,
  tonight: Map<string, CaseEvent>,
  date: string,
  policy: Policy,
): OpenCase {
  const event = endEvent(key, limb, tonight, date, policy);
  tonight.set(quietName(key), { ...event, kind: "quiet", reason: "lift-proposed", causedBy: "policy" });
  return { ...limb, events: event.seq, memory: { ...limb.memory, isProposed: true } };
}

/** The event of a limb's end: tonight's, or one from what it rests on. */
function endEvent(
  key: string,
  limb: OpenCase,
  tonight: ReadonlyMap<string, CaseEvent>,
  date: string,
  policy: Policy,
): CaseEvent {
  const quiet = tonight.get(quietName(key));
  if (quiet) return quiet;
  const { id, area, cause, tier, ground, events, memory } = limb;
  const seq = events + 1;
  return {
    ...{ caseId: id, seq, area, cause, date, kind: "quiet", tierFrom: tier, tierTo: tier, rule: ground.rule },
    ...{ periodKind: ground.kind, period: ground.period, reason: "lift-proposed", causedBy: "policy" },
    facts: {
      values: {},
      ...{ partsIn: 0, partsExpected: 0, also: [], daysWithout: memory.nightsWithout.IV },
    },
    ...{ coverage: 0, policy: policy.version },
  };
}
