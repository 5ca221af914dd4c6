import type { Text } from "../indicators/define.ts";
import type { Tier } from "../policy/tiers.ts";

/** A known or planted event that a warning system should find. */
export interface KnownEvent {
  readonly id: string;
  readonly title: Text;
  /** The areas it happened in; a warning in an area inside or around one of them is not false. */
  readonly areas: readonly string[];
  /** The causes of cases it may appear as; any when empty. */
  readonly causes: readonly string[];
  /** The tier it must reach; null when it only explains warnings. */
  readonly tier: Tier | null;
  /** The day its delay is counted from, and the last on which reaching the tier counts as found. */
  readonly from: string;
  readonly by: string;
  /** Days before `from` within which a warning already counts as found. */
  readonly early: number;
  /** A warning that stands on `from` counts as found where it reached the tier at most so many days before. */
  readonly standing?: number;
  /** Last day on which it explains warnings. */
  readonly until: string;
}

/** Known events of a history, and its quiet spans. Without spans, all other days are quiet. */
export interface KnownPast {
  readonly events: readonly KnownEvent[];
  readonly quiet: readonly { readonly from: string; readonly to: string }[];
}
