import type { Facts, Shown } from "../definitions/define.ts";
import type { Ground } from "../judge/view.ts";
import type { Limb } from "../policy/lines.ts";
import { rank, TIERS, type Tier } from "../policy/tiers.ts";
import type { LinkKind } from "./episodes/episode.ts";

/** The judgement that a case rests on: its rule gives the title. */
export interface CaseGround extends Ground {
  readonly values: Facts;
  readonly limb?: Limb;
  readonly shown?: Shown;
}

/** An open case and what its next change depends on (预警事项). */
export interface OpenCase {
  /** Blank until it is numbered. */
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly tier: Tier;
  readonly opened: string;
  readonly events: number;
  /** The judgement that opened it or by which it rose last. */
  readonly ground: CaseGround;
  readonly memory: CaseMemory;
  /** Set for an exercise (演练). */
  readonly drill: boolean;
}

/** What a case remembers from night to night. */
export interface CaseMemory {
  /** Rules that have stood in it: these hold it or let it fall. */
  readonly rules: readonly string[];
  /** For each tier, nights in a row on which all these rules were judged and none kept it. A night not judged adds nothing and ends nothing. */
  readonly nightsWithout: Readonly<Record<Tier, number>>;
  /** For each rule the last night on which it was judged. */
  readonly stood: Readonly<Record<string, Stood>>;
  /** Rules of independent sources whose agreement gave the tier, each with what it was judged by; none where it stands by itself. */
  readonly agreeing?: Readonly<Record<string, string>>;
  /** Why the case is held for a person; null while it is not. */
  readonly held: string | null;
  /** Nights in a row on which it would have to be judged to stand or fall, and was not. */
  readonly unjudged?: number;
  /** What it lives by besides its windows, by `RULE DATE TIER` of the judgement: workers who are yet to leave and to claim. */
  readonly lives?: Readonly<Record<string, Life>>;
  /** Since when it is quiet: below its lines for as long as the policy asks, and not lifted yet. */
  readonly quiet?: string;
  /** The office that issued it is asked to lift it. */
  readonly isProposed?: boolean;
  /** Who has lifted it while another limb of its episode still waits for a person. */
  readonly releasedBy?: string;
}

/** A tier that a case keeps until a day, whatever its windows hold by then. */
export interface Life {
  readonly tier: Tier;
  readonly until: string;
}

/** The tier a rule kept on the last night on which it was judged, and a short name of what the policy judged it by. */
export interface Stood {
  readonly tier: Tier | null;
  readonly judgedBy: string;
}

export const NO_NIGHTS: CaseMemory["nightsWithout"] = { IV: 0, III: 0, II: 0, I: 0 };

/** A case that was lifted a short while ago: reached again, it is the same case. */
export interface EndedCase extends OpenCase {
  readonly liftedOn: string;
  /** A person has closed it: it is corrected, and never reopened. */
  readonly isClosed?: boolean;
}

/** Name of an ended case in whose place another stands, open or ended later. */
export const shadowKey = (key: string, { id }: Pick<OpenCase, "id">): string => `${key} #${id}`;

/** A case as part of an episode, by its name among the cases. */
export interface EpisodeLimb {
  readonly key: string;
  readonly link: LinkKind;
}

/** The cases of one risk (风险事件), the first one first. */
export interface Episode {
  readonly id: string;
  readonly opened: string;
  readonly limbs: readonly EpisodeLimb[];
}

/**
 * All cases that are not over, by area and cause; those lifted lately; the episodes of both, by number; and how many cases and episodes each
 * year has had.
 */
export interface CaseState {
  readonly open: ReadonlyMap<string, OpenCase>;
  readonly ended: ReadonlyMap<string, EndedCase>;
  readonly episodes: ReadonlyMap<string, Episode>;
  readonly numbered: Readonly<Record<string, number>>;
}

export const NO_CASES: CaseState = { open: new Map(), ended: new Map(), episodes: new Map(), numbered: {} };

/** The tier that a case stands at; null while it is quiet. */
export const standsAt = ({ tier, memory }: OpenCase): Tier | null =>
  memory.quiet === undefined ? tier : null;

/** Name of a risk: one area and one cause. */
export const riskKey = (area: string, cause: string): string => `${area} ${cause}`;

/** The nights without each tier, changed one by one. */
export const nightsAfter = (
  nightsWithout: CaseMemory["nightsWithout"],
  change: (tier: Tier, nights: number) => number,
): CaseMemory["nightsWithout"] =>
  Object.fromEntries(
    TIERS.map((tier) => [tier, change(tier, nightsWithout[tier])]),
  ) as CaseMemory["nightsWithout"];

/** The nights without each tier when a case takes a tier: none without that and the lighter ones. */
export const countedFrom = (
  tier: Tier | null,
  nightsWithout: CaseMemory["nightsWithout"],
): CaseMemory["nightsWithout"] =>
  nightsAfter(nightsWithout, (at, nights) => (rank(at) <= rank(tier) ? 0 : nights));
