import {
  BarChart,
  type BarSeriesOption,
  CustomChart,
  type CustomSeriesOption,
  LineChart,
  type LineSeriesOption,
} from "echarts/charts";
import {
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
} from "echarts/components";
import { type ComposeOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

/** What draws charts. No other file imports the package. */
export type { CustomSeriesOption, LineSeriesOption };

/** Axes, lines, and shapes at points of the picture. */
export type ChartOption = ComposeOption<CustomSeriesOption | LineSeriesOption | GridComponentOption>;

/** Lines or bars of an answer, with their names. */
export type AnswerChartOption = ComposeOption<
  LineSeriesOption | BarSeriesOption | GridComponentOption | LegendComponentOption
>;

use([LineChart, BarChart, CustomChart, GridComponent, LegendComponent, SVGRenderer]);

/** A chart as SVG: the same for the same options, however many were drawn before. */
export function renderSvg(option: ChartOption | AnswerChartOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return withoutCounts(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Ids and classes carry counts of all that the process has drawn; classes and styles are for what is pointed at, of which a picture has none. */
const withoutCounts = (svg: string): string =>
  svg
    .replaceAll(/\bzr\d+-(?=[a-z]\d)/g, "chart-")
    .replaceAll(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, "")
    .replaceAll(/<style[^>]*>.*?<\/style>\n?/gs, "");
