import type { Facts } from "../definitions/define.ts";
import type { Ground } from "../judge/view.ts";
import type { Limb } from "../policy/lines.ts";
import { rank, TIERS, type Tier } from "../policy/tiers.ts";

/** An open case and what its next change depends on (预警事项). */
export interface OpenCase {
  /** Blank until it is numbered. */
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly tier: Tier;
  readonly opened: string;
  readonly events: number;
  /** The judgement that opened it or by which it rose last: its rule gives the title. */
  readonly ground: Ground & { readonly values: Facts; readonly limb?: Limb };
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
}

/** The tier a rule kept on the last night on which it was judged, and a short name of what the policy judged it by. */
export interface Stood {
  readonly tier: Tier | null;
  readonly judgedBy: string;
}

export const NO_NIGHTS: CaseMemory["nightsWithout"] = { IV: 0, III: 0, II: 0, I: 0 };

/** All open cases by area and cause, and how many cases each year has had. */
export interface CaseState {
  readonly open: ReadonlyMap<string, OpenCase>;
  readonly numbered: Readonly<Record<string, number>>;
}

export const NO_CASES: CaseState = { open: new Map(), numbered: {} };

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
