import type { CaseEvent, CaseOutcome } from "../../../rules/cases/case-event.ts";
import { eventsOfCases } from "../../../rules/cases/case-log.ts";
import type { EpisodeView } from "../../../rules/cases/episodes/episode.ts";
import { episodesNamed, episodesOf } from "../../../rules/cases/episodes/episode-log.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";

/** A message about a change, to one office, and how many of its deliveries arrived. */
export interface CaseMessage {
  readonly caseId: string;
  readonly seq: number;
  readonly office: string;
  readonly subject: string;
  readonly sent: number;
  readonly open: number;
}

/** What a person did about a case or its episode between nights. */
export type StoryAct =
  | { readonly kind: "lift"; readonly date: string; readonly by: string; readonly caseId: string }
  | {
      readonly kind: "close";
      readonly date: string;
      readonly by: string;
      readonly caseId: string;
      readonly outcome: CaseOutcome;
      readonly note: string;
    }
  | {
      readonly kind: "linked" | "cut";
      readonly date: string;
      readonly by: string;
      readonly caseId: string;
      readonly episode: string;
    }
  | {
      readonly kind: "answer";
      readonly date: string;
      readonly by: string;
      readonly caseId: string;
      readonly finding: number;
      readonly verdict: string;
      readonly text: string;
    }
  | {
      readonly kind: "call";
      readonly date: string;
      readonly by: string;
      readonly caseId: string;
      readonly to: string;
      readonly note: string;
    };

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
  readonly cases: readonly StoryCase[];
  readonly events: readonly (CaseEvent & { readonly night: number })[];
  readonly messages: readonly CaseMessage[];
  readonly acts: readonly StoryAct[];
}

/** The story of a case with that of its episode's other limbs left out; null where there is no such case. */
export async function storyOfCase(warehouse: Warehouse, id: string): Promise<Story | null> {
  const cases = await casesOf(warehouse, [id]);
  if (cases.length === 0) return null;
  const episode = (await episodesOf(warehouse, [id])).get(id) ?? null;
  return { episode, asked: id, cases, ...(await happenings(warehouse, [id])) };
}

/** The story of an episode: of all its limbs together; null where there is no such episode. */
export async function storyOfEpisode(warehouse: Warehouse, id: string): Promise<Story | null> {
  const episode = (await episodesNamed(warehouse, [id])).get(id);
  if (!episode) return null;
  const ids = episode.limbs.map(({ caseId }) => caseId);
  return {
    episode,
    asked: null,
    cases: await casesOf(warehouse, ids),
    ...(await happenings(warehouse, ids)),
  };
}

const casesOf = (warehouse: Warehouse, ids: readonly string[]): Promise<StoryCase[]> =>
  warehouse.rows(
    "SELECT id, area, cause, tier, state FROM case_state WHERE id IN (SELECT unnest($ids)) ORDER BY id",
    { ids },
  );

async function happenings(
  warehouse: Warehouse,
  ids: readonly string[],
): Promise<Pick<Story, "events" | "messages" | "acts">> {
  const messages = await warehouse.rows<CaseMessage>(
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
  return { events: await eventsOfCases(warehouse, ids), messages, acts: await actsOf(warehouse, ids) };
}

async function actsOf(warehouse: Warehouse, ids: readonly string[]): Promise<StoryAct[]> {
  const rows = await warehouse.rows<Readonly<Record<string, string | number | null>>>(
    `SELECT kind, strftime(done_at, '%Y-%m-%d') AS date, person AS "by", case_id AS "caseId", outcome, note, NULL AS episode, NULL AS finding
     FROM case_act WHERE case_id IN (SELECT unnest($ids))
     UNION ALL
     SELECT CASE kind WHEN 'cut' THEN 'cut' ELSE 'linked' END, CAST(date AS VARCHAR), person, case_id, NULL, coalesce(note, ''), episode, NULL
     FROM episode_link WHERE person IS NOT NULL AND case_id IN (SELECT unnest($ids))
     UNION ALL
     SELECT 'answer', strftime(answered_at, '%Y-%m-%d'), answered_by, json_extract_string(evidence, '$.case'), verdict, coalesce(answer, ''), NULL, id
     FROM finding_state WHERE kind = 'case-held' AND answered_at IS NOT NULL AND json_extract_string(evidence, '$.case') IN (SELECT unnest($ids))
     UNION ALL
     SELECT 'call', strftime(called_at, '%Y-%m-%d'), "by", case_id, "to", coalesce(note, ''), NULL, NULL
     FROM case_call WHERE case_id IN (SELECT unnest($ids))
     ORDER BY date, kind`,
    { ids },
  );
  return rows.map(
    ({ outcome, finding, ...row }) =>
      (row.kind === "answer"
        ? { ...row, finding, verdict: outcome, text: row.note }
        : row.kind === "call"
          ? { ...row, to: outcome }
          : { ...row, outcome }) as unknown as StoryAct,
  );
}
