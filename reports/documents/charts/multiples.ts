import type { Chart, ChartPoint, Multiples, Panel } from "../content.ts";
import { PAPER, TIER_COLOURS } from "../palette.ts";
import { EDGE, type Frame, TEXT, ticksOf, WIDTH } from "./chart-frame.ts";
import { type Drawing, titleOver } from "./drawing.ts";
import { hatchShapes, INK, pointColours, type Shape, seasonShapes } from "./ground-shapes.ts";
import { periodShapes, textShape, tickShapes } from "./text-shapes.ts";
import { fitLines, textWidth } from "./text-width.ts";
import { valueAxis } from "./value-axis.ts";

/** Panels side by side, between them, and the height of what each shows. */
const [COLUMNS, GAP, PLOT_HEIGHT] = [2, 16, 92] as const;
const [LINE, MOST_LINES] = [21, 2] as const;
/** Room above the plot for half a number, and below it for the periods. */
const [ABOVE, BELOW] = [12, 30] as const;
/** Fewer steps than a chart by itself: the numbers are as large. */
const STEPS = 2;

/** Small charts side by side (小多图): each with its own axis, its season, and its last value beside the last point. */
export function multiplesDrawing({ title, panels }: Multiples): Drawing {
  const over = titleOver(title);
  const width = (WIDTH - 2 * EDGE - (COLUMNS - 1) * GAP) / COLUMNS;
  const shapes: Shape[] = [];
  let top = over.bottom;
  for (let first = 0; first < panels.length; first += COLUMNS) {
    const row = panels.slice(first, first + COLUMNS);
    const heads = row.map((panel) => headOf(panel, width));
    const head = Math.max(...heads.map(({ title, what }) => title.length + what.length)) * LINE;
    row.forEach((panel, at) => {
      const left = EDGE + at * (width + GAP);
      shapes.push(...headShapes(panel, heads[at]!, left, top));
      shapes.push(...panelShapes(chartOf(panel), left, width, top + head + ABOVE));
    });
    top += head + ABOVE + PLOT_HEIGHT + BELOW + 10;
  }
  return { height: Math.ceil(top), shapes: [...over.shapes, ...shapes] };
}

/** A panel as the chart whose shapes it shares. */
const chartOf = (panel: Panel): Chart => ({ ...panel, kind: "line", lines: [], notes: [], alt: "" });

/** What stands above a panel, in lines. */
interface Head {
  readonly title: readonly string[];
  readonly what: readonly string[];
}

/** The title of a panel, and what is measured, each in at most two lines; the numeral has room after the title. */
function headOf({ title, sign, what }: Panel, width: number): Head {
  const beside = sign === "" ? 0 : textWidth(sign, TEXT.size) + 12;
  return {
    title: fitLines(title, TEXT.size, width - beside, MOST_LINES),
    what: what === "" ? [] : fitLines(what, TEXT.size, width, MOST_LINES),
  };
}

function headShapes({ sign, tier }: Panel, { title, what }: Head, left: number, top: number): Shape[] {
  const middle = (line: number): number => top + (line + 0.5) * LINE;
  const ink = tier === null ? PAPER.muted : TIER_COLOURS[tier].ink;
  const last = Math.max(0, title.length - 1);
  const after = left + textWidth(title[last] ?? "", TEXT.size) + 8;
  return [
    ...title.map((line, at) => textShape(line, left, middle(at), { fill: PAPER.text, isBold: true })),
    textShape(sign, after, middle(last), { fill: ink, isBold: true }),
    ...what.map((line, at) => textShape(line, left, middle(title.length + at), { fill: PAPER.muted })),
  ];
}

/** Where a panel's figures stand: numbers at its left, its last value at its right. */
function frameIn(chart: Chart, left: number, width: number, top: number): Frame {
  const axis = valueAxis(chart, STEPS);
  const ticks = ticksOf(axis).map((value) => textWidth(axis.text(value), TEXT.size));
  const last = lastOf(chart)?.text ?? "";
  const from = Math.ceil(left + Math.max(...ticks) + 8);
  const to = Math.floor(left + width - (last === "" ? 8 : textWidth(last, TEXT.size) + 12));
  const slot = (to - from) / Math.max(1, chart.points.length);
  const bottom = top + PLOT_HEIGHT;
  return {
    ...{ height: bottom + BELOW, left: from, right: to, top, bottom, slot, title: [], axis },
    x: (index) => from + (index + 0.5) * slot,
    y: (value) => bottom - ((value - axis.least) / (axis.most - axis.least)) * PLOT_HEIGHT,
  };
}

const lastOf = ({ points }: Chart): ChartPoint | undefined => points.findLast(({ value }) => value !== null);

function panelShapes(chart: Chart, left: number, width: number, top: number): Shape[] {
  const frame = frameIn(chart, left, width, top);
  const ticks = ticksOf(frame.axis);
  return [
    ...hatchShapes(chart, frame),
    ...ticks.map((value): Shape => across(frame, value, PAPER.line)),
    ...seasonShapes(chart, frame),
    across(frame, Math.min(Math.max(0, frame.axis.least), frame.axis.most), PAPER.edge),
    ...lineShapes(chart, frame),
    ...tickShapes(ticks, frame),
    ...periodShapes(chart, frame, [left, left + width]),
    ...lastText(chart, frame),
  ];
}

const across = ({ left, right, y }: Frame, value: number, stroke: string): Shape => ({
  type: "line",
  shape: { x1: left, y1: y(value), x2: right, y2: y(value) },
  style: { stroke, lineWidth: 1 },
});

/** The line, broken where no figure is in, and the signs of points: hollow where reports are still to come, in the tier's colour where judged. */
function lineShapes(chart: Chart, { x, y }: Frame): Shape[] {
  const { points } = chart;
  const known = (at: number) => (points[at]?.value ?? null) !== null;
  const runs: [number, number][][] = [];
  points.forEach(({ value }, at) => {
    if (value === null) return;
    if (!known(at - 1)) runs.push([]);
    runs.at(-1)!.push([x(at), y(value)]);
  });
  const lines = runs.filter((run) => run.length > 1);
  const last = lastOf(chart);
  return [
    ...lines.map(
      (run): Shape => ({
        type: "polyline",
        shape: { points: run },
        style: { stroke: INK.line, lineWidth: 2, lineJoin: "round", fill: "none" },
      }),
    ),
    ...points.flatMap((point, at): Shape[] => {
      const isAlone = known(at) && !known(at - 1) && !known(at + 1);
      if (point.value === null || !(point.isJudged || point.isProvisional || isAlone || point === last))
        return [];
      const { fill, ink } = pointColours(chart, point);
      return [
        {
          type: "circle",
          shape: { cx: x(at), cy: y(point.value), r: point.isJudged || point === last ? 4.5 : 3.5 },
          style: { fill: point.isProvisional ? PAPER.card : fill, stroke: ink, lineWidth: 2 },
        },
      ];
    }),
  ];
}

/** The last value, right of the plot at the height of its point. */
function lastText(chart: Chart, { right, top, bottom, y }: Frame): Shape[] {
  const last = lastOf(chart);
  if (!last?.text || last.value === null) return [];
  const { ink } = pointColours(chart, last);
  const middle = Math.min(Math.max(y(last.value), top), bottom - 4);
  return [textShape(last.text, right + 8, middle, { fill: ink, isBold: true, hasEdge: true })];
}
