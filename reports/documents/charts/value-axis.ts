import type { Chart, TierLine } from "../content.ts";

/** The axis of values: where it begins and ends, its steps, and the tier lines that lie too far off to be drawn. */
export interface ValueAxis {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Lines that would squeeze the figures into a corner; an arrow points to them. */
  readonly beyond: ReadonlyMap<TierLine, "above" | "below">;
  readonly text: (value: number) => string;
}

/** A line is beyond the axis from this many heights of the figures above or below them: at three times the largest, where the axis begins at zero. */
const BEYOND = 2;
/** Steps of the axis, about. */
const STEPS = 4;

/** The axis of a chart: round steps, about so many, over the figures, the season, and the lines near them. */
export function valueAxis(chart: Chart, steps = STEPS): ValueAxis {
  const figures = figuresOf(chart);
  const [low, high] = rangeOf([...figures, ...(chart.fromZero ? [0] : [])]);
  const height = high - low || Math.abs(high) || nearest(chart.lines);
  const beyond = new Map<TierLine, "above" | "below">();
  for (const line of chart.lines) {
    if (figures.length === 0) continue;
    if (line.value > high + BEYOND * height) beyond.set(line, "above");
    if (line.value < low - BEYOND * height) beyond.set(line, "below");
  }
  const drawn = chart.lines.filter((line) => !beyond.has(line)).map(({ value }) => value);
  const isChinese = /\p{Script=Han}/u.test(chart.title + chart.unit);
  const axis = roundAxis([...figures, ...drawn], chart.fromZero, steps);
  const largest = Math.max(Math.abs(axis.least), Math.abs(axis.most));
  return { ...axis, beyond, text: (value) => numberOn(value, largest, axis.step, isChinese) };
}

const figuresOf = ({ points, season }: Chart): number[] => [
  ...points.flatMap(({ value }) => value ?? []),
  ...season.flatMap((part) => (part === null ? [] : [part.low, part.high])),
];

const nearest = (lines: readonly TierLine[]): number =>
  Math.min(...lines.map(({ value }) => Math.abs(value)).filter((value) => value > 0), Number.MAX_VALUE);

const rangeOf = (values: readonly number[]): readonly [number, number] =>
  values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];

/** Least, most and step in round numbers. */
function roundAxis(values: readonly number[], fromZero: boolean, steps: number) {
  const [low, high] = rangeOf(fromZero ? [...values, 0] : values);
  const margin = high > low ? 0 : Math.abs(high) * 0.1;
  const step = roundStep(
    (high - low + 2 * margin || 1) / steps,
    values.every((value) => Number.isInteger(value)),
  );
  const isZeroEnd = fromZero && high > low;
  const least = isZeroEnd && low === 0 ? 0 : Math.floor((low - margin) / step + 1e-9) * step;
  const most = isZeroEnd && high === 0 ? 0 : Math.ceil((high + margin) / step - 1e-9) * step;
  return { least, most: most > least ? most : least + step, step };
}

/** The smallest of 1, 2, 2.5 and 5 with zeros that is not below a step; whole for whole figures. */
function roundStep(step: number, areWhole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const found = [1, 2, 2.5, 5, 10].map((part) => part * power).find((each) => each >= step * (1 - 1e-9))!;
  return areWhole ? Math.max(1, Math.ceil(found)) : found;
}

/** Powers of ten that Chinese has a word for, from where they shorten an axis. */
const CHINESE_UNITS: readonly (readonly [from: number, unit: number, word: string])[] = [
  [1e9, 1e8, "亿"],
  [1e5, 1e4, "万"],
];

/** A number at a tick, with as many decimals as the steps have. */
function numberOn(value: number, most: number, step: number, isChinese: boolean): string {
  const [, unit, word] = (isChinese ? CHINESE_UNITS.find(([from]) => most >= from) : undefined) ?? [0, 1, ""];
  const decimals = decimalsOf(step / unit);
  const number = Math.abs(value / unit).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  if (!/[1-9]/.test(number)) return "0";
  return `${value < 0 ? "−" : ""}${number}${word}`;
}

/** Decimals that a step needs: 0.25 has two, 50 none. */
function decimalsOf(step: number): number {
  const isWhole = (decimals: number): boolean => {
    const shifted = step * 10 ** decimals;
    return shifted >= 1 - 1e-6 && Math.abs(shifted - Math.round(shifted)) < 1e-6;
  };
  return Array.from({ length: 16 }, (_, decimals) => decimals).find(isWhole) ?? 16;
}
