import { studentTwoSided } from "../distributions/student-tails.ts";
import type { FullFarringtonSettings } from "./farrington-settings.ts";
import type { GroupedCounts } from "./grouped-counts.ts";
import type { GroupedFit } from "./grouped-fit.ts";
import { fitGroupedPoisson, leverage } from "./grouped-poisson-fit.ts";

/** Estimates of one reweighted model for time k. */
export interface FarringtonModel {
  /** Dispersion, at least one. */
  readonly phi: number;
  /** Linear predictor at k and its standard error. */
  readonly eta: number;
  readonly seEta: number;
  readonly trend: boolean;
  /** Change of the log mean a week; NaN without trend. */
  readonly slope: number;
}

/** The current time in the model's terms. */
export interface CurrentTime {
  readonly time: number;
  /** Group of the windows, from zero. */
  readonly group: number;
  readonly offset: number;
}

/**
 * Anscombe residuals into `residual`, and the weights that follow from them into `omega` (安斯康姆残差与权重).
 *
 * @internal
 */
export function reweigh(
  data: GroupedCounts,
  fit: GroupedFit,
  threshold: number,
  residual: Float64Array,
  omega: Float64Array,
): void {
  const { yTwoThirds, time, group, exposure, runs, runCount } = data;
  const scale = 1.5 / Math.sqrt(Math.max(fit.dispersion, 1));
  const factor = Math.exp(fit.slope / 6);
  let total = 0;
  for (let r = 0; r < runCount; r++) {
    const first = runs[r]!;
    let grown = Math.exp(Math.max(fit.level[group[first]!]! + fit.slope * time[first]!, -36) / 6);
    for (let i = first; i < runs[r + 1]!; i++) {
      const sixth = exposure === null ? grown : grown * exposure.sixthRoot[i]!;
      const free = Math.max(1 - leverage(data, fit, i), 0);
      const s = (scale * (yTwoThirds[i]! / sixth - sixth * sixth * sixth)) / Math.sqrt(free);
      residual[i] = s;
      omega[i] = s > threshold ? 1 / (s * s) : 1;
      total += omega[i]!;
      grown *= factor;
    }
  }
  const gamma = data.n / total;
  for (let i = 0; i < data.n; i++) omega[i]! *= gamma;
}

/** Room reused from one time to the next. */
export interface FarringtonRoom {
  readonly data: GroupedCounts;
  readonly fit: GroupedFit;
  readonly residual: Float64Array;
  readonly omega: Float64Array;
}

/** Dispersion of a fit, and the scales of the trend test and of the prediction error. */
interface FittedOnce {
  readonly trend: boolean;
  readonly phi: number;
  readonly testScale: number;
  readonly errorScale: number;
}

/** First fit, weights, second fit; null when the first does not converge, with trend nor without. */
function fitOnce(room: FarringtonRoom, settings: FullFarringtonSettings, wanted: boolean): FittedOnce | null {
  const { data, fit, residual, omega } = room;
  let trend = wanted;
  fitGroupedPoisson(data, trend, null, fit);
  if (!fit.converged && trend) {
    trend = false;
    fitGroupedPoisson(data, trend, null, fit);
  }
  if (!fit.converged) return null;
  if (settings.reweight) {
    reweigh(data, fit, settings.weightsThreshold, residual, omega);
    fitGroupedPoisson(data, trend, omega, fit);
  }
  const phi = Math.max(fit.dispersion, 1);
  if (settings.errorScale === "phi") return { trend, phi, testScale: fit.dispersion, errorScale: phi };
  // R overwrites the working weights with omega before it takes standard errors: no mean in them, no floor at 1.
  const scale = settings.reweight ? fit.plainDispersion : fit.dispersion;
  return { trend, phi, testScale: scale, errorScale: scale };
}

function predict(room: FarringtonRoom, now: CurrentTime, scale: number): { eta: number; seEta: number } {
  const { fit } = room;
  const eta = fit.level[now.group]! + fit.slope * now.time + now.offset;
  const byTime = fit.timeSpread > 0 ? (now.time - fit.last.groupTime[now.group]!) ** 2 / fit.timeSpread : 0;
  return { eta, seEta: Math.sqrt(scale * (1 / fit.last.groupWeight[now.group]! + byTime)) };
}

/** Whether the slope differs from zero at the wanted level. */
function significant(fit: GroupedFit, scale: number, level: number): boolean {
  const t = fit.slope / Math.sqrt(scale / fit.timeSpread);
  if (level >= 1 && Math.abs(t) > 0.01) return true;
  return studentTwoSided(t, fit.df) < level;
}

/**
 * The model of one time (单个时点的模型): fitted, reweighted, with the trend kept or dropped.
 *
 * The trend stays when there are three years, its p-value is small, and it does not predict more than the
 * largest count used.
 *
 * @internal
 */
export function farringtonModel(
  room: FarringtonRoom,
  now: CurrentTime,
  settings: FullFarringtonSettings,
): FarringtonModel | null {
  let done = fitOnce(room, settings, settings.trend);
  if (done === null) return null;
  let at = predict(room, now, done.errorScale);
  let trend = done.trend;
  if (trend) {
    let largest = 0;
    for (let i = 0; i < room.data.n; i++) largest = Math.max(largest, room.data.y[i]!);
    trend =
      settings.b >= 3 &&
      significant(room.fit, done.testScale, settings.pThresholdTrend) &&
      Math.exp(at.eta) <= largest;
    if (!trend) {
      done = fitOnce(room, settings, false);
      if (done === null) return null;
      at = predict(room, now, done.errorScale);
    }
  }
  return { phi: done.phi, ...at, trend, slope: trend ? room.fit.slope : Number.NaN };
}
