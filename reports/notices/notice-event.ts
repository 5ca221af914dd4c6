import type { CaseEvent } from "../../rules/cases/case-log.ts";
import type { Shown } from "../../rules/definitions/define.ts";
import type { Tier } from "../../rules/policy/tiers.ts";

/** A graver line that was reached, and what is wanting before the case takes its tier. */
export interface Wanting {
  readonly tier: Tier;
  /** Periods that reached it, of the last `of`; `needed` are wanted. */
  readonly met: number;
  readonly needed: number;
  readonly of: number;
}

/** A change in a case as notices read it. */
export interface NoticeEvent extends Omit<CaseEvent, "kind" | "facts"> {
  /** `held`: the case can no longer be judged and waits for a person. */
  readonly kind: CaseEvent["kind"] | "held";
  readonly facts: CaseEvent["facts"] & {
    readonly shown?: Shown;
    readonly wanting?: Wanting;
    /** Whole days without a tier, of a case that is lifted. */
    readonly calmDays?: number;
  };
}

/** How a change is told: as an exercise, or late after a window in which it was kept back. */
export interface Manner {
  readonly drill?: boolean;
  readonly late?: { readonly date: string; readonly reason: string };
}
