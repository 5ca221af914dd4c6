import { type ChartOption, type CustomSeriesOption, renderSvg } from "../engines/chart-engine.ts";
import { PAPER } from "../palette.ts";
import { EDGE, TEXT, titleMiddle, WIDTH } from "./chart-frame.ts";
import type { Shape } from "./ground-shapes.ts";
import { textShape } from "./text-shapes.ts";
import { wrapText } from "./text-width.ts";

/** A picture as shapes at their pixels, the lowest first, and how high it is. */
export interface Drawing {
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** Shapes at their pixels, above those of a smaller layer. */
export const layerOf = (children: readonly Shape[], z: number): CustomSeriesOption => ({
  ...{ type: "custom", coordinateSystem: "none", silent: true, clip: false, data: [0], z },
  renderItem: () => ({ type: "group", children: [...children] }) as Shape,
});

/** A drawing as SVG, on white. */
export function drawingSvg({ height, shapes }: Drawing): string {
  const option: ChartOption = { backgroundColor: PAPER.card, series: [layerOf(shapes, 2)] };
  return renderSvg(option, WIDTH, height);
}

/** A title over the whole width, in bold lines; where the picture begins below it. */
export function titleOver(title: string): { readonly shapes: readonly Shape[]; readonly bottom: number } {
  const lines = title === "" ? [] : wrapText(title, TEXT.size, WIDTH - 2 * EDGE);
  return {
    shapes: lines.map((line, index) =>
      textShape(line, EDGE, titleMiddle(index), { fill: PAPER.text, isBold: true }),
    ),
    bottom: lines.length === 0 ? EDGE : titleMiddle(lines.length - 1) + 18,
  };
}
