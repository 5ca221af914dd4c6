import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Limb } from "../../rules/cases/episodes/episode.ts";
import { episodesOf } from "../../rules/cases/episodes/episode-log.ts";
import { readEvents } from "../../rules/judge/read-facts.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { NoticeSetting, Story } from "./notice-setting.ts";

/** The night whose reports are listed: its date and what it knows, and whether an area is another or lies below it. */
export interface StoryNight {
  readonly date: string;
  readonly asOf: string;
  isWithin(area: string, around: string): boolean;
}

/** Days of a window of layoffs. */
const DAYS = 30;

/** What stands around each of some cases: its episode, and what else is open in its area. */
export async function storiesOf(
  warehouse: Warehouse,
  caseIds: readonly string[],
  night?: StoryNight,
): Promise<ReadonlyMap<string, Story>> {
  const ids = [...new Set(caseIds)];
  if (ids.length === 0) return new Map();
  const episodes = await episodesOf(warehouse, ids);
  const cases = await warehouse.rows<{ id: string; area: string; cause: string; opened: string }>(
    "SELECT id, area, cause, opened FROM case_state WHERE id IN (SELECT unnest($ids))",
    { ids },
  );
  const open = await warehouse.rows<Omit<Limb, "link" | "isConfirmed" | "person">>(
    `SELECT state.id AS "caseId", state.area, state.cause, max_by(event.rule, event.seq) AS rule,
            CASE state.state WHEN 'open' THEN state.tier END AS tier, state.last_change AS "lastChange", state.opened
     FROM case_state AS state JOIN case_event AS event ON event.case_id = state.id
     WHERE state.state IN ('open', 'quiet') AND NOT state.drill AND state.area IN (SELECT unnest($areas))
     GROUP BY ALL ORDER BY state.id`,
    { areas: [...new Set(cases.map(({ area }) => area))] },
  );
  const isOfLayoffs = ({ cause }: { readonly cause: string }) => cause === "layoffs";
  const layoffs =
    night && cases.some(isOfLayoffs)
      ? (await readEvents(warehouse, night.date, DAYS, night)).filter(
          ({ receivedOn }) => receivedOn <= night.date,
        )
      : [];
  return new Map(
    cases.map(({ id, area, cause, opened }) => [
      id,
      {
        episode: episodes.get(id) ?? null,
        opened,
        ...(night && isOfLayoffs({ cause })
          ? { reported: layoffs.filter((report) => night.isWithin(report.area, area)) }
          : {}),
        openInArea: open.flatMap((limb) =>
          limb.area === area && limb.caseId !== id
            ? [{ ...limb, link: "first" as const, isConfirmed: true, person: null }]
            : [],
        ),
      },
    ]),
  );
}

/** The setting in which a change is composed: with what stands around its case. */
export const around = (setting: NoticeSetting, { caseId }: Pick<CaseEvent, "caseId">): NoticeSetting =>
  setting.stories ? { ...setting, story: setting.stories.get(caseId) ?? null } : setting;
