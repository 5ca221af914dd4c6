import { addDays, type PeriodKind } from "../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Limb } from "../../rules/cases/episodes/episode.ts";
import { episodesOf } from "../../rules/cases/episodes/episode-log.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { readEvents } from "../../rules/judge/read-facts.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Directory } from "../delivery/directory.ts";
import type { CaseMoment } from "./case-moment.ts";
import type { NoticeSetting, Story } from "./notice-setting.ts";
import { readTrends, type WantedTrend } from "./trends.ts";

/** The night whose reports are listed: its date and what it knows, and the tree of areas. */
export interface StoryNight {
  readonly date: string;
  readonly asOf: string;
  readonly directory: Directory;
}

/** Days of a window of layoffs, and of the reports that a chart shows. */
const [DAYS, CHART_DAYS] = [30, 365];

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
      ? (await readEvents(warehouse, night.date, CHART_DAYS, night)).filter(
          ({ receivedOn }) => receivedOn <= night.date,
        )
      : [];
  const moments = await momentsOf(warehouse, ids);
  const trends = night
    ? await readTrends(
        warehouse,
        cases.flatMap((each) => wantedOf(each, moments)),
        night,
        night.directory,
      )
    : new Map();
  return new Map(
    cases.map(({ id, area, cause, opened }) => [
      id,
      {
        episode: episodes.get(id) ?? null,
        opened,
        ...(night && isOfLayoffs({ cause }) ? layoffsWithin(area, night) : {}),
        ...(trends.has(id) ? { trend: trends.get(id) } : {}),
        moments: moments.filter(({ caseId }) => caseId === id),
        openInArea: open.flatMap((limb) =>
          limb.area === area && limb.caseId !== id
            ? [{ ...limb, link: "first" as const, isConfirmed: true, person: null }]
            : [],
        ),
      },
    ]),
  );

  function layoffsWithin(area: string, { date, directory }: StoryNight): Pick<Story, "reported" | "layoffs"> {
    const within = layoffs.filter((report) => directory.isWithin(report.area, area));
    return {
      layoffs: within,
      reported: within.filter(({ receivedOn }) => receivedOn > addDays(date, -DAYS)),
    };
  }
}

/** A change of a case with its rule, by which its figures are found. */
interface MomentOfCase extends CaseMoment {
  readonly caseId: string;
  readonly rule: string;
  readonly periodKind: PeriodKind;
}

const momentsOf = (warehouse: Warehouse, ids: readonly string[]): Promise<MomentOfCase[]> =>
  warehouse.rows(
    `SELECT case_id AS "caseId", seq, CAST(date AS VARCHAR) AS date, kind, tier_from AS "tierFrom", tier_to AS "tierTo", rule, period_kind AS "periodKind"
     FROM case_event WHERE case_id IN (SELECT unnest($ids)) ORDER BY case_id, seq`,
    { ids },
  );

/** The figures of a case: those of the rule of its last change, where that judges a series. */
function wantedOf(
  { id, area }: { readonly id: string; readonly area: string },
  moments: readonly MomentOfCase[],
): WantedTrend[] {
  const last = moments.findLast(({ caseId }) => caseId === id);
  const rule = last && ruleById(last.rule);
  return rule?.kind === "series"
    ? [{ caseId: id, area, indicator: rule.indicator, kind: last!.periodKind }]
    : [];
}

/** The setting in which a change is composed: with what stands around its case. */
export const around = (setting: NoticeSetting, { caseId }: Pick<CaseEvent, "caseId">): NoticeSetting =>
  setting.stories ? { ...setting, story: setting.stories.get(caseId) ?? null } : setting;
