import { type Language, numberText, translate } from "../../language/index.ts";
import { PAPER } from "../palette.ts";
import { ChartError, type DrawnAnswer, seriesOf } from "./answer-chart.ts";
import { EDGE, WIDTH } from "./chart-frame.ts";
import { drawingSvg } from "./drawing.ts";
import { hatchLines, INK, type Shape } from "./ground-shapes.ts";
import { textShape } from "./text-shapes.ts";
import { textWidth } from "./text-width.ts";

/** An area as the copy has it. */
export interface DrawnArea {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

/** Shades from the least to the most, each with what stands on it: a fifth of the areas has each. */
const SHADES = [
  { fill: "#E8F0F8", onFill: PAPER.text },
  { fill: "#C3D8EC", onFill: PAPER.text },
  { fill: "#93B8DD", onFill: PAPER.text },
  { fill: "#3F78B9", onFill: "#FFFFFF" },
  { fill: "#1A4F92", onFill: "#FFFFFF" },
] as const;

/** Tiles in a row, and the size of each with its gap. */
const [COLUMNS, TILE] = [4, { width: 121, height: 46, gap: 4 }] as const;
/** Size of the texts of a tile. */
const SIZE = 13;

/**
 * An answer as tiles of areas (格子图), those of one area above together in the order of the register, in five shades by their figures; each figure stands on its
 * tile, and an area without one is hatched.
 *
 * @throws ChartError where no row is an area, or there is no figure
 */
export function answerMapSvg(answer: DrawnAnswer, areas: readonly DrawnArea[], language: Language): string {
  const { places, series } = seriesOf(answer, { kind: "bar" });
  const values = series[0]!.values;
  const known = new Map(
    areas.flatMap(
      (area) =>
        [
          [area.code, area],
          [area.name, area],
        ] as const,
    ),
  );
  const drawn = places.flatMap((place, at) => {
    const area = known.get(place);
    return area ? [{ area, value: values[at] ?? null }] : [];
  });
  if (drawn.length === 0) throw new ChartError("chart-of.no-areas");
  const order = new Map(areas.map(({ code }, at) => [code, at]));
  drawn.sort((a, b) => order.get(a.area.code)! - order.get(b.area.code)!);
  const bounds = boundsOf(drawn.flatMap(({ value }) => value ?? []));
  const shapes: Shape[] = [];
  let top = EDGE;
  for (const parent of new Set(drawn.map(({ area }) => area.parent))) {
    const name = areas.find(({ code }) => code === parent)?.name ?? "";
    if (name !== "")
      shapes.push(textShape(name, EDGE, top + 10, { fill: PAPER.text, size: SIZE, isBold: true }));
    top += name === "" ? 0 : 24;
    const group = drawn.filter(({ area }) => area.parent === parent);
    for (const [at, each] of group.entries())
      shapes.push(...tileShapes(each, bounds, placeOf(at, top), language));
    top += Math.ceil(group.length / COLUMNS) * (TILE.height + TILE.gap) + 8;
  }
  shapes.push(...legendShapes(bounds, top, language));
  return drawingSvg({ height: top + 34, shapes });
}

const placeOf = (at: number, top: number) => ({
  left: EDGE + (at % COLUMNS) * (TILE.width + TILE.gap),
  top: top + Math.floor(at / COLUMNS) * (TILE.height + TILE.gap),
});

/** The figures at which the shades change: fifths of the areas. */
function boundsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) throw new ChartError("chart-of.no-figures");
  return SHADES.slice(1).map(
    (_, at) => sorted[Math.min(sorted.length - 1, Math.floor(((at + 1) * sorted.length) / SHADES.length))]!,
  );
}

const shadeOf = (value: number, bounds: readonly number[]) =>
  SHADES[bounds.filter((bound) => value >= bound).length]!;

function tileShapes(
  { area, value }: { readonly area: DrawnArea; readonly value: number | null },
  bounds: readonly number[],
  { left, top }: { readonly left: number; readonly top: number },
  language: Language,
): Shape[] {
  const shade = value === null ? { fill: INK.hatchGround, onFill: PAPER.text } : shadeOf(value, bounds);
  const shape = { x: left, y: top, width: TILE.width, height: TILE.height };
  const middle = left + TILE.width / 2;
  return [
    { type: "rect", shape, style: { fill: shade.fill, stroke: PAPER.line, lineWidth: 1 } },
    ...(value === null ? hatchLines(left, left + TILE.width, top, top + TILE.height) : []),
    textShape(cut(area.name), middle, top + 15, { fill: shade.onFill, size: SIZE, align: "center" }),
    textShape(value === null ? "—" : numberText(value, language), middle, top + 33, {
      ...{ fill: shade.onFill, size: SIZE, isBold: true, align: "center" },
    }),
  ];
}

/** A name as it fits on a tile. */
function cut(name: string): string {
  let shown = name;
  while (textWidth(shown, SIZE) > TILE.width - 8) shown = `${shown.replace(/…$/u, "").slice(0, -1)}…`;
  return shown;
}

/** The shades with the figures from which they count. */
function legendShapes(bounds: readonly number[], top: number, language: Language): Shape[] {
  const width = (WIDTH - 2 * EDGE) / SHADES.length;
  return SHADES.flatMap(({ fill, onFill }, at): Shape[] => {
    const text =
      at === 0
        ? translate(language, "chart-of.below", { value: numberText(bounds[0]!, language) })
        : translate(language, "chart-of.from", { value: numberText(bounds[at - 1]!, language) });
    const shape = { x: EDGE + at * width, y: top, width: width - 2, height: 24 };
    return [
      { type: "rect", shape, style: { fill } },
      textShape(text, EDGE + (at + 0.5) * width, top + 12, { fill: onFill, size: 12, align: "center" }),
    ];
  });
}

/** The statement that gives the areas of the copy in the order of the register. */
export const AREAS_OF_COPY = "SELECT code, name, parent FROM area ORDER BY code";
