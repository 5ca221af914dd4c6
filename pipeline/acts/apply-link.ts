import { bilingual } from "../../reports/language/bilingual.ts";
import type { EpisodeView } from "../../rules/cases/episodes/episode.ts";
import {
  appendLinks,
  beginEpisode,
  episodesNamed,
  episodesNumbered,
  episodesOf,
} from "../../rules/cases/episodes/episode-log.ts";
import { titleOf } from "../../rules/cases/episodes/episode-title.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { dayIn } from "../deployment/clock.ts";
import { UserError } from "../deployment/user-error.ts";
import type { LinkAct } from "./act.ts";
import { stateOfCase } from "./apply-case-act.ts";

/** Instant from which an act counts, and the zone that gives its day. */
interface LinkClock {
  readonly now: string;
  readonly zone: string;
}

/**
 * Say that a case is of an episode, which also confirms a link that the night made, or that it is not (归并、分出). A case that is cut from an
 * episode is one by itself.
 *
 * @throws UserError for an unknown case or episode, one that is over, or what is so already
 */
export async function applyLink(warehouse: Warehouse, act: LinkAct, clock: LinkClock): Promise<Text> {
  const { case: caseId, episode: id } = act;
  await stateOfCase(warehouse, caseId);
  const episode = (await episodesNamed(warehouse, [id])).get(id);
  if (!episode) throw new UserError(bilingual("error.episode-unknown", { episode: id }));
  return act.kind === "episode-link"
    ? link(warehouse, episode, act, clock)
    : unlink(warehouse, episode, act, clock);
}

async function link(
  warehouse: Warehouse,
  episode: EpisodeView,
  { case: caseId, by, note }: LinkAct,
  { now, zone }: LinkClock,
): Promise<Text> {
  if (episode.lifted !== null)
    throw new UserError(bilingual("error.episode-over", { episode: episode.id, date: episode.lifted }));
  const limb = episode.limbs.find((known) => known.caseId === caseId);
  if (limb?.isConfirmed)
    throw new UserError(
      bilingual("error.already-limb", { case: caseId, episode: episode.id, by: limb.person ?? "-" }),
    );
  const before = (await episodesOf(warehouse, [caseId])).get(caseId);
  const left = before && before.id !== episode.id ? before : null;
  if (left && left.limbs.length > 1 && left.limbs[0]!.caseId === caseId)
    throw new UserError(bilingual("error.first-limb", { case: caseId, episode: left.id }));
  await appendLinks(
    warehouse,
    [
      ...(left
        ? [{ episode: left.id, caseId, kind: "cut" as const, link: "person" as const, person: by }]
        : []),
      { episode: episode.id, caseId, kind: "limb", link: limb?.link ?? "person", person: by },
    ],
    { night: null, date: dayIn(zone, new Date(now)), note: note || null },
  );
  return bilingual("case.linked", { case: caseId, episode: episode.id, by, title: episode.title });
}

async function unlink(
  warehouse: Warehouse,
  episode: EpisodeView,
  { case: caseId, by, note }: LinkAct,
  { now, zone }: LinkClock,
): Promise<Text> {
  const limb = episode.limbs.find((known) => known.caseId === caseId);
  const names = { case: caseId, episode: episode.id };
  if (!limb) throw new UserError(bilingual("error.not-a-limb", names));
  if (limb.link === "first") throw new UserError(bilingual("error.first-limb", names));
  const date = dayIn(zone, new Date(now));
  const year = date.slice(0, 4);
  const fresh = `${year}-E${String((await episodesNumbered(warehouse, year)) + 1).padStart(3, "0")}`;
  await beginEpisode(warehouse, fresh, limb.opened, await titleOf(warehouse, limb));
  await appendLinks(
    warehouse,
    [
      { episode: episode.id, caseId, kind: "cut", link: limb.link, person: by },
      { episode: fresh, caseId, kind: "limb", link: "first" },
    ],
    { night: null, date, note: note || null },
  );
  return bilingual("case.unlinked", { ...names, by, fresh });
}
