import type { AreaState, MapArea } from "../documents/content.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import { namesOf, STATES, stateText } from "./area-state.ts";
import type { NoticeSetting } from "./notice-setting.ts";

/** The title of the map of an office. */
export const mapTitle = (area: string, date: string, { language, directory }: NoticeSetting): string =>
  translate(language, "map.title", { area: directory.areaName(area), date: dateText(date, language) });

/** The states of which there are areas, but quiet, with these areas; the gravest first. */
const statesOf = (areas: readonly MapArea[]): (readonly [AreaState, readonly MapArea[]])[] =>
  STATES.filter((state) => state !== "quiet")
    .map((state) => [state, areas.filter((area) => area.state === state)] as const)
    .filter(([, ofState]) => ofState.length > 0);

/** What a map shows, in words: how many areas of each state. */
export function mapAlt(title: string, areas: readonly MapArea[], { language }: NoticeSetting): string {
  const states = statesOf(areas).map(([state, { length }]) =>
    translate(language, "map.count", { state: stateText(state, language), count: length }),
  );
  const count = areas.filter(({ state }) => state === "quiet").length;
  const rest = count > 0 ? [translate(language, "map.rest", { count })] : [];
  return translate(language, "map.alt", {
    ...{ title, states: [...states, ...rest].join(translate(language, "list.comma")) },
  });
}

/** The areas of each state by their names: a tile in a box has none, and a text no picture. */
export function stateNotes(areas: readonly MapArea[], language: Language): string[] {
  const states = statesOf(areas);
  const open = states.filter(([state]) => state !== "not-judged");
  const notJudged = states.find(([state]) => state === "not-judged")?.[1] ?? [];
  const named = open.map(([state, ofState]) =>
    translate(language, "map.areas", {
      state: stateText(state, language),
      areas: namesOf(ofState, language),
    }),
  );
  return [
    ...(named.length > 0
      ? [translate(language, "map.open", { states: named.join(translate(language, "list.reasons")) })]
      : []),
    ...(notJudged.length > 0
      ? [translate(language, "map.hatch", { areas: namesOf(notJudged, language) })]
      : []),
  ];
}
