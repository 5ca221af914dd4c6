import type { Text } from "../indicators/define.ts";
import type { Tier } from "../policy/tiers.ts";

/** Something that is known to have happened, or was planted: what a warning system ought to have found. */
export interface KnownEvent {
  readonly id: string;
  readonly title: Text;
  /** The areas it happened in; a warning in an area inside or around one of them is no false warning. */
  readonly areas: readonly string[];
  /** The causes of cases it may show as; any when empty. */
  readonly causes: readonly string[];
  /** The tier it must reach; null when it only explains warnings. */
  readonly tier: Tier | null;
  /** The day its delay is counted from, and the last on which reaching the tier counts as found. */
  readonly from: string;
  readonly by: string;
  /** So many days before `from` a warning counts as found early. */
  readonly early: number;
  /** Until this day warnings are explained by it. */
  readonly until: string;
}

/** What is known of a past: its events, and the spans in which nothing happened. Without spans all else is quiet. */
export interface KnownPast {
  readonly events: readonly KnownEvent[];
  readonly quiet: readonly { readonly from: string; readonly to: string }[];
}
