import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { byEmployer } from "../../rules/definitions/by-employer.ts";
import type { LayoffEvent } from "../../rules/definitions/define.ts";
import type { Directory } from "../delivery/directory.ts";
import { numberText, shortDateText, translate } from "../language/index.ts";
import type { Row } from "./figure-rows.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import type { Addressee } from "./route.ts";

/** Most enterprises, and most areas, that a notice lists. */
const MOST = 10;

/** What of the layoffs in the window a reader is given: the enterprises, or the areas below with their persons and numbers of enterprises. */
export type ReportedLayoffs =
  | { readonly kind: "firms"; readonly firms: ReturnType<typeof byEmployer> }
  | { readonly kind: "places"; readonly places: ReturnType<typeof rankedPlaces> };

/**
 * The layoffs reported in the window of a change, as its reader needs them (涉及企业、分地区情况): a banner with a duty reads the enterprises with when
 * their workers leave, the largest first; a league and the region read the areas below, ranked, without names. Null where there is nothing to list.
 */
export function reportedLayoffs(
  { area, kind }: CaseEvent,
  { view, seesEnterprises, audience }: Addressee,
  { directory, story }: NoticeSetting,
): ReportedLayoffs | null {
  const reported = story?.reported ?? [];
  if (reported.length < 2 || kind === "lifted" || kind === "closed" || kind === "quiet") return null;
  if (view === "banner")
    return audience === "own" && seesEnterprises ? { kind: "firms", firms: byEmployer(reported) } : null;
  const places = rankedPlaces(area, reported, directory);
  return places.length < 2 ? null : { kind: "places", places };
}

/** The same as a row of a notice. */
export function reportedRows(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): Row[] {
  const { language, directory } = setting;
  const reported = reportedLayoffs(event, addressee, setting);
  if (reported === null) return [];
  const texts =
    reported.kind === "firms"
      ? reported.firms.map((firm) => firmText(firm, language))
      : reported.places.map(({ code, persons, firms }) =>
          translate(language, "item.place", {
            ...{ area: directory.areaName(code), firms },
            persons: numberText(persons, language, 0),
          }),
        );
  return [[reported.kind === "firms" ? "item.firms" : "item.places", listed(texts, language)]];
}

const firmText = (
  { employer, persons, startsOn }: ReturnType<typeof byEmployer>[number],
  language: NoticeSetting["language"],
): string =>
  translate(language, startsOn ? "item.firm-leaving" : "item.firm", {
    ...{ employer, persons: numberText(persons, language, 0) },
    date: startsOn ? shortDateText(startsOn, language) : "",
  });

/** The areas directly below with their persons, the most first. */
function rankedPlaces(area: string, reported: readonly LayoffEvent[], directory: Directory) {
  const places = new Map<string, LayoffEvent[]>();
  for (const report of reported) {
    const code = report.area === area ? area : directory.childTowards(area, report.area ?? area);
    places.set(code, [...(places.get(code) ?? []), report]);
  }
  return [...places]
    .map(([code, reports]) => ({
      code,
      persons: reports.reduce((sum, { persons }) => sum + persons, 0),
      firms: byEmployer(reports).length,
    }))
    .sort((a, b) => b.persons - a.persons || Number(a.code > b.code) - Number(a.code < b.code));
}

/** The first of some texts, and how many there are in all. */
function listed(texts: readonly string[], language: NoticeSetting["language"]): string {
  const list = texts.slice(0, MOST).join(translate(language, "list.reasons"));
  return texts.length > MOST ? translate(language, "item.more", { list, count: texts.length }) : list;
}
