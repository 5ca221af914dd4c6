import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { type Chart, type ChartPoint, isChart, type Picture } from "../content.ts";
import { type ChartOption, type LineSeriesOption, renderSvg } from "../engines/chart-engine.ts";
import { PAPER } from "../palette.ts";
import { type Frame, frameOf, ticksOf, WIDTH } from "./chart-frame.ts";
import { drawable } from "./drawable.ts";
import { drawingSvg, layerOf } from "./drawing.ts";
import {
  hatchShapes,
  INK,
  pointColours,
  radiusOf,
  seasonShapes,
  stemShapes,
  tierLineShapes,
} from "./ground-shapes.ts";
import { indexedPng } from "./indexed-png.ts";
import { multiplesDrawing } from "./multiples.ts";
import { outlineMapDrawing } from "./outline-map.ts";
import {
  FONT,
  lineTextShapes,
  periodShapes,
  pointTextShapes,
  tickShapes,
  titleShapes,
} from "./text-shapes.ts";
import { tileMapDrawing } from "./tile-map.ts";

/** Pixels of the picture for each pixel of the chart. */
const ZOOM = 2;

const fontFiles = ["Regular", "Bold"].map((weight) =>
  fileURLToPath(new URL(`../fonts/NotoSansSC-${weight}.ttf`, import.meta.url)),
);

/**
 * A chart or a map as a picture (PNG), twice as large as it is shown; the same pixels on every machine, as its fonts are the program's.
 *
 * @param further font files for characters that those do not have
 */
export const chartPng = (picture: Picture, further: readonly string[] = []): Buffer =>
  svgPng(chartSvg(picture), further);

/** A drawing as a picture (PNG), twice as large as it is shown, with the fonts of the program. */
export function svgPng(svg: string, further: readonly string[] = []): Buffer {
  const font = { fontFiles: [...fontFiles, ...further], loadSystemFonts: false, defaultFontFamily: FONT };
  const drawn = new Resvg(svg, { fitTo: { mode: "zoom", value: ZOOM }, font }).render();
  return indexedPng(drawn.pixels, drawn.width, drawn.height);
}

/** A chart or a map as SVG (图), on white: its title at the top, what its signs mean is said under it. */
export function chartSvg(given: Picture): string {
  const picture = drawable(given);
  if (picture.kind === "tiles") return drawingSvg(tileMapDrawing(picture));
  if (picture.kind === "outlines") return drawingSvg(outlineMapDrawing(picture));
  if (picture.kind === "multiples") return drawingSvg(multiplesDrawing(picture));
  const frame = frameOf(picture);
  return renderSvg(optionOf(picture, frame), WIDTH, frame.height);
}

/** A picture without its title and unit, for a page that has them as text, which can be searched. */
export const untitled = (picture: Picture): Picture =>
  isChart(picture) ? { ...picture, title: "", unit: "" } : { ...picture, title: "" };

function optionOf(chart: Chart, frame: Frame): ChartOption {
  const { axis, left, right, top, bottom } = frame;
  const isLine = chart.kind === "line";
  const ticks =
    chart.points.some(({ value }) => value !== null) || chart.lines.length > 0 ? ticksOf(axis) : [0];
  return {
    backgroundColor: PAPER.card,
    grid: { left, top, width: right - left, height: bottom - top },
    xAxis: {
      ...{ type: "category", data: chart.points.map((_, index) => String(index)) },
      ...{ axisLabel: { show: false }, axisTick: { show: false } },
      axisLine: { show: true, onZero: true, lineStyle: { color: PAPER.edge, width: 1 } },
    },
    yAxis: {
      ...{ type: "value", min: axis.least, max: axis.most, interval: axis.step },
      ...{ axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false } },
      splitLine: { lineStyle: { color: PAPER.line, width: 1 } },
    },
    series: [
      layerOf([...hatchShapes(chart, frame), ...seasonShapes(chart, frame)], 2),
      layerOf(tierLineShapes(chart, frame), 3),
      isLine ? lineSeries(chart, 4) : layerOf(stemShapes(chart, frame), 4),
      layerOf(
        [
          ...[...titleShapes(chart, frame), ...tickShapes(ticks, frame), ...periodShapes(chart, frame)],
          ...[...lineTextShapes(chart, frame), ...pointTextShapes(chart, frame)],
        ],
        5,
      ),
    ],
  };
}

/** The line over time: broken where no figure is in; points that mean something have a sign. */
function lineSeries(chart: Chart, z: number): LineSeriesOption {
  return {
    ...{ type: "line", connectNulls: false, silent: true, clip: false, showAllSymbol: true, z },
    lineStyle: { color: INK.line, width: 2.5, join: "round", cap: "round" },
    data: chart.points.map((point, index) => ({
      value: point.value ?? "-",
      ...signOf(chart, point, isAlone(chart, index)),
    })),
  };
}

/** Whether no line reaches a point. */
const isAlone = ({ points }: Chart, index: number): boolean =>
  [points[index - 1], points[index + 1]].every((neighbour) => (neighbour?.value ?? null) === null);

/** The sign of a point: hollow where reports are still to come, in the colour of the tier where the notice is about it. */
function signOf(chart: Chart, point: ChartPoint, alone: boolean) {
  if (!(point.text || point.isJudged || point.isProvisional || alone)) return { symbol: "none" };
  const { fill, ink } = pointColours(chart, point);
  return {
    ...{ symbol: "circle", symbolSize: 2 * radiusOf(chart, point) },
    itemStyle: { color: point.isProvisional ? PAPER.card : fill, borderColor: ink, borderWidth: 2.5 },
  };
}
