import { shiftPeriod } from "../../calendar/periods.ts";
import type { Policy } from "../../policy/policy.ts";
import type { CaseEvent } from "../case-event.ts";
import { type CaseState, type Episode, type OpenCase, riskKey, standsAt } from "../case-state.ts";
import { caseKey } from "../drills.ts";
import type { LinkKind } from "./episode.ts";
import { excessShare, startOf } from "./excess.ts";

/** How a case came to an episode, or beside which one it stands. `person`: who linked or cut it. */
export interface EpisodeLink {
  readonly episode: string;
  readonly caseId: string;
  readonly kind: "limb" | "related" | "cut";
  readonly link: LinkKind;
  readonly person?: string;
}

/** What new cases are compared with. */
export interface Joining {
  readonly date: string;
  readonly policy: Policy;
  readonly open: ReadonlyMap<string, OpenCase>;
  /** Whether an area lies below another, at any depth. */
  isBelow(area: string, above: string): boolean;
}

/** The episodes after the new cases of a night have found theirs (归并风险事件), with how they came to them. */
export function joinEpisodes(
  { episodes, numbered }: Pick<CaseState, "episodes" | "numbered">,
  events: readonly CaseEvent[],
  joining: Joining,
): Pick<CaseState, "episodes" | "numbered"> & { readonly links: readonly EpisodeLink[] } {
  const after = new Map(episodes);
  const links: EpisodeLink[] = [];
  const year = `${joining.date.slice(0, 4)}-E`;
  let last = numbered[year] ?? 0;
  // Causes that others follow come first, and the areas below before those above.
  const opened = events
    .filter(({ kind, drill }) => kind === "opened" && !drill)
    .map((event, at) => ({ event, at }))
    .sort((a, b) => rankOf(a.event, joining) - rankOf(b.event, joining) || a.at - b.at);
  // A new case takes the name of one that was over; that one has left its episode.
  const names = new Set(opened.map(({ event }) => caseKey(event)));
  for (const [id, episode] of after)
    if (episode.limbs.some(({ key }) => names.has(key)))
      after.set(id, { ...episode, limbs: episode.limbs.filter(({ key }) => !names.has(key)) });
  for (const { event } of opened) {
    const key = caseKey(event);
    const found = placesOf(key, after, joining);
    const [home] = found.filter(({ kind }) => kind === "limb");
    const id = home?.episode ?? `${year}${String(++last).padStart(3, "0")}`;
    const link = home?.link ?? "first";
    const known = after.get(id);
    after.set(id, {
      ...(known ?? { id, opened: joining.date }),
      limbs: [...(known?.limbs ?? []), { key, link }],
    });
    links.push({ episode: id, caseId: event.caseId, kind: "limb", link });
    for (const { episode, link, other } of found)
      if (episode !== id) {
        links.push({ episode, caseId: event.caseId, kind: "related", link });
        links.push({ episode: id, caseId: other, kind: "related", link });
      }
  }
  return { episodes: after, numbered: { ...numbered, [year]: last }, links };
}

/** Causes that others follow before those, and the areas below before those above. */
function rankOf({ cause, area }: CaseEvent, { policy, open, isBelow }: Joining): number {
  const follows = cause in policy.episodes.follows ? 0 : 1;
  const hasBelow = [...open.values()].some((other) => isBelow(other.area, area)) ? 2 : 0;
  return follows + hasBelow;
}

interface Place {
  readonly episode: string;
  readonly kind: "limb" | "related";
  readonly link: LinkKind;
  readonly share: number;
  /** Number of the limb that it is linked with. */
  readonly other: string;
}

/** The episodes that a case is of the same risk with, the best first: those of its area, then those that bring most of what is above. */
function placesOf(key: string, episodes: ReadonlyMap<string, Episode>, joining: Joining): Place[] {
  const fresh = joining.open.get(key)!;
  const places: Place[] = [];
  for (const [episode, { limbs }] of episodes) {
    const links = limbs.flatMap((limb) => {
      const other = joining.open.get(limb.key);
      const link = other && other !== fresh ? linkBetween(fresh, other, joining) : null;
      return link ? [{ ...link, other: other!.id }] : [];
    });
    const [best] = links.sort((a, b) => b.share - a.share);
    if (best) places.push({ episode, ...best });
  }
  const score = ({ kind, share }: Place) => (kind === "limb" ? 2 : 0) + share;
  return places.sort((a, b) => score(b) - score(a) || (a.episode < b.episode ? -1 : 1));
}

/** How a new case is of one risk with one that is open; null where it is not. */
function linkBetween(
  fresh: OpenCase,
  other: OpenCase,
  joining: Joining,
): Omit<Place, "episode" | "other"> | null {
  const { policy, isBelow } = joining;
  if (fresh.area === other.area)
    return isInTime(fresh, other, joining) ? { kind: "limb", link: "follows", share: 1 } : null;
  const [below, above] = isBelow(other.area, fresh.area) ? [other, fresh] : [fresh, other];
  if (!isBelow(below.area, above.area)) return null;
  if (fresh.cause !== other.cause && !isInTime(fresh, other, joining)) return null;
  // What an area brings is told by its case of the same cause: not all of those who are laid off claim.
  if (below.cause !== above.cause && joining.open.has(riskKey(below.area, above.cause))) return null;
  if (standsAt(other) === null) return null;
  const share = excessShare(below, above, joining);
  const kind = share >= policy.episodes.parentShare - 1e-9 ? "limb" : "related";
  return { kind, link: "parent", share };
}

/** Whether one of two causes follows the other within the months that the policy gives, from the day on which workers leave. */
function isInTime(fresh: OpenCase, other: OpenCase, { policy: { episodes } }: Joining): boolean {
  const within = (leading: OpenCase, following: OpenCase) => {
    const months = episodes.follows[leading.cause]?.[following.cause];
    if (months === undefined) return false;
    const start = startOf(leading);
    // What rose in the month before anyone left may be of the same risk: plans are known before they are reported.
    const first = shiftPeriod(start, "month", -2);
    return following.opened > first && following.opened <= shiftPeriod(start, "month", months);
  };
  return within(other, fresh) || within(fresh, other);
}
