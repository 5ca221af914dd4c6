import { type Language, numberText, translate } from "../../language/index.ts";
import { type AnswerChartOption, renderSvg } from "../engines/chart-engine.ts";
import { isFigureType } from "../figure-type.ts";
import { PAPER } from "../palette.ts";
import { FONT } from "./text-shapes.ts";
import { textWidth } from "./text-width.ts";

/** Kinds of charts of an answer: a line over time, or a bar for each row. */
export const ANSWER_CHARTS = ["line", "bar"] as const;
export type AnswerChartKind = (typeof ANSWER_CHARTS)[number];

/** An answer to be drawn: its columns with the engine's type names, and its rows. */
export interface DrawnAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** How an answer is drawn: the column along the axis, those of the figures, and the one whose values make a line each; chosen where not given. */
export interface WantedChart {
  readonly kind: AnswerChartKind;
  readonly x?: string;
  readonly y?: readonly string[];
  readonly by?: string;
}

/** Why an answer cannot be drawn: the key of a text that says it, with its fillings. */
export class ChartError extends Error {
  constructor(
    readonly key:
      | "chart-of.no-rows"
      | "chart-of.no-figures"
      | "chart-of.no-areas"
      | "chart-of.no-column"
      | "chart-of.too-many",
    readonly fillings: Readonly<Record<string, string | number>> = {},
  ) {
    super(key);
  }
}

/** A line or a set of bars: its name, and a figure for each place of the axis; null where there is none. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** An answer as it is drawn: the places of the axis in their order, and the series. */
export interface Drawing {
  readonly places: readonly string[];
  readonly series: readonly Series[];
}

/** Most lines of a chart, and most places of its axis. */
const [MOST_SERIES, MOST_PLACES] = [8, 2000];

/**
 * The series of an answer: a line for each figure, or, where a column of texts stands beside the axis, for each of its values.
 *
 * @throws ChartError where there is nothing to draw, or too much
 * @example
 * seriesOf({ columns: [{ name: "period", type: "DATE" }, { name: "n", type: "DOUBLE" }], rows: [["2026-01-31", 3]] }, { kind: "line" })
 * // { places: ["2026-01-31"], series: [{ name: "n", values: [3] }] }
 */
export function seriesOf({ columns, rows }: DrawnAnswer, wanted: WantedChart): Drawing {
  if (rows.length === 0) throw new ChartError("chart-of.no-rows");
  const at = (name: string): number => {
    const index = columns.findIndex((column) => column.name === name);
    if (index < 0)
      throw new ChartError("chart-of.no-column", {
        ...{ name, known: columns.map((column) => column.name).join(", ") },
      });
    return index;
  };
  const isFigure = (index: number): boolean => isFigureType(columns[index]!.type);
  const all = columns.map((_, index) => index);
  const x = wanted.x === undefined ? (all.find((index) => !isFigure(index)) ?? 0) : at(wanted.x);
  const figures = wanted.y?.map(at) ?? all.filter((index) => index !== x && isFigure(index));
  if (figures.length === 0) throw new ChartError("chart-of.no-figures");
  const text = wanted.by === undefined ? all.find((index) => index !== x && !isFigure(index)) : at(wanted.by);
  const by = figures.length === 1 && text !== undefined ? text : null;
  const places = [...new Set(rows.map((row) => String(row[x] ?? "")))];
  const names = by === null ? figures.map((index) => columns[index]!.name) : distinct(rows, by);
  if (names.length > MOST_SERIES || places.length > MOST_PLACES)
    throw new ChartError("chart-of.too-many", {
      ...{ series: names.length, places: places.length, most: MOST_SERIES, mostPlaces: MOST_PLACES },
    });
  const placeOf = new Map(places.map((place, index) => [place, index]));
  const series = names.map((name) => ({ name, values: places.map((): number | null => null) }));
  for (const row of rows) {
    const place = placeOf.get(String(row[x] ?? ""))!;
    if (by === null)
      figures.forEach((index, line) => {
        series[line]!.values[place] = numberOf(row[index]);
      });
    else series[names.indexOf(String(row[by] ?? ""))]!.values[place] = numberOf(row[figures[0]!]);
  }
  return { places, series };
}

const distinct = (rows: DrawnAnswer["rows"], column: number): string[] => [
  ...new Set(rows.map((row) => String(row[column] ?? ""))),
];

/** A figure of an answer; whole numbers beyond a double come as text. */
const numberOf = (value: unknown): number | null => {
  const number = value === null || value === undefined || value === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
};

/** Colours of lines: apart in lightness too, so that they differ in print. */
const COLOURS = ["#22303C", "#1F5FAE", "#F0812B", "#55606B", "#B3141D", "#7A5C00", "#6B7680", "#8DBBF5"];

/** Most bars that each have their name. */
const MOST_NAMED = 40;

/** Width and height of the picture. */
export const [CHART_WIDTH, CHART_HEIGHT] = [720, 340];

/** An answer as a chart (SVG), the same for the same answer: a gap where there is no figure, the axis from zero unless a line lies far from it. */
export function answerSvg(answer: DrawnAnswer, wanted: WantedChart, language: Language): string {
  const { places, series } = seriesOf(answer, wanted);
  const text = { fontFamily: FONT, fontSize: 13, color: PAPER.muted };
  const isNamed = wanted.kind === "bar" && places.length <= MOST_NAMED;
  const longest = Math.max(...places.map((place) => textWidth(place, text.fontSize)));
  const isLong = (longest + 8) * places.length > CHART_WIDTH - 80;
  const namesWidth = series.reduce((sum, { name }) => sum + textWidth(name, text.fontSize) + 36, 0);
  const rowsOfNames = Math.ceil(namesWidth / (CHART_WIDTH - 40));
  const option: AnswerChartOption = {
    color: COLOURS,
    backgroundColor: PAPER.card,
    textStyle: { fontFamily: FONT },
    grid: {
      left: 8,
      right: 20,
      top: series.length > 1 ? 18 + 26 * rowsOfNames : 18,
      bottom: 8,
      outerBoundsContain: "axisLabel",
    },
    ...(series.length > 1 ? { legend: { top: 8, left: 8, textStyle: text, itemWidth: 18 } } : {}),
    xAxis: {
      ...{ type: "category", data: [...places], boundaryGap: wanted.kind === "bar" },
      // A bar without its name says nothing; of a line the places between two names are clear.
      axisLabel: { ...text, ...(isNamed ? { interval: 0, rotate: isLong ? 35 : 0 } : { hideOverlap: true }) },
      axisLine: { lineStyle: { color: PAPER.edge } },
    },
    yAxis: {
      ...{ type: "value", scale: wanted.kind === "line" && isFarFromZero(series) },
      axisLabel: { ...text, formatter: (value: number) => numberText(value, language) },
      splitLine: { lineStyle: { color: PAPER.line } },
    },
    series: series.map(({ name, values }) =>
      wanted.kind === "line"
        ? {
            ...{ type: "line", name, data: [...values], connectNulls: false, lineStyle: { width: 2 } },
            // A point between two gaps has no line to show it.
            ...{ showSymbol: places.length <= 60 || hasLonePoint(values), symbol: "circle", symbolSize: 5 },
          }
        : { type: "bar", name, data: [...values], barMaxWidth: 36 },
    ),
  };
  return renderSvg(option, CHART_WIDTH, CHART_HEIGHT);
}

/** Whether figures lie so close together that an axis from zero would show a straight line. */
function isFarFromZero(series: readonly Series[]): boolean {
  const values = series.flatMap((each) => each.values).filter((value) => value !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least > 0 && (most - least) / most < 0.2;
}

const hasLonePoint = (values: readonly (number | null)[]): boolean =>
  values.some(
    (value, at) => value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null,
  );

/** Why an answer is not drawn, in words. */
export const chartErrorText = ({ key, fillings }: ChartError, language: Language): string =>
  translate(language, key, fillings);
