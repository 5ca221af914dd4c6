import type { AreaState, MapSign } from "../content.ts";
import { PAPER, TIER_COLOURS } from "../palette.ts";
import { EDGE, TEXT, WIDTH } from "./chart-frame.ts";
import { hatchLines, INK, type Shape } from "./ground-shapes.ts";
import type { Box } from "./place-texts.ts";
import { textShape } from "./text-shapes.ts";
import { textWidth } from "./text-width.ts";

/** Between the lines of the hatch of an area that was not judged. */
export const NOT_JUDGED_STEP = 5;

/** Colours of a state: its fill, what stands on it, and lines of it on white. */
export const stateColours = (state: AreaState): { fill: string; onFill: string; ink: string } =>
  state === "quiet"
    ? { fill: PAPER.tile, onFill: PAPER.text, ink: PAPER.line }
    : state === "not-judged"
      ? { fill: INK.hatchGround, onFill: PAPER.text, ink: INK.hatch }
      : TIER_COLOURS[state];

/** A box in the colour of a state, hatched where nothing could be judged; yellow and grey have an edge, so that they end on white. */
export function stateShapes(state: AreaState, { left, right, top, bottom }: Box): Shape[] {
  const { fill, ink } = stateColours(state);
  const shape = { x: left, y: top, width: right - left, height: bottom - top };
  if (state !== "not-judged") return [{ type: "rect", shape, style: { fill } }];
  return [
    { type: "rect", shape, style: { fill, stroke: ink, lineWidth: 1 } },
    ...hatchLines(left, right, top, bottom, NOT_JUDGED_STEP),
  ];
}

/** A box of a state with its numeral in the middle: colour is never alone. */
export function signShapes(state: AreaState, sign: string, box: Box): Shape[] {
  const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2] as const;
  return [
    ...stateShapes(state, box),
    ...(sign === "" ? [] : [numeral(sign, ...middle, stateColours(state).onFill)]),
  ];
}

/** A numeral in the middle of a place. */
const numeral = (sign: string, x: number, y: number, fill: string): Shape =>
  textShape(sign, x, y, { fill, isBold: true, align: "center" });

/** Height of a line of the legend, and the box of a state in it. */
const [LINE, SWATCH] = [25, { width: 24, height: 18 }] as const;

/** What the states look like, in lines from left to right; where the picture begins below them. */
export function legendShapes(
  legend: readonly MapSign[],
  top: number,
): { readonly shapes: readonly Shape[]; readonly bottom: number } {
  let [left, middle] = [EDGE, top + LINE / 2];
  const shapes = legend.flatMap(({ state, sign, text }): Shape[] => {
    const width = SWATCH.width + 6 + textWidth(text, TEXT.size);
    if (left > EDGE && left + width > WIDTH - EDGE) [left, middle] = [EDGE, middle + LINE];
    const at = left;
    left += width + 14;
    const box = { left: at, right: at + SWATCH.width };
    return [
      ...signShapes(state, sign, {
        ...box,
        top: middle - SWATCH.height / 2,
        bottom: middle + SWATCH.height / 2,
      }),
      textShape(text, at + SWATCH.width + 6, middle, { fill: PAPER.text }),
    ];
  });
  return { shapes, bottom: legend.length === 0 ? top : middle + LINE / 2 };
}

/** The numerals of the states by the legend. */
export const signsOf = (legend: readonly MapSign[]): ReadonlyMap<AreaState, string> =>
  new Map(legend.map(({ state, sign }) => [state, sign]));
