import type { DirectoryOffice } from "../delivery/directory.ts";
import type { Place } from "../documents/area-places.ts";
import type { AreaState, MapArea, MapBlock, TileMap } from "../documents/content.ts";
import { dateText, type Language, translate } from "../language/index.ts";
import { type KnownStates, legendOf, mapArea, namesOf, STATES, stateOf, stateText } from "./area-state.ts";
import type { NoticeSetting } from "./notice-setting.ts";

/** Columns of named tiles, and of boxes in the order of the register. */
const [NAMED_COLUMNS, FEWEST, MOST_COLUMNS] = [3, 3, 6] as const;

/**
 * Where the areas below an office stand, as a map of tiles (各地状态图): an area with others below it is a box with a tile for each of them, another a tile
 * with its name. Null where nothing is open and every area was judged.
 */
export function areaMap(
  { area }: DirectoryOffice,
  known: KnownStates,
  date: string,
  setting: NoticeSetting,
): TileMap | null {
  const { language, directory, map } = setting;
  const children = directory.below(area, date);
  const isBoxed = children.some((child) => directory.below(child, date).length > 0);
  const placed = children.some((child) => map?.places.has(child));
  const places = placesOf(children, map?.places ?? new Map(), isBoxed);
  const blocks = children.map((child): MapBlock => {
    const below = directory.below(child, date);
    // A box shows its area by itself, since the areas below have their tiles; a tile stands for all that lies within.
    const counts = (code: string) => (below.length > 0 ? code === child : directory.isWithin(code, child));
    return {
      ...mapArea(child, stateOf(child, known, counts), setting),
      ...places.get(child)!,
      tiles: below.map((each) =>
        mapArea(
          each,
          stateOf(each, known, (code) => directory.isWithin(code, each)),
          setting,
        ),
      ),
    };
  });
  const areas = blocks.flatMap((block): MapArea[] => [block, ...block.tiles]);
  if (areas.every(({ state }) => state === "quiet")) return null;
  const title = translate(language, "map.title", {
    ...{ area: directory.areaName(area), date: dateText(date, language) },
  });
  return {
    ...{ kind: "tiles", title, blocks, legend: legendOf(language), alt: altOf(title, areas, setting) },
    notes: notesOf(areas, isBoxed, placed, language),
  };
}

/** The states of which there are areas, but quiet, with these areas; the gravest first. */
const statesOf = (areas: readonly MapArea[]): (readonly [AreaState, readonly MapArea[]])[] =>
  STATES.filter((state) => state !== "quiet")
    .map((state) => [state, areas.filter((area) => area.state === state)] as const)
    .filter(([, ofState]) => ofState.length > 0);

/** What the map shows, in words: how many areas of each state. */
function altOf(title: string, areas: readonly MapArea[], { language }: NoticeSetting): string {
  const states = statesOf(areas).map(([state, { length }]) =>
    translate(language, "map.count", { state: stateText(state, language), count: length }),
  );
  const count = areas.filter(({ state }) => state === "quiet").length;
  const rest = count > 0 ? [translate(language, "map.rest", { count })] : [];
  return translate(language, "map.alt", {
    ...{ title, states: [...states, ...rest].join(translate(language, "list.comma")) },
  });
}

/** What the signs mean, and the areas of each state by their names: a tile in a box has none. */
function notesOf(
  areas: readonly MapArea[],
  isBoxed: boolean,
  isPlaced: boolean,
  language: Language,
): string[] {
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
    translate(language, isBoxed ? "map.blocks" : "map.tiles"),
    translate(language, isPlaced ? "map.by-place" : "map.by-register"),
    ...(named.length > 0
      ? [translate(language, "map.open", { states: named.join(translate(language, "list.reasons")) })]
      : []),
    ...(notJudged.length > 0
      ? [translate(language, "map.hatch", { areas: namesOf(notJudged, language) })]
      : []),
  ];
}

/** A place for each area: as the deployment has it, the others after those in the order of the register. */
function placesOf(
  areas: readonly string[],
  given: ReadonlyMap<string, Place>,
  isBoxed: boolean,
): ReadonlyMap<string, Place> {
  const known = areas.flatMap((area) => given.get(area) ?? []);
  const plain = isBoxed
    ? Math.min(MOST_COLUMNS, Math.max(FEWEST, Math.ceil(Math.sqrt(areas.length * 1.5))))
    : NAMED_COLUMNS;
  const columns = known.length > 0 ? Math.max(...known.map(({ column }) => column)) : plain;
  const above = known.length > 0 ? Math.max(...known.map(({ row }) => row)) : 0;
  let count = 0;
  return new Map(
    areas.map((area) => {
      const place = given.get(area);
      if (place) return [area, place];
      const at = count++;
      return [area, { column: (at % columns) + 1, row: above + Math.floor(at / columns) + 1 }];
    }),
  );
}
