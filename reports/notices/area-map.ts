import type { DirectoryOffice } from "../delivery/directory.ts";
import type { Place } from "../documents/area-places.ts";
import type { MapArea, MapBlock, OutlineMap, TileMap } from "../documents/content.ts";
import { translate } from "../language/index.ts";
import { type KnownStates, legendOf, mapArea, stateAt, stateWithin } from "./area-state.ts";
import { mapAlt, mapTitle, stateNotes } from "./map-notes.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import { outlineMap } from "./outline-map.ts";

/** Columns of named tiles, and of boxes in the order of the register. */
const [NAMED_COLUMNS, FEWEST, MOST_COLUMNS] = [3, 3, 6] as const;

/**
 * Where the areas below an office stand, as a picture (各地状态图): by their outlines where the deployment has any of them, else as tiles. Null where
 * nothing is open and every area was judged.
 */
export const areaMap = (
  office: DirectoryOffice,
  known: KnownStates,
  date: string,
  setting: NoticeSetting,
): OutlineMap | TileMap | null => {
  const map = outlineMap(office, known, date, setting) ?? tileMap(office, known, date, setting);
  const areas = map.kind === "tiles" ? tilesOf(map) : map.areas;
  return areas.every(({ state }) => state === "quiet") ? null : map;
};

const tilesOf = ({ blocks }: Pick<TileMap, "blocks">): MapArea[] =>
  blocks.flatMap((block): MapArea[] => [block, ...block.tiles]);

/** A map of tiles: an area with others below it is a box with a tile for each of them, another a tile with its name. */
function tileMap(
  { area }: DirectoryOffice,
  known: KnownStates,
  date: string,
  setting: NoticeSetting,
): TileMap {
  const { language, directory, map } = setting;
  const children = directory.below(area, date);
  const isBoxed = children.some((child) => directory.below(child, date).length > 0);
  const isPlaced = children.some((child) => map?.places.has(child));
  const places = placesOf(children, map?.places ?? new Map(), isBoxed);
  const blocks = children.map((child): MapBlock => {
    const below = directory.below(child, date);
    // A box shows its area by itself, since the areas below have their tiles; a tile stands for all that lies within.
    const state = below.length > 0 ? stateAt(child, known) : stateWithin(child, known, directory);
    return {
      ...mapArea(child, state, setting),
      ...places.get(child)!,
      tiles: below.map((each) => mapArea(each, stateWithin(each, known, directory), setting)),
    };
  });
  const [title, areas] = [mapTitle(area, date, setting), tilesOf({ blocks })];
  return {
    ...{ kind: "tiles", title, blocks, legend: legendOf(language), alt: mapAlt(title, areas, setting) },
    notes: [
      translate(language, isBoxed ? "map.blocks" : "map.tiles"),
      translate(language, isPlaced ? "map.by-place" : "map.by-register"),
      ...stateNotes(areas, language),
    ],
  };
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
