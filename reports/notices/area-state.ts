import { graver, type Tier } from "../../rules/policy/tiers.ts";
import type { Directory } from "../delivery/directory.ts";
import type { AreaState, MapArea, MapSign } from "../documents/content.ts";
import { type Language, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { GRAVEST_FIRST, type OpenCase } from "./standing.ts";

/** What is known of areas on a night: the open cases, and the areas of which nothing could be judged. */
export interface KnownStates {
  readonly open: readonly OpenCase[];
  readonly notJudged: ReadonlySet<string>;
}

const gravest = (open: readonly OpenCase[]): Tier | null =>
  open.reduce<Tier | null>((found, { tier }) => graver(found, tier), null);

/** How an area stands by itself: the gravest of its cases; without any, whether it could be judged. */
export const stateAt = (area: string, { open, notJudged }: KnownStates): AreaState =>
  gravest(open.filter((each) => each.area === area)) ?? (notJudged.has(area) ? "not-judged" : "quiet");

/** How an area stands with all that lies within; it is not quiet while a part of it was not judged. */
export function stateWithin(area: string, { open, notJudged }: KnownStates, directory: Directory): AreaState {
  const isWithin = (code: string): boolean => directory.isWithin(code, area);
  const tier = gravest(open.filter((each) => isWithin(each.area)));
  return tier ?? ([...notJudged].some(isWithin) ? "not-judged" : "quiet");
}

/** A state in words: the tier by its name, nothing open, or not judged. */
export const stateText = (state: AreaState, language: Language): string =>
  state === "quiet" || state === "not-judged"
    ? translate(language, `map.${state}`)
    : translate(language, `tier.${state}`);

/** States as they are listed, the gravest first. */
export const STATES: readonly AreaState[] = [...GRAVEST_FIRST, "quiet", "not-judged"];

/** What the states look like on a map. */
export const legendOf = (language: Language): MapSign[] =>
  STATES.map((state) => ({
    state,
    sign: state === "quiet" || state === "not-judged" ? "" : translate(language, `tier-numeral.${state}`),
    text: stateText(state, language),
  }));

/** An area of a map by its name, state and words. */
export const mapArea = (area: string, state: AreaState, { language, directory }: NoticeSetting): MapArea => ({
  name: directory.areaName(area),
  state,
  text: stateText(state, language),
});

/** Most areas that a sentence names. */
const MOST_NAMED = 12;

/** Names of areas in a sentence; of many the first. */
export function namesOf(areas: readonly MapArea[], language: Language): string {
  const names = areas.map(({ name }) => name);
  const listed = names.slice(0, MOST_NAMED).join(translate(language, "list.separator"));
  return names.length > MOST_NAMED
    ? translate(language, "map.areas-more", { areas: listed, count: names.length })
    : listed;
}
