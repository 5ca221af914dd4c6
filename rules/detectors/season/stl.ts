import { quickselect } from "simple-statistics";
import {
  type LocalRegression,
  type LocalRoom,
  localRegression,
  localValue,
  roomForLocal,
} from "./local-regression.ts";

/** Settings of STL; what is left out takes R's default. */
export interface StlSettings {
  /** Values a cycle. */
  readonly frequency: number;
  /** Seasonal window (odd, at least 7), or a season that never changes. */
  readonly seasonWindow: number | "periodic";
  readonly seasonDegree?: 0 | 1;
  readonly trendWindow?: number;
  readonly trendDegree?: 0 | 1;
  readonly lowPassWindow?: number;
  readonly lowPassDegree?: 0 | 1;
  readonly seasonJump?: number;
  readonly trendJump?: number;
  readonly lowPassJump?: number;
  /** Weigh down values that fit badly (false). */
  readonly robust?: boolean;
  readonly inner?: number;
  readonly outer?: number;
}

/** One entry for each value: value = seasonal + trend + remainder. */
export interface StlResult {
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
  /** Robustness weights, 1 when not robust. */
  readonly weight: Float64Array;
}

/** The three smoothers and how often they run. */
interface StlPlan {
  readonly season: LocalRegression;
  readonly trend: LocalRegression;
  readonly lowPass: LocalRegression;
  readonly inner: number;
  readonly outer: number;
}

function nextOdd(x: number): number {
  const whole = Math.round(x);
  return whole % 2 === 0 ? whole + 1 : whole;
}

function smoother(window: number, degree: 0 | 1, jump: number | undefined): LocalRegression {
  const odd = nextOdd(Math.max(window, 3));
  return { window: odd, degree, jump: Math.max(jump ?? Math.ceil(window / 10), 1) };
}

function planOf(n: number, s: StlSettings): StlPlan {
  const f = s.frequency;
  const periodic = s.seasonWindow === "periodic";
  const seasonWindow = s.seasonWindow === "periodic" ? 10 * n + 1 : s.seasonWindow;
  const trendWindow = s.trendWindow ?? nextOdd(Math.ceil((1.5 * f) / (1 - 1.5 / seasonWindow)));
  const trendDegree = s.trendDegree ?? 1;
  return {
    season: smoother(seasonWindow, periodic ? 0 : (s.seasonDegree ?? 0), s.seasonJump),
    trend: smoother(trendWindow, trendDegree, s.trendJump),
    lowPass: smoother(s.lowPassWindow ?? nextOdd(f), s.lowPassDegree ?? trendDegree, s.lowPassJump),
    inner: s.inner ?? (s.robust ? 1 : 2),
    outer: s.outer ?? (s.robust ? 15 : 0),
  };
}

/** Arrays reused by every pass. */
interface StlRoom {
  readonly work: Float64Array;
  readonly cycles: Float64Array;
  readonly once: Float64Array;
  readonly twice: Float64Array;
  readonly level: Float64Array;
  readonly subseries: Float64Array;
  readonly subseriesWeight: Float64Array;
  readonly smooth: Float64Array;
  readonly neighbours: LocalRoom;
}

function roomFor(n: number, f: number): StlRoom {
  const column = (length: number) => new Float64Array(length);
  return {
    work: column(n),
    cycles: column(n + 2 * f),
    once: column(n + 2 * f),
    twice: column(n + 2 * f),
    level: column(n),
    subseries: column(n),
    subseriesWeight: column(n),
    smooth: column(n),
    neighbours: roomForLocal(n),
  };
}

/** Smooth each position of the cycle separately and extend it one cycle to either side. */
function smoothCycles(
  y: Float64Array,
  f: number,
  shape: LocalRegression,
  robust: Float64Array | null,
  room: StlRoom,
) {
  const n = y.length;
  const { cycles, subseries, subseriesWeight, smooth, neighbours } = room;
  const weight = robust === null ? null : subseriesWeight;
  for (let j = 0; j < f; j++) {
    const k = Math.floor((n - j - 1) / f) + 1;
    for (let i = 0; i < k; i++) {
      subseries[i] = y[i * f + j]!;
      if (robust !== null) subseriesWeight[i] = robust[i * f + j]!;
    }
    localRegression(subseries, shape, weight, k, smooth, neighbours);
    const before = localValue(subseries, k, shape, 0, 1, Math.min(shape.window, k), weight, neighbours);
    const after = localValue(
      subseries,
      k,
      shape,
      k + 1,
      Math.max(1, k - shape.window + 1),
      k,
      weight,
      neighbours,
    );
    cycles[j] = Number.isNaN(before) ? smooth[0]! : before;
    for (let m = 0; m < k; m++) cycles[(m + 1) * f + j] = smooth[m]!;
    cycles[(k + 1) * f + j] = Number.isNaN(after) ? smooth[k - 1]! : after;
  }
}

/** Moving mean of the first n values of x, written into out; returns how many there are. */
function movingMean(x: Float64Array, n: number, length: number, out: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += x[i]!;
  out[0] = sum / length;
  for (let i = 1; i <= n - length; i++) {
    sum = sum - x[i - 1]! + x[i + length - 1]!;
    out[i] = sum / length;
  }
  return n - length + 1;
}

function innerLoop(
  y: Float64Array,
  f: number,
  plan: StlPlan,
  robust: Float64Array | null,
  seasonal: Float64Array,
  trend: Float64Array,
  room: StlRoom,
): void {
  const n = y.length;
  const { work, cycles, once, twice, level, neighbours } = room;
  for (let pass = 0; pass < plan.inner; pass++) {
    for (let i = 0; i < n; i++) work[i] = y[i]! - trend[i]!;
    smoothCycles(work, f, plan.season, robust, room);
    const first = movingMean(cycles, n + 2 * f, f, once);
    const second = movingMean(once, first, f, twice);
    movingMean(twice, second, 3, once);
    localRegression(once, plan.lowPass, null, n, level, neighbours);
    for (let i = 0; i < n; i++) {
      seasonal[i] = cycles[f + i]! - level[i]!;
      work[i] = y[i]! - seasonal[i]!;
    }
    localRegression(work, plan.trend, robust, n, trend, neighbours);
  }
}

/** The two middle values of a set (the same one twice when their number is odd), added. */
function middlePair(values: Float64Array): number {
  const n = values.length;
  const upper = Math.floor(n / 2);
  const part = Array.from(values);
  quickselect(part, upper);
  if (n % 2 === 1) return 2 * part[upper]!;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < upper; i++) lower = Math.max(lower, part[i]!);
  return part[upper]! + lower;
}

/** Bisquare weights on six median absolute residuals. */
function robustness(y: Float64Array, seasonal: Float64Array, trend: Float64Array): Float64Array {
  const weight = new Float64Array(y.length);
  for (let i = 0; i < y.length; i++) weight[i] = Math.abs(y[i]! - (trend[i]! + seasonal[i]!));
  const reach = 3 * middlePair(weight);
  for (let i = 0; i < y.length; i++) {
    const r = weight[i]!;
    const rest = 1 - (r / reach) * (r / reach);
    weight[i] = r <= 0.001 * reach ? 1 : r <= 0.999 * reach ? rest * rest : 0;
  }
  return weight;
}

function meanByPosition(seasonal: Float64Array, f: number): void {
  for (let j = 0; j < f; j++) {
    let sum = 0;
    let count = 0;
    for (let i = j; i < seasonal.length; i += f) {
      sum += seasonal[i]!;
      count += 1;
    }
    for (let i = j; i < seasonal.length; i += f) seasonal[i] = sum / count;
  }
}

/**
 * STL (基于局部回归的季节趋势分解): a series as season plus trend plus remainder.
 *
 * With `robust` a crisis does not leak into season and trend. On a series of even length R's robust weights may
 * rest on a wrong middle residual; here the middle is the median, so results differ from R's there.
 *
 * @when Monthly or weekly series of several years; take logarithms first when the season grows with the level.
 * @whenNot Movable feasts (Spring Festival), missing values, or less than two full cycles.
 * @minimumSample two full cycles and one value; five cycles for a season that may change.
 * @units in the unit of the series; windows and jumps in values (seasonal window: in cycles).
 * @throws RangeError with less than two full cycles, a missing value or a window that is not above 0.
 * @source Cleveland, Cleveland, McRae and Terpenning (1990), J. Official Statistics 6, 3-73; numbers as R
 *   stats::stl.
 * @example
 * stl([5, 1, 6, 2, 7, 3, 8, 4, 9], { frequency: 2, seasonWindow: "periodic" }).seasonal[0] // => 2.25
 */
export function stl(series: ArrayLike<number>, settings: StlSettings): StlResult {
  const y = Float64Array.from(series);
  const f = settings.frequency;
  if (!Number.isInteger(f) || f < 2) throw new RangeError("frequency must be a whole number of at least 2");
  if (y.length <= 2 * f) throw new RangeError(`${y.length} values are less than two full cycles of ${f}`);
  if (y.some(Number.isNaN)) throw new RangeError("the series has missing values");
  const seasonWindow = settings.seasonWindow;
  if (seasonWindow !== "periodic" && !(seasonWindow > 1.5))
    throw new RangeError("seasonWindow must be above 1.5");
  const plan = planOf(y.length, settings);
  const seasonal = new Float64Array(y.length);
  const trend = new Float64Array(y.length);
  const room = roomFor(y.length, f);
  let weight: Float64Array | null = null;
  innerLoop(y, f, plan, weight, seasonal, trend, room);
  for (let pass = 0; pass < plan.outer; pass++) {
    weight = robustness(y, seasonal, trend);
    innerLoop(y, f, plan, weight, seasonal, trend, room);
  }
  if (seasonWindow === "periodic") meanByPosition(seasonal, f);
  const remainder = y.map((v, i) => v - seasonal[i]! - trend[i]!);
  return { seasonal, trend, remainder, weight: weight ?? new Float64Array(y.length).fill(1) };
}
