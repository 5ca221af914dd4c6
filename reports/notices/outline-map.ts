import type { DirectoryOffice } from "../delivery/directory.ts";
import type { OutlineArea, OutlineMap } from "../documents/content.ts";
import { projected } from "../documents/projected.ts";
import { translate } from "../language/index.ts";
import { type KnownStates, legendOf, mapArea, namesOf, stateAt, stateWithin } from "./area-state.ts";
import { mapAlt, mapTitle, stateNotes } from "./map-notes.ts";
import type { NoticeSetting } from "./notice-setting.ts";

/** Room of the map in its picture. */
const [WIDTH, MOST_HEIGHT] = [516, 460] as const;

/**
 * A map of the areas below an office by the outlines that the deployment gives (轮廓图): the areas below its leagues where any of these has an outline, with
 * the leagues as lines around them; else the areas directly below. Null where none of them has an outline.
 */
export function outlineMap(
  { area }: DirectoryOffice,
  known: KnownStates,
  date: string,
  setting: NoticeSetting,
): OutlineMap | null {
  const { language, directory, map } = setting;
  const has = (code: string): boolean => map?.outlines.has(code) ?? false;
  const children = directory.below(area, date);
  const parts = children.map((child) => ({ child, below: directory.below(child, date) }));
  const isFine = parts.some(({ below }) => below.some(has));
  if (!isFine && !children.some(has)) return null;
  const codes = parts.flatMap(({ child, below }) => (isFine ? [child, ...below] : [child]));
  const { height, rings } = projected(
    new Map(codes.filter(has).map((code) => [code, map!.outlines.get(code)!])),
    ...([WIDTH, MOST_HEIGHT] as const),
  );
  const areas = parts.flatMap(({ child, below }): OutlineArea[] => {
    const isFrame = isFine && below.length > 0;
    const state = isFrame ? stateAt(child, known) : stateWithin(child, known, directory);
    const inside = isFine ? below : [];
    return [
      { ...mapArea(child, state, setting), rings: rings.get(child) ?? [], isFrame, above: null },
      ...inside.map((each) => ({
        ...mapArea(each, stateWithin(each, known, directory), setting),
        ...{ rings: rings.get(each) ?? [], isFrame: false, above: directory.areaName(child) },
      })),
    ];
  });
  const title = mapTitle(area, date, setting);
  // A league without an outline is seen by the areas inside.
  const absent = areas.filter((each) => each.rings.length === 0 && !each.isFrame);
  return {
    ...{
      kind: "outlines",
      title,
      height,
      areas,
      legend: legendOf(language),
      alt: mapAlt(title, areas, setting),
    },
    notes: [
      translate(language, "map.by-outline"),
      ...(isFine || parts.every(({ below }) => below.length === 0)
        ? []
        : [translate(language, "map.within")]),
      ...(absent.length > 0
        ? [translate(language, "map.no-outline", { areas: namesOf(absent, language) })]
        : []),
      ...stateNotes(areas, language),
    ],
  };
}
