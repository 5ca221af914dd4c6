import type { PeriodKind } from "../calendar/periods.ts";
import type { Facts, Shown } from "../definitions/define.ts";
import type { Tier } from "../policy/tiers.ts";
import type { Limb } from "./judge.ts";
import type { PartsNowcast } from "./nowcast-parts.ts";

/**
 * Verdict of a rule on an area tonight (判定): fired, quiet, or not judged with a reason.
 *
 * `tier` is what the figures reach; `steadyTier` is what they have reached for as many periods as the policy asks
 * before a case takes the tier.
 */
export interface Verdict {
  readonly area: string;
  readonly rule: string;
  readonly kind: PeriodKind;
  readonly period: string;
  readonly outcome: "fired" | "quiet" | "not-judged";
  readonly tier: Tier | null;
  readonly steadyTier: Tier | null;
  readonly reason: string | null;
  readonly facts: VerdictFacts;
  readonly coverage: number;
}

/** The ground of the verdict, stored so that it can be explained years later. */
export interface VerdictFacts {
  readonly values: Facts;
  readonly limb?: Limb;
  /** The figure the verdict is about, and what it is compared with. */
  readonly shown?: Shown;
  readonly partsIn: number;
  readonly partsExpected: number;
  /** While places are late: the expected total, and the tier it would reach. */
  readonly nowcast?: NowcastVerdict;
}

/** The verdict on the nowcast (推算判定): the tier at the estimate, and the lightest and gravest within its interval. */
export interface NowcastVerdict extends PartsNowcast {
  readonly tier: Tier | null;
  readonly lightest: Tier | null;
  readonly gravest: Tier | null;
}
