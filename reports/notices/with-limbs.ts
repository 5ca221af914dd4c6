import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { rank } from "../../rules/policy/tiers.ts";
import { tierOfChange } from "./route.ts";
import type { Sending } from "./sending.ts";

/** A change with when it is told. */
export interface DecidedChange {
  readonly event: CaseEvent;
  readonly sending: Sending;
}

/** A change that is told, with the others that its notice speaks of. */
export interface SpeakingChange extends DecidedChange {
  readonly limbs: readonly CaseEvent[];
}

/**
 * The changes of a night, in which the liftings of an episode are a single one: the limb with the gravest tier speaks, the others are named by
 * it. That holds where its lifting is told at once; what a mute keeps back is told by itself later.
 *
 * @param episodes the episode of each case that is part of one
 */
export function withLimbs(
  changes: readonly DecidedChange[],
  episodes: ReadonlyMap<string, string>,
): SpeakingChange[] {
  const lifted = new Map<string, DecidedChange[]>();
  for (const change of changes) {
    const episode = episodes.get(change.event.caseId);
    if (episode === undefined || change.event.kind !== "lifted" || change.sending.how === "muted") continue;
    lifted.set(episode, [...(lifted.get(episode) ?? []), change]);
  }
  const limbsOf = new Map<DecidedChange, readonly CaseEvent[]>();
  const named = new Set<DecidedChange>();
  for (const together of lifted.values()) {
    const [speaker, ...others] = [...together].sort(
      (a, b) => rank(tierOfChange(b.event)) - rank(tierOfChange(a.event)),
    );
    if (speaker!.sending.how !== "at-once") continue;
    limbsOf.set(
      speaker!,
      others.map(({ event }) => event),
    );
    for (const other of others) named.add(other);
  }
  return changes
    .filter((change) => !named.has(change))
    .map((change) => ({ ...change, limbs: limbsOf.get(change) ?? [] }));
}
