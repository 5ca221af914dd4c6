import { sampleVariance } from "simple-statistics";
import { normalQuantile } from "../distributions/normal-quantile.ts";
import type { HoltWintersResult } from "./holt-winters.ts";

/** Forecasts 1, 2, ... steps ahead with their interval. */
export interface Forecast {
  readonly value: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** How much an error of today moves the forecast j steps later, before the season. */
function carried(fit: HoltWintersResult, j: number): number {
  const beta = fit.beta === false ? 0 : fit.beta;
  const gamma = fit.gamma === false ? 0 : fit.gamma;
  return fit.alpha * (1 + j * beta) + (j % fit.frequency === 0 ? gamma * (1 - fit.alpha) : 0);
}

/** Season of step h over that of step h - j. */
function seasonRatio(fit: HoltWintersResult, h: number, j: number): number {
  const f = fit.frequency;
  const at = (step: number) => fit.last.season[(((step - 1) % f) + f) % f] ?? 1;
  return at(h) / at(h - j);
}

/** The same as R reads it: one place too early where the cycle ends, so that it reads level or slope. */
function seasonRatioOfR(fit: HoltWintersResult, h: number, j: number): number {
  const f = fit.frequency;
  const coefficients = [fit.last.level, ...(fit.beta === false ? [] : [fit.last.slope]), ...fit.last.season];
  const place = 1 + ((h - 1) % f);
  const at = (i: number) => coefficients[1 + i] ?? Number.NaN;
  return at(place) / at((((place - j) % f) + f) % f);
}

/** Variance h steps ahead over that of one step. */
function growth(fit: HoltWintersResult, h: number, asInR: boolean): number {
  let sum = 0;
  for (let j = 0; j < h; j++) {
    if (fit.seasonal === "additive") sum += j === 0 ? 1 : carried(fit, j) ** 2;
    else sum += (carried(fit, j) * (asInR ? seasonRatioOfR(fit, h, j) : seasonRatio(fit, h, j))) ** 2;
  }
  return sum;
}

/**
 * Forecast of a Holt-Winters smoothing with its interval (霍尔特-温特斯预测及区间).
 *
 * With a multiplicative season R looks the last season of the cycle up one place too early and divides by the
 * slope, from the end of the first cycle on; `asInR` does the same, to lay the numbers beside R's.
 *
 * @when The range in which the next values should fall; to plan, not to alarm.
 * @whenNot Further ahead than the history is long in cycles.
 * @minimumSample as for `holtWinters`.
 * @units in the unit of the series; level is the probability inside the interval.
 * @throws RangeError unless steps is a whole number above 0 and level between 0 and 1.
 * @source Yar and Chatfield (1990), Int. J. Forecasting 6, 127-137; numbers as R predict.HoltWinters.
 * @example
 * forecastHoltWinters(holtWinters([1, 2, 4, 8], { frequency: 1, alpha: 0.5, beta: 0.5, gamma: false }), 2)
 *   .value // => [8.4375, 10.5]
 */
export function forecastHoltWinters(
  fit: HoltWintersResult,
  steps: number,
  level = 0.95,
  asInR = false,
): Forecast {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError("steps must be a whole number above 0");
  if (!(level > 0 && level < 1)) throw new RangeError("level must be between 0 and 1");
  const variance = sampleVariance(Array.from(fit.residual));
  const z = normalQuantile((1 + level) / 2);
  const value: number[] = [];
  const half: number[] = [];
  for (let h = 1; h <= steps; h++) {
    const base = fit.last.level + (fit.beta === false ? 0 : h * fit.last.slope);
    const seasonTerm = fit.gamma === false ? null : fit.last.season[(h - 1) % fit.frequency]!;
    value.push(
      seasonTerm === null ? base : fit.seasonal === "additive" ? base + seasonTerm : base * seasonTerm,
    );
    half.push(z * Math.sqrt(variance * growth(fit, h, asInR)));
  }
  return { value, lower: value.map((v, i) => v - half[i]!), upper: value.map((v, i) => v + half[i]!) };
}
