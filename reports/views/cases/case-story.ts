import type { CaseEvent } from "../../../rules/cases/case-event.ts";
import { eventsOfCases } from "../../../rules/cases/case-log.ts";
import type { EpisodeView } from "../../../rules/cases/episodes/episode.ts";
import { episodesNamed, episodesOf } from "../../../rules/cases/episodes/episode-log.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { actsOf, type StoryAct } from "./story-acts.ts";

/** A message about a change, to one office, and how many of its deliveries arrived. */
export interface CaseMessage {
  readonly caseId: string;
  readonly seq: number;
  readonly office: string;
  readonly subject: string;
  readonly sent: number;
  readonly open: number;
}

/** A case in a story, as it stands. */
export interface StoryCase {
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly tier: Tier;
  readonly state: "open" | "quiet" | "lifted" | "merged" | "closed";
}

/** The whole story of a case, or of an episode with all its cases (经过): changes, who was told, what was answered and decided. */
export interface Story {
  readonly episode: EpisodeView | null;
  /** The case that was asked about; null for an episode. */
  readonly asked: string | null;
  /** The case asked about, or the limbs of the episode; then the others that are named. */
  readonly cases: readonly StoryCase[];
  readonly events: readonly (CaseEvent & { readonly night: number })[];
  readonly messages: readonly CaseMessage[];
  readonly acts: readonly StoryAct[];
  /** Cases whose end was told by the notice of another limb that was lifted with them, with that limb. */
  readonly announcedBy: ReadonlyMap<string, string>;
}

/**
 * The story of a case with that of its episode's other limbs left out; null where there is no such case.
 *
 * @param zone IANA name of the deployment's time zone, which gives the days of what people did
 */
export async function storyOfCase(warehouse: Warehouse, id: string, zone: string): Promise<Story | null> {
  const episode = (await episodesOf(warehouse, [id])).get(id) ?? null;
  const cases = await casesOf(warehouse, [id, ...namedBy(episode)]);
  if (!cases.some((known) => known.id === id)) return null;
  return { episode, asked: id, cases, ...(await happenings(warehouse, [id], episode, zone)) };
}

/**
 * The story of an episode: of all its limbs together; null where there is no such episode.
 *
 * @param zone IANA name of the deployment's time zone, which gives the days of what people did
 */
export async function storyOfEpisode(warehouse: Warehouse, id: string, zone: string): Promise<Story | null> {
  const episode = (await episodesNamed(warehouse, [id])).get(id);
  if (!episode) return null;
  const limbs = episode.limbs.map(({ caseId }) => caseId);
  const cases = await casesOf(warehouse, namedBy(episode));
  return { episode, asked: null, cases, ...(await happenings(warehouse, limbs, episode, zone)) };
}

const namedBy = (episode: EpisodeView | null): string[] =>
  [...(episode?.limbs ?? []), ...(episode?.related ?? [])].map(({ caseId }) => caseId);

const casesOf = (warehouse: Warehouse, ids: readonly string[]): Promise<StoryCase[]> =>
  warehouse.rows(
    "SELECT id, area, cause, tier, state FROM case_state WHERE id IN (SELECT unnest($ids)) ORDER BY id",
    { ids },
  );

async function happenings(
  warehouse: Warehouse,
  ids: readonly string[],
  episode: EpisodeView | null,
  zone: string,
): Promise<Pick<Story, "events" | "messages" | "acts" | "announcedBy">> {
  const limbs = episode?.limbs.map(({ caseId }) => caseId) ?? [];
  return {
    events: await eventsOfCases(warehouse, ids),
    messages: await messagesOf(warehouse, ids),
    acts: await actsOf(warehouse, ids, zone),
    announcedBy: await announcedByOthers(warehouse, ids, limbs),
  };
}

const messagesOf = (warehouse: Warehouse, ids: readonly string[]): Promise<CaseMessage[]> =>
  warehouse.rows<CaseMessage>(
    `SELECT case_id AS "caseId", seq, office, subject, count(*) FILTER (delivery.state = 'sent') AS sent,
            count(*) FILTER (delivery.state <> 'sent') AS open
     FROM (
       SELECT id, case_id, seq, office, subject FROM notice WHERE case_id IN (SELECT unnest($ids))
       UNION ALL
       SELECT letter.id, case_id, seq, coalesce(gathered_change.office, letter.office), subject FROM gathered_change JOIN letter ON letter.id = letter
       WHERE case_id IN (SELECT unnest($ids))
     ) AS message JOIN delivery ON delivery.notice = message.id GROUP BY ALL ORDER BY case_id, seq, office`,
    { ids },
  );

/** The liftings of an episode in one night are told by the notice of one limb. */
async function announcedByOthers(
  warehouse: Warehouse,
  ids: readonly string[],
  limbs: readonly string[],
): Promise<Map<string, string>> {
  const rows = await warehouse.rows<{ caseId: string; speaker: string }>(
    `SELECT named.case_id AS "caseId", min(speaking.case_id) AS speaker
     FROM case_event AS named JOIN case_event AS speaking ON speaking.date = named.date AND speaking.kind = 'lifted'
     WHERE named.kind = 'lifted' AND named.case_id IN (SELECT unnest($ids)) AND speaking.case_id IN (SELECT unnest($limbs))
       AND (speaking.case_id, speaking.seq) IN (SELECT (case_id, seq) FROM notice JOIN delivery ON delivery.notice = notice.id)
       AND (named.case_id, named.seq) NOT IN (SELECT (case_id, seq) FROM notice JOIN delivery ON delivery.notice = notice.id)
     GROUP BY ALL`,
    { ids, limbs: [...limbs] },
  );
  return new Map(rows.map(({ caseId, speaker }) => [caseId, speaker]));
}
