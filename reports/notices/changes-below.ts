import type { CaseChange, CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { rank } from "../../rules/policy/tiers.ts";
import type { DirectoryOffice } from "../delivery/directory.ts";
import type { LetterText } from "../delivery/letter-text.ts";
import type { OutlineMap, Table, TileMap } from "../documents/content.ts";
import { dateText, inLanguage, translate } from "../language/index.ts";
import { changedSeries } from "./changed-series.ts";
import type { NoticeSetting } from "./compose.ts";
import { type GatheredChange, gatheredLetter } from "./gathered-letter.ts";
import { tierOfChange, viewOf } from "./route.ts";

/** What an office reads of a night's changes: in full those that it must know, as lines those of areas below it. */
export interface OfficeChanges {
  readonly full: readonly GatheredChange[];
  readonly below: readonly CaseEvent[];
  /** Where all areas of the office stand, as a table and as a map. */
  readonly standing?: Table | null;
  readonly map?: OutlineMap | TileMap | null;
}

/** Changes by gravity, the gravest first; equal ones in their order. */
export const gravestFirst = (events: readonly CaseEvent[]): CaseEvent[] =>
  [...events].sort((a, b) => rank(tierOfChange(b)) - rank(tierOfChange(a)));

/**
 * The letter of a league or the region with the changes of areas below it: a league reads a line for each, the region a line for each league
 * with its counts. No line names an enterprise.
 */
export function changesBelowLetter(
  { full, below, standing, map }: OfficeChanges,
  office: DirectoryOffice,
  date: string,
  setting: NoticeSetting,
): LetterText {
  const { language, directory } = setting;
  const [, month = "", day = ""] = date.split("-");
  const ordered = gravestFirst(below);
  const fillings = {
    ...{ month: Number(month), day: Number(day), date: dateText(date, language) },
    ...{ here: full.length, below: below.length },
    tier: translate(language, `tier.${tierOfChange(ordered[0]!)}`),
  };
  // Lines on areas below name no enterprise, and nor do their figures.
  const lines = below.map((event) => ({ event, seesEnterprises: false }));
  const charts = [map ?? null, changedSeries([...full, ...lines], date, setting)].filter(
    (picture) => picture !== null,
  );
  const isRegion = viewOf(office, directory) === "region";
  return {
    subject: subjectOfAll(gravestFirst([...full.map(({ event }) => event), ...below]), setting),
    heading: translate(language, "digest.below-heading"),
    office: translate(language, "notice.salutation", { office: office.name }),
    lead: translate(language, "digest.below-lead", fillings),
    blocks: [
      ...(full.length > 0 ? gatheredLetter({ changes: full, duties: [] }, office, date, setting).blocks : []),
      {
        title: translate(language, isRegion ? "digest.below-leagues" : "digest.below-table"),
        lines: isRegion
          ? leagueLines(ordered, office, setting)
          : ordered.map((event) => changeLine(event, setting)),
      },
    ],
    ...(charts.length > 0 ? { charts } : {}),
    ...(standing ? { table: standing } : {}),
    foot: [translate(language, "letter.automatic")],
  };
}

/** The subject: the gravest change by its area, and how many there are. */
const subjectOfAll = (events: readonly CaseEvent[], { language, directory }: NoticeSetting): string =>
  translate(language, events.length > 1 ? "digest.below-subject-more" : "digest.below-subject", {
    ...{ area: directory.areaName(events[0]!.area), count: events.length },
    change: translate(language, `change.${events[0]!.kind}`),
    gravest: translate(language, `tier-short.${tierOfChange(events[0]!)}`),
  });

/** A change below an office in a line: tier, change, area, title, case. */
export const changeLine = (event: CaseEvent, { language, directory }: NoticeSetting): string =>
  translate(language, "digest.below-line", {
    tier: translate(language, `tier-short.${tierOfChange(event)}`),
    change: translate(language, `change.${event.kind}`),
    area: directory.areaName(event.area),
    title: inLanguage(ruleById(event.rule)!.title, language),
    case: event.caseId,
  });

/** A line for each area directly below the region: how many changes of which kind, the gravest tier, and each with its area and case. */
function leagueLines(
  events: readonly CaseEvent[],
  { area }: DirectoryOffice,
  { language, directory }: NoticeSetting,
): string[] {
  const leagues = new Map<string, CaseEvent[]>();
  for (const event of events) {
    const league = directory.childTowards(area, event.area);
    leagues.set(league, [...(leagues.get(league) ?? []), event]);
  }
  const separator = translate(language, "list.separator");
  return [...leagues].map(([league, ofLeague]) =>
    translate(language, "digest.below-league", {
      ...{ area: directory.areaName(league), count: ofLeague.length },
      changes: countsOf(ofLeague)
        .map(([kind, count]) =>
          translate(language, "digest.below-count", { change: translate(language, `change.${kind}`), count }),
        )
        .join(separator),
      tier: translate(language, `tier.${tierOfChange(ofLeague[0]!)}`),
      cases: ofLeague
        .map(({ area, caseId }) =>
          translate(language, "digest.below-case", { area: directory.areaName(area), case: caseId }),
        )
        .join(separator),
    }),
  );
}

function countsOf(events: readonly CaseEvent[]): [CaseChange, number][] {
  const counts = new Map<CaseChange, number>();
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
}
