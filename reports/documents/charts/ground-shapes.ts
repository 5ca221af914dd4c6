import type { Tier } from "../../../rules/policy/tiers.ts";
import type { Chart, ChartPoint, SeasonPoint } from "../content.ts";
import type { CustomSeriesOption } from "../engines/chart-engine.ts";
import { PAPER, TIER_COLOURS } from "../palette.ts";
import type { Frame } from "./chart-frame.ts";

/** A shape in pixels of the picture. */
export type Shape = NonNullable<ReturnType<NonNullable<CustomSeriesOption["renderItem"]>>>;

/** Lines and points of figures, the season behind them, and the signs of what is not in. */
export const INK = {
  line: "#22303C",
  season: "#C9D6E2",
  seasonMiddle: "#7E93A6",
  hatch: "#AEB8C1",
  hatchGround: "#F4F6F7",
  earlier: "#8793A0",
} as const;

/** Dashes of tier lines: told apart without their colour. */
const DASHES: Readonly<Record<Tier, "solid" | number[]>> = {
  I: "solid",
  II: [14, 5],
  III: [6, 4],
  IV: [2, 3],
};

/** Points from which stems stand close. */
const CLOSE = 24;

/** Colours of a point: of its tier where it is what the notice is about; the others of stems are earlier reports, and pale. */
export function pointColours({ kind, tier }: Chart, { isJudged }: ChartPoint): { fill: string; ink: string } {
  if (isJudged && tier !== null) return TIER_COLOURS[tier];
  const ink = kind === "stems" && !isJudged ? INK.earlier : INK.line;
  return { fill: ink, ink };
}

/** Radius of the sign of a point; stems that stand close have smaller ones. */
export function radiusOf({ kind, points }: Chart, { isJudged }: ChartPoint): number {
  const radius = isJudged ? 7 : 5.5;
  return kind === "stems" && points.length > CLOSE ? (radius * CLOSE) / points.length : radius;
}

/** The band from the lowest to the highest of earlier years, and its middle; both end where too few years are in. */
export function seasonShapes({ season }: Chart, frame: Frame): Shape[] {
  return runsOf(season).flatMap(({ start, parts }) => {
    const at = (pick: (part: SeasonPoint) => number): [number, number][] => {
      const line = parts.map((part, index): [number, number] => [
        frame.x(start + index),
        frame.y(pick(part)),
      ]);
      const [[x, y]] = line as [[number, number]];
      const half = frame.slot / 2;
      return line.length > 1
        ? line
        : [
            [x - half, y],
            [x + half, y],
          ];
    };
    const band = [...at(({ low }) => low), ...at(({ high }) => high).reverse()];
    return [
      { type: "polygon", shape: { points: band }, style: { fill: INK.season, opacity: 0.75 } },
      {
        type: "polyline",
        shape: { points: at(({ middle }) => middle) },
        style: { stroke: INK.seasonMiddle, lineWidth: 1.5, lineDash: [4, 3], fill: "none" },
      },
    ];
  });
}

/** Unbroken runs of the season. */
function runsOf(season: Chart["season"]): { start: number; parts: SeasonPoint[] }[] {
  const runs: { start: number; parts: SeasonPoint[] }[] = [];
  season.forEach((part, index) => {
    if (part === null) return;
    const run = runs.at(-1);
    if (run && run.start + run.parts.length === index) run.parts.push(part);
    else runs.push({ start: index, parts: [part] });
  });
  return runs;
}

/** Between the lines of a hatch. */
const HATCH_STEP = 8;

/** A hatch over the place of every period whose figure is not in. */
export function hatchShapes({ points }: Chart, { x, top, bottom, slot }: Frame): Shape[] {
  return points.flatMap(({ value }, index) => {
    if (value !== null) return [];
    const [left, right] = [x(index) - slot / 2, x(index) + slot / 2];
    return [
      {
        type: "rect",
        shape: { x: left, y: top, width: slot, height: bottom - top },
        style: { fill: INK.hatchGround },
      },
      ...hatchLines(left, right, top, bottom),
    ] satisfies Shape[];
  });
}

/** Rising lines inside a rectangle; they meet those of the neighbouring place. */
export function hatchLines(
  left: number,
  right: number,
  top: number,
  bottom: number,
  step = HATCH_STEP,
): Shape[] {
  const lines: Shape[] = [];
  const first = Math.ceil((left + top) / step) * step;
  for (let sum = first; sum < right + bottom; sum += step) {
    const [x1, x2] = [Math.max(left, sum - bottom), Math.min(right, sum - top)];
    if (x2 - x1 < 0.5) continue;
    lines.push({
      type: "line",
      shape: { x1, y1: sum - x1, x2, y2: sum - x2 },
      style: { stroke: INK.hatch, lineWidth: 1 },
    });
  }
  return lines;
}

/** The lines of the tiers that lie within the axis. */
export function tierLineShapes({ lines }: Chart, { axis, left, right, y }: Frame): Shape[] {
  return lines
    .filter((line) => !axis.beyond.has(line))
    .map(({ tier, value }) => ({
      type: "line",
      shape: { x1: left, y1: y(value), x2: right, y2: y(value) },
      style: { stroke: TIER_COLOURS[tier].ink, lineWidth: 2, lineDash: DASHES[tier] },
    }));
}

/** A stem from zero to each figure, with a head. */
export function stemShapes(chart: Chart, frame: Frame): Shape[] {
  const { axis, x, y, slot } = frame;
  const foot = y(Math.min(Math.max(0, axis.least), axis.most));
  const lineWidth = Math.min(5, Math.max(2, slot / 3));
  return chart.points.flatMap((point, index): Shape[] => {
    if (point.value === null) return [];
    const { fill, ink } = pointColours(chart, point);
    const [cx, cy] = [x(index), y(point.value)];
    return [
      { type: "line", shape: { x1: cx, y1: foot, x2: cx, y2: cy }, style: { stroke: ink, lineWidth } },
      {
        type: "circle",
        shape: { cx, cy, r: radiusOf(chart, point) },
        style: { fill: point.isProvisional ? PAPER.card : fill, stroke: ink, lineWidth: 2.5 },
      },
    ];
  });
}
