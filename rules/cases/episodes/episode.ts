import type { Text } from "../../indicators/define.ts";
import type { Tier } from "../../policy/tiers.ts";
import type { CaseChange } from "../case-event.ts";

/**
 * How a case came to an episode.
 *
 * - first: the case that began it
 * - follows: of the same area, and its cause follows that of a limb within the months that the policy gives; nobody has confirmed it
 * - parent: of an area above to which this area brings at least half of the excess
 * - person: a person has linked it
 */
export type LinkKind = "first" | "follows" | "parent" | "person";

/** A case as part of an episode, or as beside it. */
export interface Limb {
  readonly caseId: string;
  readonly area: string;
  readonly cause: string;
  /** The rule that gives the case its title. */
  readonly rule: string;
  /** The tier it stands at; null while it is quiet, and when it is over. */
  readonly tier: Tier | null;
  readonly lastChange: CaseChange;
  readonly opened: string;
  readonly link: LinkKind;
  /** Whether a person has confirmed that it is of the same risk. What nobody confirmed is said to agree in time and place only. */
  readonly isConfirmed: boolean;
  /** Who confirmed or linked it; null where nobody did. */
  readonly person: string | null;
}

/** One risk as people are told of it (风险事件): the cases that speak of it, under one title that never changes. */
export interface EpisodeView {
  readonly id: string;
  readonly title: Text;
  readonly opened: string;
  /** Day on which it was lifted; null while a limb stands or waits for a person. */
  readonly lifted: string | null;
  /** The limbs, the first one first. */
  readonly limbs: readonly Limb[];
  /** Cases that stand beside it: of an area above to which this one brings less than half, or three banners of one league. */
  readonly related: readonly Limb[];
}
