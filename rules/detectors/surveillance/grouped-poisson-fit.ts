import type { GroupedCounts } from "./grouped-counts.ts";
import type { GroupedFit, ResponseSums, StepSums } from "./grouped-fit.ts";

/** R's stopping rule for generalised linear models; converging fully would move the last digits away from R's. */
const STOP = 1e-8;
const MOST_STEPS = 25;
const LEAST_MEAN = Number.EPSILON;

function clear(sums: StepSums, groups: number): void {
  for (let g = 0; g < groups; g++) {
    sums.groupWeight[g] = 0;
    sums.groupTime[g] = 0;
    sums.groupResidual[g] = 0;
  }
  sums.timeSquares = 0;
  sums.timeResidual = 0;
}

/** Sums for the first step, from means y + 0.1, and of the counts alone; returns the deviance at the start. */
function start(data: GroupedCounts, prior: Float64Array, sums: StepSums, response: ResponseSums): number {
  const { n, y, logY, logStart, time, group, exposure } = data;
  clear(sums, data.groups);
  for (let g = 0; g < data.groups; g++) response.group[g] = 0;
  const centre = logStart[0]! - (exposure === null ? 0 : exposure.log[0]!);
  let deviance = 0;
  let byTime = 0;
  let byLog = 0;
  for (let i = 0; i < n; i++) {
    const g = group[i]!;
    const p = prior[i]!;
    const t = time[i]!;
    const w = p * (y[i]! + 0.1);
    const offset = exposure === null ? 0 : exposure.log[i]!;
    const working = w * (logStart[i]! - offset) - 0.1 * p;
    const count = p * y[i]!;
    sums.weight[i] = w;
    sums.groupWeight[g]! += w;
    sums.groupTime[g]! += w * t;
    sums.groupResidual[g]! += working;
    sums.timeSquares += w * t * t;
    sums.timeResidual += working * t;
    response.group[g]! += count;
    byTime += count * t;
    byLog += count * (logY[i]! - offset - centre);
    deviance += count * (logY[i]! - logStart[i]!) + 0.1 * p;
  }
  response.byTime = byTime;
  response.byLog = byLog;
  response.centre = centre;
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
  const { y, time, group, exposure, runs, follows, runCount } = data;
  const { slope, mean, next, response, factor } = fit;
  const { weight } = next;
  clear(next, data.groups);
  let deviance = response.byLog - slope * response.byTime;
  for (let g = 0; g < data.groups; g++) {
    factor[g] = Math.exp(fit.level[g]!);
    deviance -= (fit.level[g]! - response.centre) * response.group[g]!;
  }
  const growth = slope === 0 ? 1 : Math.exp(slope);
  let ofTime = 1;
  for (let r = 0; r < runCount; r++) {
    const first = runs[r]!;
    const end = runs[r + 1]!;
    const g = group[first]!;
    const groupFactor = factor[g]!;
    if (follows[r] === 0) ofTime = slope === 0 ? 1 : Math.exp(slope * time[first]!);
    let sumW = 0;
    let sumT = 0;
    let sumR = 0;
    let sumTT = 0;
    let sumTR = 0;
    for (let i = first; i < end; i++) {
      const t = time[i]!;
      const expected = exposure === null ? groupFactor * ofTime : groupFactor * ofTime * exposure.value[i]!;
      const m = Math.max(expected, LEAST_MEAN);
      const p = prior[i]!;
      const w = p * m;
      const residual = p * (y[i]! - m);
      mean[i] = m;
      weight[i] = w;
      sumW += w;
      sumT += w * t;
      sumTT += w * t * t;
      sumR += residual;
      sumTR += residual * t;
      ofTime *= growth;
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
  let before = start(data, weights, fit.next, fit.response);
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
