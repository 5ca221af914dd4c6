import { minimiseInBox } from "./minimise-in-box.ts";
import { minimiseOnInterval } from "./minimise-on-interval.ts";
import { seasonalStart } from "./seasonal-start.ts";

/** Settings of Holt-Winters smoothing. A weight left out is found by least squares; `false` leaves the part out. */
export interface HoltWintersSettings {
  /** Values a cycle. */
  readonly frequency: number;
  /** Weight of the newest value in the level. */
  readonly alpha?: number;
  /** Weight in the slope, or false for no slope. */
  readonly beta?: number | false;
  /** Weight in the season, or false for no season. */
  readonly gamma?: number | false;
  readonly seasonal?: "additive" | "multiplicative";
  /** Cycles that the start values come from (2). */
  readonly startPeriods?: number;
}

/** Smoothing weights in use; false for a part left out. */
export interface SmoothingWeights {
  readonly alpha: number;
  readonly beta: number | false;
  readonly gamma: number | false;
}

/** A fitted smoothing; entries of the arrays belong to times from, from + 1, ... */
export interface HoltWintersResult extends SmoothingWeights {
  readonly frequency: number;
  readonly seasonal: "additive" | "multiplicative";
  readonly from: number;
  /** One-step forecast of each value. */
  readonly fitted: Float64Array;
  readonly level: Float64Array;
  readonly slope: Float64Array;
  readonly season: Float64Array;
  readonly residual: Float64Array;
  /** Sum of squared one-step errors. */
  readonly sse: number;
  /** Level, slope and season after the last value. */
  readonly last: { readonly level: number; readonly slope: number; readonly season: readonly number[] };
}

interface Start {
  /** Index of the first value that is forecast. */
  readonly first: number;
  readonly level: number;
  readonly slope: number;
  readonly season: readonly number[];
}

function startOf(x: Float64Array, s: HoltWintersSettings): Start {
  if (s.gamma === false) {
    const simple = s.beta === false;
    return { first: simple ? 1 : 2, level: x[simple ? 0 : 1]!, slope: x[1]! - x[0]!, season: [] };
  }
  const used = Array.from(x.subarray(0, (s.startPeriods ?? 2) * s.frequency));
  return { first: s.frequency, ...seasonalStart(used, s.frequency, s.seasonal ?? "additive") };
}

/** Sum of squared one-step errors alone, for the search. */
function errorOf(x: Float64Array, start: Start, w: SmoothingWeights, additive: boolean): number {
  return smooth(x, start, w, additive, null);
}

/** One pass through the series; keeps every state when `keep` is given. */
function smooth(
  x: Float64Array,
  start: Start,
  { alpha, beta, gamma }: SmoothingWeights,
  additive: boolean,
  keep: ((i: number, fitted: number, level: number, slope: number, season: number) => void) | null,
  season: number[] = start.season.slice(),
): number {
  const f = season.length;
  let level = start.level;
  let slope = beta === false ? 0 : start.slope;
  let sse = 0;
  for (let i = start.first; i < x.length; i++) {
    const at = gamma === false ? 0 : (i - start.first) % f;
    const seasonTerm = gamma === false ? (additive ? 0 : 1) : season[at]!;
    const base = level + slope;
    const fitted = additive ? base + seasonTerm : base * seasonTerm;
    keep?.(i, fitted, level, slope, seasonTerm);
    sse += (x[i]! - fitted) ** 2;
    const next = alpha * (additive ? x[i]! - seasonTerm : x[i]! / seasonTerm) + (1 - alpha) * base;
    if (beta !== false) slope = beta * (next - level) + (1 - beta) * slope;
    level = next;
    if (gamma !== false)
      season[at] = gamma * (additive ? x[i]! - level : x[i]! / level) + (1 - gamma) * seasonTerm;
  }
  keep?.(x.length, Number.NaN, level, slope, Number.NaN);
  return sse;
}

const SEARCH_START = { alpha: 0.3, beta: 0.1, gamma: 0.1 } as const;

/** The weights as set, those left out by least squares. */
function weightsOf(
  x: Float64Array,
  start: Start,
  s: HoltWintersSettings,
  additive: boolean,
): SmoothingWeights {
  const open = (["alpha", "beta", "gamma"] as const).filter((name) => s[name] === undefined);
  const set = { alpha: s.alpha ?? 0, beta: s.beta ?? 0, gamma: s.gamma ?? 0 };
  const withOpen = (p: readonly number[]): SmoothingWeights =>
    Object.assign({ ...set }, Object.fromEntries(open.map((name, i) => [name, p[i]!])));
  const error = (p: readonly number[]) => errorOf(x, start, withOpen(p), additive);
  if (open.length === 0) return set;
  if (open.length === 1) return withOpen([minimiseOnInterval((p) => error([p]), 0, 1)]);
  return withOpen(
    minimiseInBox(
      error,
      open.map((name) => SEARCH_START[name]),
    ),
  );
}

function requireUsable(x: Float64Array, s: HoltWintersSettings): void {
  const within = (w: number | false | undefined) => w === undefined || w === false || (w >= 0 && w <= 1);
  if (!within(s.alpha) || !within(s.beta) || !within(s.gamma))
    throw new RangeError("weights must lie in 0 to 1");
  if (s.alpha === 0) throw new RangeError("alpha must be above 0: there is no model without a level");
  if (x.some(Number.isNaN)) throw new RangeError("the series has missing values");
  if (s.gamma === false) {
    if (x.length < 3) throw new RangeError("smoothing without season needs at least 3 values");
    return;
  }
  const periods = s.startPeriods ?? 2;
  if (!(periods >= 2)) throw new RangeError("startPeriods must be at least 2");
  if (!Number.isInteger(s.frequency) || s.frequency < 2)
    throw new RangeError("a season needs a frequency of 2 or more");
  if (x.length < periods * s.frequency)
    throw new RangeError(`the start needs ${periods} full cycles of ${s.frequency}`);
  if (s.seasonal === "multiplicative" && x.some((v) => v === 0)) {
    throw new RangeError("a multiplicative season needs values other than zero");
  }
}

/**
 * Holt-Winters exponential smoothing (霍尔特-温特斯指数平滑): level, slope and season, each with its own weight.
 *
 * @when One-step forecasts of a monthly or weekly series, to watch the residuals.
 * @whenNot Through a crisis: level and season follow it and forecast it again a year later. Missing values.
 * @minimumSample two full cycles to start, four to be believed; 3 values without season.
 * @units in the unit of the series; a multiplicative season has no unit.
 * @throws RangeError when a weight is outside 0 to 1, values are missing, or the series is too short.
 * @source Winters, P. R. (1960), Management Science 6, 324-342; numbers as R stats::HoltWinters.
 * @example
 * holtWinters([1, 2, 4, 8], { frequency: 1, alpha: 0.5, beta: 0.5, gamma: false }).last.level // => 6.375
 */
export function holtWinters(series: ArrayLike<number>, settings: HoltWintersSettings): HoltWintersResult {
  const x = Float64Array.from(series);
  requireUsable(x, settings);
  const seasonal = settings.seasonal ?? "additive";
  const start = startOf(x, settings);
  const weights = weightsOf(x, start, settings, seasonal === "additive");
  const n = x.length - start.first;
  const column = () => new Float64Array(n);
  const [fitted, level, slope, season] = [column(), column(), column(), column()];
  const last = { level: start.level, slope: start.slope, season: start.season.slice() };
  const keep = (i: number, forecast: number, l: number, b: number, s: number) => {
    if (i === x.length) Object.assign(last, { level: l, slope: b });
    else
      [fitted[i - start.first], level[i - start.first], slope[i - start.first], season[i - start.first]] = [
        forecast,
        l,
        b,
        s,
      ];
  };
  const states = start.season.slice();
  const sse = smooth(x, start, weights, seasonal === "additive", keep, states);
  last.season = states.map((_, j) => states[(n + j) % states.length]!);
  const residual = fitted.map((v, i) => x[start.first + i]! - v);
  const { frequency } = settings;
  return {
    ...weights,
    frequency,
    seasonal,
    from: start.first + 1,
    fitted,
    level,
    slope,
    season,
    residual,
    sse,
    last,
  };
}
