import { graver, rank, type Tier } from "../policy/tiers.ts";

/** The state of an open case that the decision reads. */
export interface OpenCase {
  readonly tier: Tier;
  /** Whole days since its rules last stood at its tier, or could not be judged. */
  readonly daysBelowTier: number;
  /** Whole days since its rules last stood at any tier, or could not be judged. */
  readonly daysBelowAll: number;
  /** The gravest lighter tier its rules stood at within the days that a lowering waits; null when they stood at none. */
  readonly lately: Tier | null;
  /** Set when a correction removed the case's ground: the remaining tier. */
  readonly corrected?: { readonly tier: Tier | null };
}

/** The policy's waiting days before a case is lowered or lifted. */
export interface LifePolicy {
  readonly lowerAfterDays: number;
  readonly liftAfterDays: number;
}

/** What changes in a case tonight, with the reason by name. */
export type Decision =
  | { readonly change: "opened"; readonly to: Tier; readonly reason: "first-time" }
  | { readonly change: "raised"; readonly to: Tier; readonly reason: "tier-rose" }
  | { readonly change: "lowered"; readonly to: Tier; readonly reason: "tier-fell" | "corrected" }
  | { readonly change: "lifted"; readonly to: null; readonly reason: "below-every-line" | "corrected" }
  | {
      readonly change: "none";
      readonly reason: "no-risk" | "nothing-new" | "waiting-to-lower" | "waiting-to-lift";
    };

/**
 * Decide what a case does tonight.
 *
 * It rises at once and falls slowly: lowered when a lighter tier has held for the policy's days, to the gravest tier of those days;
 * lifted when it has been below every line for the policy's days. A fall to a lighter tier is a lowering, never a lifting. A
 * correction that removes the ground of a case does not wait.
 */
export function decide(open: OpenCase | null, tonight: Tier | null, policy: LifePolicy): Decision {
  if (open === null) {
    return tonight
      ? { change: "opened", to: tonight, reason: "first-time" }
      : { change: "none", reason: "no-risk" };
  }
  if (rank(tonight) > rank(open.tier)) return { change: "raised", to: tonight!, reason: "tier-rose" };
  if (rank(tonight) === rank(open.tier)) return { change: "none", reason: "nothing-new" };
  if (open.corrected) {
    const { tier } = open.corrected;
    return tier === null
      ? { change: "lifted", to: null, reason: "corrected" }
      : { change: "lowered", to: tier, reason: "corrected" };
  }
  if (tonight !== null) {
    return open.daysBelowTier >= policy.lowerAfterDays
      ? { change: "lowered", to: graver(tonight, open.lately)!, reason: "tier-fell" }
      : { change: "none", reason: "waiting-to-lower" };
  }
  return open.daysBelowAll >= policy.liftAfterDays
    ? { change: "lifted", to: null, reason: "below-every-line" }
    : { change: "none", reason: "waiting-to-lift" };
}
