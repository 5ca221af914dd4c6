import type { Chart } from "../content.ts";
import { textWidth, wrapText } from "./text-width.ts";
import { type ValueAxis, valueAxis } from "./value-axis.ts";

/** Sizes of text in a picture 520 pixels wide: telephones show it at seven tenths, and 15 stays legible there. */
export const TEXT = { size: 15, judged: 18 } as const;
export const WIDTH = 520;
/** Distance of text from the edges of the picture. */
export const EDGE = 4;

const LINE_HEIGHT = 22;
const PLOT_HEIGHT = 178;
/** Room above the plot for texts beside its highest points, and below it for the periods. */
const [ABOVE, BELOW] = [24, 28];
/** Between the end of a tier line and its text. */
export const LINE_END = 12;

/** Where a chart stands in its picture, in pixels. */
export interface Frame {
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Width of the place of a point. */
  readonly slot: number;
  readonly title: readonly string[];
  readonly axis: ValueAxis;
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
}

/** The frame of a chart: as much room at the left and right as its texts need. */
export function frameOf(chart: Chart): Frame {
  const axis = valueAxis(chart);
  const title = titleLines(chart);
  const ticks = ticksOf(axis).map((value) => textWidth(axis.text(value), TEXT.size));
  const left = Math.ceil(EDGE + 8 + Math.max(...ticks));
  const lineTexts = chart.lines.map((line) =>
    textWidth(lineText(line.text, axis.beyond.get(line)), TEXT.size),
  );
  const right = Math.floor(
    WIDTH - EDGE - (lineTexts.length > 0 ? LINE_END + 2 + Math.max(...lineTexts) : 12),
  );
  const top = EDGE + title.length * LINE_HEIGHT + ABOVE;
  const bottom = top + PLOT_HEIGHT;
  const slot = (right - left) / Math.max(1, chart.points.length);
  return {
    ...{ height: bottom + BELOW, left, right, top, bottom, slot, title, axis },
    x: (index) => left + (index + 0.5) * slot,
    y: (value) => bottom - ((value - axis.least) / (axis.most - axis.least)) * PLOT_HEIGHT,
  };
}

/** The values at which the axis has a text. */
export const ticksOf = ({ least, most, step }: ValueAxis): number[] =>
  Array.from({ length: Math.round((most - least) / step) + 1 }, (_, index) => least + index * step);

/** The text of a tier line; an arrow where the line lies beyond the axis. */
export function lineText(text: string, beyond: "above" | "below" | undefined): string {
  if (beyond === undefined) return text;
  return `${beyond === "above" ? "↑" : "↓"} ${text}`;
}

/** Middle of a line of the title. */
export const titleMiddle = (line: number): number => EDGE + (line + 0.5) * LINE_HEIGHT;

/** The title in lines; the unit follows it where there is room, or stands on a line below it. */
function titleLines({ title, unit }: Chart): string[] {
  if (title === "" && unit === "") return [];
  const lines = wrapText(title, TEXT.size, WIDTH - 2 * EDGE);
  const isFull = unitLeft(lines.at(-1) ?? "") + textWidth(unit, TEXT.size) > WIDTH - EDGE;
  return isFull ? [...lines, ""] : lines;
}

/** Where the unit begins after the last line of the title. */
export const unitLeft = (line: string): number => EDGE + (line === "" ? 0 : textWidth(line, TEXT.size) + 10);
