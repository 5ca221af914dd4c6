import type { Chart, ChartPoint } from "../content.ts";
import { PAPER, TIER_COLOURS } from "../palette.ts";
import { EDGE, type Frame, LINE_END, lineText, TEXT, titleMiddle, unitLeft, WIDTH } from "./chart-frame.ts";
import { INK, pointColours, radiusOf, type Shape } from "./ground-shapes.ts";
import { COVERED, labelledPoints, type Obstacle, placeTexts, pushApart, REFUSED } from "./place-texts.ts";
import { textWidth } from "./text-width.ts";

/** The font of every text: its files lie beside the program. */
export const FONT = "Noto Sans SC";
/** Most periods that are printed under the axis. */
const MOST_PERIODS = 6;
/** Height of a text in parts of its size. */
const HEIGHT = 1.15;

interface TextStyle {
  readonly fill: string;
  readonly size?: number;
  readonly isBold?: boolean;
  readonly align?: "left" | "center" | "right";
  /** A white edge, where the text stands on lines. */
  readonly hasEdge?: boolean;
}

/** A text whose middle line lies at a height. */
export function textShape(text: string, x: number, y: number, style: TextStyle): Shape {
  const { fill, size = TEXT.size, isBold = false, align = "left", hasEdge = false } = style;
  return {
    type: "text",
    x,
    y,
    style: {
      ...{ text, fill, align, verticalAlign: "middle" },
      ...{ fontFamily: FONT, fontSize: size, fontWeight: isBold ? "bold" : "normal" },
      ...(hasEdge ? { stroke: PAPER.card, lineWidth: 3 } : {}),
    },
  };
}

/** The title and, after it, the unit. */
export function titleShapes({ unit }: Chart, { title }: Frame): Shape[] {
  const last = Math.max(0, title.length - 1);
  return [
    ...title.map((line, index) =>
      textShape(line, EDGE, titleMiddle(index), { fill: PAPER.text, isBold: true }),
    ),
    textShape(unit, unitLeft(title[last] ?? ""), titleMiddle(last), { fill: PAPER.muted }),
  ];
}

/** Numbers at the steps of the axis. */
export function tickShapes(ticks: readonly number[], { axis, left, y }: Frame): Shape[] {
  return ticks.map((value) =>
    textShape(axis.text(value), left - 8, y(value), { fill: PAPER.muted, align: "right" }),
  );
}

/** A handful of periods under the axis, each with a tick, inside a strip of the picture. */
export function periodShapes(
  { points }: Chart,
  { x, slot, bottom }: Frame,
  [from, to]: readonly [number, number] = [EDGE, WIDTH - EDGE],
): Shape[] {
  const widths = points.map(({ label }) => textWidth(label, TEXT.size));
  return labelledPoints(widths, slot, MOST_PERIODS).flatMap((index): Shape[] => {
    const half = widths[index]! / 2;
    const middle = Math.min(Math.max(x(index), from + half), to - half);
    return [
      {
        type: "line",
        shape: { x1: x(index), y1: bottom, x2: x(index), y2: bottom + 5 },
        style: { stroke: PAPER.edge, lineWidth: 1 },
      },
      textShape(points[index]!.label, middle, bottom + 16, { fill: PAPER.muted, align: "center" }),
    ];
  });
}

/** The text of each tier line at its right end; of lines that lie close, apart, with a stroke to the line. */
export function lineTextShapes({ lines }: Chart, { axis, right, top, bottom, y }: Frame): Shape[] {
  const sorted = [...lines].sort((a, b) => b.value - a.value);
  const ends = sorted.map((line) => {
    const beyond = axis.beyond.get(line);
    return beyond === undefined ? y(line.value) : beyond === "above" ? top - TEXT.size / 2 : bottom;
  });
  const middles = pushApart(ends, TEXT.size * HEIGHT + 1, [top - 14, bottom - 3]);
  return sorted.flatMap((line, index): Shape[] => {
    const [beyond, middle] = [axis.beyond.get(line), middles[index]!];
    const { ink } = TIER_COLOURS[line.tier];
    const points = [
      [right, ends[index]!],
      [right + LINE_END - 2, middle],
    ];
    return [
      ...(beyond === undefined
        ? [
            {
              type: "polyline",
              shape: { points },
              style: { stroke: ink, lineWidth: 1, fill: "none" },
            } as Shape,
          ]
        : []),
      textShape(lineText(line.text, beyond), right + LINE_END + 2, middle, { fill: ink, isBold: true }),
    ];
  });
}

/** Texts beside points: the judged one first, then the last, then the highest; those that have no room are left out. */
export function pointTextShapes(chart: Chart, frame: Frame): Shape[] {
  const { points } = chart;
  const last = points.findLastIndex(({ value }) => value !== null);
  const weight = (index: number): number => (points[index]!.isJudged ? 2 : 0) + (index === last ? 1 : 0);
  const texts = points
    .flatMap(({ value, text }, index) => (value === null || !text ? [] : [{ index, value, text }]))
    .sort((a, b) => weight(b.index) - weight(a.index) || b.value - a.value || b.index - a.index);
  const isMany = texts.length > MOST_PERIODS;
  const sizeOf = (index: number) => (points[index]!.isJudged && !isMany ? TEXT.judged : TEXT.size);
  const wanted = texts.map(({ index, value, text }, order) => ({
    ...{ x: frame.x(index), y: frame.y(value), radius: radiusOf(chart, points[index]!) + 2 },
    ...{ width: textWidth(text, sizeOf(index)), height: sizeOf(index) * HEIGHT },
    isNeeded: order === 0,
  }));
  const within = {
    ...{ left: frame.left + 2, right: chart.lines.length > 0 ? frame.right + 2 : WIDTH - EDGE },
    ...{ top: titleMiddle(frame.title.length - 1) + TEXT.size / 2, bottom: frame.bottom - 1 },
  };
  return placeTexts(wanted, obstaclesOf(chart, frame), within).flatMap((box, order) => {
    if (box === null) return [];
    const { index, text } = texts[order]!;
    const ink = textColour(chart, points[index]!);
    const style = { fill: ink, size: sizeOf(index), isBold: true, align: "center", hasEdge: true } as const;
    return [textShape(text, (box.left + box.right) / 2, (box.top + box.bottom) / 2, style)];
  });
}

/** Pale signs have a darker text. */
const textColour = (chart: Chart, point: ChartPoint): string => {
  const { ink } = pointColours(chart, point);
  return ink === INK.earlier ? PAPER.muted : ink;
};

/** What texts keep clear of: signs of points, lines, stems. */
function obstaclesOf(chart: Chart, frame: Frame): Obstacle[] {
  const { points, lines } = chart;
  const around = (x: number, y: number, radius: number, cost: number): Obstacle => ({
    ...{ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, cost },
  });
  return [
    ...lines.map(({ value }) => {
      const middle = frame.y(value);
      return { left: frame.left, right: frame.right, top: middle - 2, bottom: middle + 2, cost: 3 };
    }),
    ...points.flatMap((point, index): Obstacle[] => {
      if (point.value === null) return [];
      const [x, y] = [frame.x(index), frame.y(point.value)];
      const next = points[index + 1]?.value ?? null;
      if (chart.kind === "stems")
        return [
          around(x, y, radiusOf(chart, point) + 1.5, REFUSED / 2),
          { left: x - 2, right: x + 2, top: y, bottom: frame.bottom, cost: COVERED },
        ];
      const sign = point.text || point.isJudged || point.isProvisional;
      return [
        ...(sign ? [around(x, y, radiusOf(chart, point) + 1, 8)] : []),
        ...(next === null ? [] : between([x, y], [frame.x(index + 1), frame.y(next)])),
      ];
    }),
  ];
  /** A stretch of the line as small boxes. */
  function between([x1, y1]: [number, number], [x2, y2]: [number, number]): Obstacle[] {
    const steps = Math.max(1, Math.round(Math.hypot(x2 - x1, y2 - y1) / 5));
    return Array.from({ length: steps + 1 }, (_, step) =>
      around(x1 + ((x2 - x1) * step) / steps, y1 + ((y2 - y1) * step) / steps, 2, 1.2),
    );
  }
}
