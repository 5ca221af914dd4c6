import type { EventRule, LayoffEvent } from "../definitions/define.ts";
import type { JudgeView } from "./view.ts";

/** The places whose layoff reports are an area's: itself and all areas below it, whether or not they owe statements. */
export function placesOf(areas: JudgeView["areas"], area: string): readonly string[] {
  const known = placesByAreas.get(areas) ?? placesWithin(areas);
  placesByAreas.set(areas, known);
  return known.get(area) ?? [area];
}

const placesByAreas = new WeakMap<JudgeView["areas"], ReadonlyMap<string, readonly string[]>>();

/** Every area with itself and all areas below it. */
function placesWithin(areas: JudgeView["areas"]): Map<string, string[]> {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  const places = new Map(areas.map(({ code }) => [code, [code]]));
  for (const { code } of areas) {
    const above = new Set([code]);
    for (let at = parents.get(code) ?? null; at !== null && !above.has(at); at = parents.get(at) ?? null) {
      above.add(at);
      places.get(at)?.push(code);
    }
  }
  return places;
}

/** The layoff reports that a rule reads in an area: of its places, each with the place it came from, by date. */
export function layoffsIn(
  view: JudgeView,
  area: string,
  date: string,
  { windowDays, levels }: Pick<EventRule, "windowDays" | "levels">,
): readonly LayoffEvent[] {
  const level = view.areas.find(({ code }) => code === area)?.level;
  const places = levels.some((ruleLevel) => ruleLevel === level) ? placesOf(view.areas, area) : [area];
  if (places.length === 1) return view.layoffs(area, date, windowDays);
  return places
    .flatMap((place) => view.layoffs(place, date, windowDays).map((event) => ({ ...event, area: place })))
    .sort((a, b) => Number(a.receivedOn > b.receivedOn) - Number(a.receivedOn < b.receivedOn));
}
