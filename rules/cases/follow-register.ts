import type { AreaMove } from "../judge/area-move.ts";
import type { Policy } from "../policy/policy.ts";
import { graver, rank } from "../policy/tiers.ts";
import type { CaseEvent, CaseReason } from "./case-event.ts";
import { type CaseState, type Episode, type Life, type OpenCase, shadowKey } from "./case-state.ts";
import { caseKey } from "./drills.ts";

/** What has become of areas by a night, and by whom cases were lifted. */
export interface Following {
  readonly date: string;
  readonly policy: Policy;
  readonly moves: ReadonlyMap<string, AreaMove>;
  readonly lifted: ReadonlyMap<string, string>;
}

/**
 * Open cases follow the register (随行政区划变更转接): a case of an area that has another code, or became part of another, goes on there; where the
 * other has a case of the same cause both become one. A case of an area that was split, or is gone, is held until a person decides.
 */
export function followRegister(
  state: CaseState,
  following: Following,
): { readonly state: CaseState; readonly events: readonly CaseEvent[] } {
  const { moves } = following;
  const isConcerned = ({ area, drill }: OpenCase) => !drill && moves.has(area);
  const concerned = [...state.open].filter(([, openCase]) => isConcerned(openCase));
  const over = [...state.ended].filter(([, ended]) => isConcerned(ended));
  if (concerned.length + over.length === 0) return { state, events: [] };
  const open = new Map(state.open);
  const ended = new Map(state.ended);
  const renamed = new Map<string, string>();
  const events: CaseEvent[] = [];
  for (const [key, openCase] of concerned) {
    const { to, reason } = moves.get(openCase.area)!;
    if (to === null) {
      const held = heldFor(openCase, reason, following);
      if (held?.event) events.push(held.event);
      if (held?.next) open.set(key, held.next);
      else if (held) {
        open.delete(key);
        ended.set(key, { ...openCase, events: held.event!.seq, liftedOn: following.date });
      }
      continue;
    }
    const target = caseKey({ ...openCase, area: to });
    const other = open.get(target);
    open.delete(key);
    renamed.set(key, target);
    if (!other) {
      const moved = { ...openCase, area: to, events: openCase.events + 1 };
      open.set(target, moved);
      events.push(eventOf(moved, following, { kind: "moved", reason, facts: { areaBefore: openCase.area } }));
      continue;
    }
    const [kept, gone] = other.opened <= openCase.opened ? [other, openCase] : [openCase, other];
    // Of the area in which it goes on: its office answers for it from tonight.
    events.push(
      eventOf({ ...gone, area: to, events: gone.events + 1 }, following, {
        kind: "merged",
        reason,
        facts: { into: kept.id, ...(gone.area === to ? {} : { areaBefore: gone.area }) },
        tierTo: null,
      }),
    );
    const joined = joinedCase({ ...kept, area: to }, gone);
    open.set(target, joined);
    const isMoved = kept === openCase;
    if (isMoved || rank(joined.tier) > rank(kept.tier)) {
      const next = { ...joined, events: kept.events + 1 };
      open.set(target, next);
      events.push(
        eventOf(
          next,
          following,
          rank(joined.tier) > rank(kept.tier)
            ? {
                kind: "raised",
                reason,
                facts: { into: gone.id, ...(isMoved ? { areaBefore: openCase.area } : {}) },
                tierFrom: kept.tier,
              }
            : { kind: "moved", reason, facts: { areaBefore: openCase.area } },
        ),
      );
    }
  }
  for (const [key, overCase] of over) {
    const { to } = moves.get(overCase.area)!;
    if (to === null) continue;
    const plain = caseKey({ ...overCase, area: to });
    const target = ended.has(plain) || open.has(plain) ? shadowKey(plain, overCase) : plain;
    ended.delete(key);
    if (!ended.has(target)) ended.set(target, { ...overCase, area: to });
    if (!renamed.has(key)) renamed.set(key, target);
  }
  const episodes = new Map(
    [...state.episodes].map(([id, episode]) => [
      id,
      { ...episode, limbs: renamedLimbs(episode.limbs, renamed) },
    ]),
  );
  return { state: { ...state, open, ended, episodes: oneEpisodeEach(episodes) }, events };
}

type Limbs = Episode["limbs"];

const renamedLimbs = (limbs: Limbs, renamed: ReadonlyMap<string, string>): Limbs => {
  const seen = new Set<string>();
  return limbs
    .map((limb) => ({ ...limb, key: renamed.get(limb.key) ?? limb.key }))
    .filter(({ key }) => !seen.has(key) && seen.add(key));
};

/** A case that two merged from is a limb of the older episode alone. */
function oneEpisodeEach(episodes: CaseState["episodes"]): CaseState["episodes"] {
  const seen = new Set<string>();
  return new Map(
    [...episodes].map(([id, episode]) => {
      const limbs = episode.limbs.filter(({ key }) => !seen.has(key));
      for (const { key } of limbs) seen.add(key);
      return [id, { ...episode, limbs }];
    }),
  );
}

/** Two cases of one risk as one: at the graver tier, with what both rest on. */
function joinedCase(kept: OpenCase, gone: OpenCase): OpenCase {
  const { quiet: _quiet, isProposed: _isProposed, ...memory } = kept.memory;
  const stands = [kept, gone].filter(({ memory }) => memory.quiet === undefined);
  const lives: Record<string, Life> = { ...gone.memory.lives };
  for (const [name, life] of Object.entries(kept.memory.lives ?? {})) {
    const other = lives[name];
    if (!other || other.until < life.until) lives[name] = life;
  }
  const tier = stands.reduce<OpenCase["tier"] | null>((gravest, { tier }) => graver(gravest, tier), null);
  const isGraver = gone.memory.quiet === undefined && rank(gone.tier) > rank(kept.tier);
  return {
    ...kept,
    // What the case is about from now on is what gives it its tier.
    ground: isGraver ? gone.ground : kept.ground,
    tier: tier ?? kept.tier,
    memory: {
      ...(tier === null ? kept.memory : memory),
      // Nights were counted for what is about the lighter one alone.
      nightsWithout: isGraver ? gone.memory.nightsWithout : kept.memory.nightsWithout,
      rules: [...new Set([...kept.memory.rules, ...gone.memory.rules])],
      ...(Object.keys(lives).length > 0 ? { lives } : {}),
    },
  };
}

/** A case of an area that no longer is: held once, lifted where a person has done so; null where nothing changes. */
function heldFor(
  openCase: OpenCase,
  reason: AreaMove["reason"],
  following: Following,
): { readonly next: OpenCase | null; readonly event: CaseEvent | null } | null {
  const person = following.lifted.get(openCase.id);
  const next = { ...openCase, events: openCase.events + 1, memory: { ...openCase.memory, held: reason } };
  if (person !== undefined) {
    const event = eventOf(next, following, { kind: "lifted", reason: "by-person", tierTo: null });
    return { next: null, event: { ...event, causedBy: person } };
  }
  if (openCase.memory.held === reason) return null;
  return { next, event: eventOf(next, following, { kind: "held", reason }) };
}

/** What the register changed in a case. */
interface RegisterChange {
  readonly kind: CaseEvent["kind"];
  readonly reason: CaseReason;
  readonly facts?: Pick<CaseEvent["facts"], "areaBefore" | "into">;
  readonly tierFrom?: OpenCase["tier"];
  readonly tierTo?: null;
}

/** The event of a case, numbered already, that the register caused. */
function eventOf(
  { id, area, cause, tier, ground, events }: OpenCase,
  { date, policy }: Following,
  { kind, reason, facts = {}, tierFrom = tier, tierTo }: RegisterChange,
): CaseEvent {
  return {
    ...{
      caseId: id,
      seq: events,
      area,
      cause,
      date,
      kind,
      tierFrom,
      tierTo: tierTo === undefined ? tier : null,
    },
    ...{ rule: ground.rule, periodKind: ground.kind, period: ground.period, reason, causedBy: "register" },
    facts: {
      values: ground.values,
      ...(ground.limb ? { limb: ground.limb } : {}),
      ...(ground.shown ? { shown: ground.shown } : {}),
      ...{ partsIn: 0, partsExpected: 0, also: [], ...facts },
    },
    ...{ coverage: 0, policy: policy.version },
  };
}
