import { day, type Warehouse } from "../../../warehouse/engine/warehouse.ts";
import type { Text } from "../../indicators/define.ts";
import type { Tier } from "../../policy/tiers.ts";
import type { CaseChange } from "../case-event.ts";
import type { CaseState, Episode } from "../case-state.ts";
import type { Step } from "../case-step.ts";
import type { EpisodeView, Limb, LinkKind } from "./episode.ts";
import { titleOf } from "./episode-title.ts";
import type { EpisodeLink } from "./join-episodes.ts";

/** SQL: how each case stands to each episode now: the last row of both. */
const LINKS = `(SELECT * FROM episode_link QUALIFY row_number() OVER (PARTITION BY episode, case_id ORDER BY seq DESC) = 1)`;

/** The episodes of the cases named, each by the name of the case among the open ones. */
export async function readEpisodes(
  warehouse: Warehouse,
  keys: ReadonlyMap<string, string>,
): Promise<CaseState["episodes"]> {
  const episodes = new Map<string, Episode>();
  if (keys.size === 0) return episodes;
  const rows = await warehouse.rows<{ episode: string; opened: string; caseId: string; link: LinkKind }>(
    `SELECT episode, episode.opened, case_id AS "caseId", link FROM ${LINKS} AS links JOIN episode ON episode.id = episode
     WHERE kind = 'limb' AND case_id IN (SELECT unnest($ids)) ORDER BY episode, seq`,
    { ids: [...keys.keys()] },
  );
  for (const { episode: id, opened, caseId, link } of rows) {
    const known = episodes.get(id) ?? { id, opened, limbs: [] };
    episodes.set(id, { ...known, limbs: [...known.limbs, { key: keys.get(caseId)!, link }] });
  }
  return episodes;
}

/** How many episodes a year has had. */
export const episodesNumbered = async (warehouse: Warehouse, year: string): Promise<number> =>
  (
    await warehouse.rows<{ count: number }>(
      "SELECT count(*) AS count FROM episode WHERE starts_with(id, $year || '-E')",
      { year },
    )
  )[0]!.count;

/** Write the episodes that a night began and how its new cases came to theirs. */
export async function writeLinks(
  warehouse: Warehouse,
  { links, events }: Pick<Step, "links" | "events">,
  at: { readonly night: number; readonly date: string },
): Promise<void> {
  for (const { episode, caseId, kind, link } of links) {
    const opening = events.find((event) => event.caseId === caseId);
    if (kind === "limb" && link === "first" && opening)
      await beginEpisode(warehouse, episode, at.date, await titleOf(warehouse, opening));
  }
  await appendLinks(warehouse, links, at);
}

/** Begin an episode under the title that it keeps. */
export const beginEpisode = async (
  warehouse: Warehouse,
  id: string,
  opened: string,
  title: Text,
): Promise<void> => {
  await warehouse.append("episode", [[id, day(opened), JSON.stringify(title)]]);
};

/** Give a title to episodes that have none: those of cases from before there were episodes. It is written once and stays. */
export async function titleEpisodes(warehouse: Warehouse): Promise<void> {
  const bare = await warehouse.rows<{ id: string; area: string; rule: string; opened: string }>(
    `SELECT episode.id, risk_case.area, case_event.rule, episode.opened FROM episode
     JOIN episode_link ON episode_link.episode = episode.id AND episode_link.link = 'first'
     JOIN risk_case ON risk_case.id = episode_link.case_id JOIN case_event ON case_event.case_id = risk_case.id AND case_event.seq = 1
     WHERE title IS NULL ORDER BY episode.id`,
  );
  for (const { id, ...first } of bare)
    await warehouse.run("UPDATE episode SET title = CAST($title AS JSON) WHERE id = $id", {
      ...{ id, title: JSON.stringify(await titleOf(warehouse, first)) },
    });
}

/** Append how cases came to episodes, or were cut from them. */
export async function appendLinks(
  warehouse: Warehouse,
  links: readonly EpisodeLink[],
  {
    night,
    date,
    note = null,
  }: { readonly night: number | null; readonly date: string; readonly note?: string | null },
): Promise<void> {
  const [row] = await warehouse.rows<{ last: number }>(
    "SELECT coalesce(max(seq), 0) AS last FROM episode_link",
  );
  await warehouse.append(
    "episode_link",
    links.map(({ episode, caseId, kind, link, person = null }, at) => [
      row!.last + at + 1,
      ...[episode, caseId, kind, link, person, day(date), night, note],
    ]),
  );
}

/** A case in an episode as it is read. */
interface LimbRow {
  readonly episode: string;
  readonly title: string | null;
  readonly begun: string;
  readonly kind: "limb" | "related";
  readonly person: string | null;
  readonly caseId: string;
  readonly area: string;
  readonly cause: string;
  readonly rule: string;
  readonly tier: Tier | null;
  readonly state: string;
  readonly lastChange: CaseChange;
  readonly opened: string;
  readonly changed: string;
  readonly link: LinkKind;
}

const LIMB_ROWS = `SELECT links.episode, CAST(episode.title AS VARCHAR) AS title, episode.opened AS begun, links.kind, links.person,
    state.id AS "caseId", state.area, state.cause, state.tier, state.state, state.last_change AS "lastChange", state.opened, state.changed,
    links.link, max_by(event.rule, event.seq) AS rule
  FROM ${LINKS} AS links JOIN episode ON episode.id = links.episode
  JOIN case_state AS state ON state.id = links.case_id JOIN case_event AS event ON event.case_id = state.id`;

/** Episodes by their numbers. */
export async function episodesNamed(
  warehouse: Warehouse,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EpisodeView>> {
  const views = new Map<string, EpisodeView>();
  if (ids.length === 0) return views;
  const rows = await warehouse.rows<LimbRow>(
    `SELECT * FROM (${LIMB_ROWS} WHERE links.kind <> 'cut' AND links.episode IN (SELECT unnest($ids)) GROUP BY ALL)
     ORDER BY episode, link <> 'first', opened, "caseId"`,
    { ids },
  );
  for (const id of new Set(rows.map(({ episode }) => episode))) {
    const members = rows.filter(({ episode }) => episode === id);
    const limbs = members.filter(({ kind }) => kind === "limb");
    const isOver = limbs.every(({ state }) => ENDED.has(state));
    const [first] = limbs;
    if (!first) continue;
    views.set(id, {
      id,
      title: first.title === null ? await titleOf(warehouse, first) : (JSON.parse(first.title) as Text),
      opened: first.begun,
      lifted: isOver
        ? limbs
            .map(({ changed }) => changed)
            .sort()
            .at(-1)!
        : null,
      limbs: limbs.map(limbOf),
      related: members.filter(({ kind }) => kind === "related").map(limbOf),
    });
  }
  return views;
}

const ENDED: ReadonlySet<string> = new Set(["lifted", "merged", "closed"]);

const limbOf = ({
  caseId,
  area,
  cause,
  rule,
  tier,
  state,
  lastChange,
  opened,
  link,
  person,
}: LimbRow): Limb => ({
  ...{ caseId, area, cause, rule, lastChange, opened, link },
  tier: state === "open" ? tier : null,
  isConfirmed: link === "first" || person !== null,
  person,
});

/** The episode of each case named; none for an exercise. */
export async function episodesOf(
  warehouse: Warehouse,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, EpisodeView>> {
  if (caseIds.length === 0) return new Map();
  const rows = await warehouse.rows<{ caseId: string; episode: string }>(
    `SELECT case_id AS "caseId", episode FROM ${LINKS} AS links WHERE kind = 'limb' AND case_id IN (SELECT unnest($ids)) ORDER BY seq`,
    { ids: [...new Set(caseIds)] },
  );
  const views = await episodesNamed(warehouse, [...new Set(rows.map(({ episode }) => episode))]);
  return new Map(
    rows.flatMap(({ caseId, episode }) => {
      const view = views.get(episode);
      return view ? [[caseId, view] as const] : [];
    }),
  );
}
