import type { GroupedCounts } from "./grouped-counts.ts";

/** R's stopping rule for generalised linear models; converging fully would move the last digits away from R's. */
const STOP = 1e-8;
const MOST_STEPS = 25;
const LEAST_MEAN = Number.EPSILON;

/** Weighted sums that one least-squares step rests on. */
export interface StepSums {
  /** Working weight of each value. */
  readonly weight: Float64Array;
  /** Sum of weights, weighted mean time and sum of residuals of each group. */
  readonly groupWeight: Float64Array;
  readonly groupTime: Float64Array;
  readonly groupResidual: Float64Array;
  timeSquares: number;
  timeResidual: number;
}

/** A fit, and what its last weighted least squares leaves behind. Arrays are reused by the next fit. */
export interface GroupedFit {
  converged: boolean;
  iterations: number;
  deviance: number;
  slope: number;
  /** Degrees of freedom left. */
  df: number;
  /** Pearson dispersion with the proper working weights. */
  dispersion: number;
  /** The same with the prior weights alone, as R has it after reweighting. */
  plainDispersion: number;
  /** Weighted spread of time within groups in the last step; 0 without trend. */
  timeSpread: number;
  readonly level: Float64Array;
  readonly mean: Float64Array;
  /** Sums of the last step taken, and those for the one that would follow. */
  last: StepSums;
  next: StepSums;
  readonly ones: Float64Array;
}

/**
 * Room for fits of up to `size` values in up to `groups` groups (拟合用的存放空间).
 *
 * @internal
 */
export function roomForFit(size: number, groups: number): GroupedFit {
  const sums = (): StepSums => ({
    weight: new Float64Array(size),
    groupWeight: new Float64Array(groups),
    groupTime: new Float64Array(groups),
    groupResidual: new Float64Array(groups),
    timeSquares: 0,
    timeResidual: 0,
  });
  return {
    converged: false,
    iterations: 0,
    deviance: 0,
    slope: 0,
    df: 0,
    dispersion: 0,
    plainDispersion: 0,
    timeSpread: 0,
    level: new Float64Array(groups),
    mean: new Float64Array(size),
    last: sums(),
    next: sums(),
    ones: new Float64Array(size).fill(1),
  };
}

function clear(sums: StepSums, groups: number): void {
  for (let g = 0; g < groups; g++) {
    sums.groupWeight[g] = 0;
    sums.groupTime[g] = 0;
    sums.groupResidual[g] = 0;
  }
  sums.timeSquares = 0;
  sums.timeResidual = 0;
}

/** Sums for the first step, from means y + 0.1; returns the deviance there. */
function start(data: GroupedCounts, prior: Float64Array, sums: StepSums): number {
  const { n, y, logY, logStart, time, group, exposure } = data;
  clear(sums, data.groups);
  let deviance = 0;
  for (let i = 0; i < n; i++) {
    const g = group[i]!;
    const p = prior[i]!;
    const t = time[i]!;
    const w = p * (y[i]! + 0.1);
    const linear = exposure === null ? logStart[i]! : logStart[i]! - exposure.log[i]!;
    const response = w * linear - 0.1 * p;
    sums.weight[i] = w;
    sums.groupWeight[g]! += w;
    sums.groupTime[g]! += w * t;
    sums.groupResidual[g]! += response;
    sums.timeSquares += w * t * t;
    sums.timeResidual += response * t;
    deviance += p * (y[i]! * (logY[i]! - logStart[i]!) + 0.1);
  }
  return 2 * deviance;
}

/** Moves levels and slope by one weighted least squares (an arrow-shaped matrix: one level a group, one slope). */
function step(groups: number, trend: boolean, fit: GroupedFit): void {
  const { level } = fit;
  const { groupWeight, groupTime, groupResidual } = fit.last;
  let spread = fit.last.timeSquares;
  let residual = fit.last.timeResidual;
  for (let g = 0; g < groups; g++) {
    groupTime[g]! /= groupWeight[g]!;
    groupResidual[g]! /= groupWeight[g]!;
    spread -= groupWeight[g]! * groupTime[g]! * groupTime[g]!;
    residual -= groupWeight[g]! * groupTime[g]! * groupResidual[g]!;
  }
  const turn = trend ? residual / spread : 0;
  fit.timeSpread = trend ? spread : 0;
  fit.slope += turn;
  for (let g = 0; g < groups; g++) level[g]! += groupResidual[g]! - turn * groupTime[g]!;
}

/** New means and the sums for the next step; returns the deviance. */
function advance(data: GroupedCounts, prior: Float64Array, fit: GroupedFit): number {
  const { y, logY, time, group, exposure, runs, runCount } = data;
  const { level, slope, mean, next } = fit;
  const { weight } = next;
  clear(next, data.groups);
  const factor = slope === 0 ? 1 : Math.exp(slope);
  let deviance = 0;
  for (let r = 0; r < runCount; r++) {
    const first = runs[r]!;
    const end = runs[r + 1]!;
    const g = group[first]!;
    const own = level[g]!;
    let grown = Math.exp(own + slope * time[first]!);
    let [sumW, sumT, sumR, sumTT, sumTR] = [0, 0, 0, 0, 0];
    for (let i = first; i < end; i++) {
      const t = time[i]!;
      const x = y[i]!;
      const m = Math.max(exposure === null ? grown : grown * exposure.value[i]!, LEAST_MEAN);
      const p = prior[i]!;
      const w = p * m;
      const residual = p * (x - m);
      mean[i] = m;
      weight[i] = w;
      sumW += w;
      sumT += w * t;
      sumTT += w * t * t;
      sumR += residual;
      sumTR += residual * t;
      const linear = own + slope * t + (exposure === null ? 0 : exposure.log[i]!);
      if (x > 0) deviance += p * x * (logY[i]! - linear);
      grown *= factor;
    }
    deviance -= sumR;
    next.groupWeight[g]! += sumW;
    next.groupTime[g]! += sumT;
    next.groupResidual[g]! += sumR;
    next.timeSquares += sumTT;
    next.timeResidual += sumTR;
  }
  return 2 * deviance;
}

/** Both dispersions, from the weights of the last step and the means after it. */
function disperse(data: GroupedCounts, trend: boolean, prior: Float64Array, fit: GroupedFit): void {
  const { y } = data;
  const { mean } = fit;
  const { weight } = fit.last;
  let proper = 0;
  let plain = 0;
  for (let i = 0; i < data.n; i++) {
    const r = (y[i]! - mean[i]!) / mean[i]!;
    proper += weight[i]! * r * r;
    plain += prior[i]! * r * r;
  }
  fit.df = data.n - data.groups - (trend ? 1 : 0);
  fit.dispersion = proper / fit.df;
  fit.plainDispersion = plain / fit.df;
}

/**
 * Log-linear quasi-Poisson regression on groups and a trend (分组对数线性准泊松回归), iterated as R's glm does.
 *
 * One level a group in place of intercept and dummies makes each step O(n + groups) with the same fitted values;
 * within a run the mean grows by a constant factor, so that hardly an exponential is taken.
 *
 * @internal
 */
export function fitGroupedPoisson(
  data: GroupedCounts,
  trend: boolean,
  prior: Float64Array | null,
  fit: GroupedFit,
): GroupedFit {
  const weights = prior ?? fit.ones;
  fit.level.fill(0);
  fit.slope = 0;
  fit.converged = false;
  let before = start(data, weights, fit.next);
  for (fit.iterations = 1; fit.iterations <= MOST_STEPS; fit.iterations++) {
    [fit.last, fit.next] = [fit.next, fit.last];
    step(data.groups, trend, fit);
    const now = advance(data, weights, fit);
    fit.deviance = now;
    if (!Number.isFinite(now)) break;
    fit.converged = Math.abs(now - before) / (Math.abs(now) + 0.1) < STOP;
    if (fit.converged) break;
    before = now;
  }
  disperse(data, trend, weights, fit);
  return fit;
}

/**
 * Leverage of one value in the last weighted least squares (杠杆值).
 *
 * @internal
 */
export function leverage(data: GroupedCounts, fit: GroupedFit, i: number): number {
  const g = data.group[i]!;
  const away = data.time[i]! - fit.last.groupTime[g]!;
  const byTime = fit.timeSpread > 0 ? (away * away) / fit.timeSpread : 0;
  return fit.last.weight[i]! * (1 / fit.last.groupWeight[g]! + byTime);
}
