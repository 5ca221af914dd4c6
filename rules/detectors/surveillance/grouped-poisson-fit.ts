/** R's stopping rule for generalised linear models; converging fully would move the last digits away from R's. */
const STOP = 1e-8;
const MOST_STEPS = 25;
const LEAST_MEAN = Number.EPSILON;

/** The regression data of one fit; arrays may be longer than n. */
export interface GroupedCounts {
  n: number;
  groups: number;
  readonly y: Float64Array;
  /** log y (0 where y is 0), log(y + 0.1) and y to the two thirds: taken once for the whole series. */
  readonly logY: Float64Array;
  readonly logStart: Float64Array;
  readonly yTwoThirds: Float64Array;
  /** Time less some constant near its middle. */
  readonly time: Float64Array;
  /** Group of each value, from zero. */
  readonly group: Int32Array;
  readonly offset: Float64Array;
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
  /** Weighted spread of time within groups; 0 without trend. */
  timeSpread: number;
  readonly level: Float64Array;
  readonly groupWeight: Float64Array;
  readonly groupTime: Float64Array;
  readonly groupResponse: Float64Array;
  readonly eta: Float64Array;
  readonly mean: Float64Array;
  readonly weight: Float64Array;
}

/** Room for fits of up to `size` values in up to `groups` groups. */
export function roomForFit(size: number, groups: number): GroupedFit {
  return {
    converged: false,
    iterations: 0,
    deviance: 0,
    slope: 0,
    df: 0,
    dispersion: 0,
    timeSpread: 0,
    level: new Float64Array(groups),
    groupWeight: new Float64Array(groups),
    groupTime: new Float64Array(groups),
    groupResponse: new Float64Array(groups),
    eta: new Float64Array(size),
    mean: new Float64Array(size),
    weight: new Float64Array(size),
  };
}

function start(data: GroupedCounts, prior: Float64Array | null, fit: GroupedFit): number {
  let deviance = 0;
  for (let i = 0; i < data.n; i++) {
    const y = data.y[i]!;
    fit.eta[i] = data.logStart[i]!;
    fit.mean[i] = y + 0.1;
    const part = y * (data.logY[i]! - data.logStart[i]!) + 0.1;
    deviance += prior === null ? part : prior[i]! * part;
  }
  return 2 * deviance;
}

/** One weighted least squares: a level for each group and, with trend, one slope (an arrow-shaped matrix). */
function solve(data: GroupedCounts, trend: boolean, prior: Float64Array | null, fit: GroupedFit): void {
  const { n, groups, y, time, group, offset } = data;
  const { groupWeight, groupTime, groupResponse, eta, mean, weight, level } = fit;
  groupWeight.fill(0, 0, groups);
  groupTime.fill(0, 0, groups);
  groupResponse.fill(0, 0, groups);
  let timeSquares = 0;
  let timeResponse = 0;
  for (let i = 0; i < n; i++) {
    const g = group[i]!;
    const before = prior === null ? 1 : prior[i]!;
    const w = before * mean[i]!;
    const response = w * (eta[i]! - offset[i]!) + before * (y[i]! - mean[i]!);
    weight[i] = w;
    groupWeight[g]! += w;
    groupResponse[g]! += response;
    if (trend) {
      const t = time[i]!;
      groupTime[g]! += w * t;
      timeSquares += w * t * t;
      timeResponse += response * t;
    }
  }
  for (let g = 0; g < groups; g++) {
    groupTime[g]! /= groupWeight[g]!;
    level[g] = groupResponse[g]! / groupWeight[g]!;
    timeSquares -= groupWeight[g]! * groupTime[g]! ** 2;
    timeResponse -= groupWeight[g]! * groupTime[g]! * level[g]!;
  }
  fit.timeSpread = trend ? timeSquares : 0;
  fit.slope = trend ? timeResponse / timeSquares : 0;
  if (trend) for (let g = 0; g < groups; g++) level[g]! -= fit.slope * groupTime[g]!;
}

/** New linear predictor and mean of each value; returns the deviance. */
function update(data: GroupedCounts, prior: Float64Array | null, fit: GroupedFit): number {
  const { n, y, logY, time, group, offset } = data;
  const { slope, level, eta, mean } = fit;
  let deviance = 0;
  for (let i = 0; i < n; i++) {
    const e = level[group[i]!]! + slope * time[i]! + offset[i]!;
    const m = Math.max(Math.exp(e), LEAST_MEAN);
    eta[i] = e;
    mean[i] = m;
    const x = y[i]!;
    const part = x > 0 ? x * (logY[i]! - e) - (x - m) : m;
    deviance += prior === null ? part : prior[i]! * part;
  }
  return 2 * deviance;
}

/**
 * Log-linear quasi-Poisson regression on groups and a trend (分组对数线性准泊松回归), iterated as R's glm does.
 *
 * One level a group in place of intercept and dummies makes each step O(n + groups); the fitted values are
 * the same.
 *
 * @internal
 */
export function fitGroupedPoisson(
  data: GroupedCounts,
  trend: boolean,
  prior: Float64Array | null,
  fit: GroupedFit,
): GroupedFit {
  let before = start(data, prior, fit);
  fit.converged = false;
  for (fit.iterations = 1; fit.iterations <= MOST_STEPS; fit.iterations++) {
    solve(data, trend, prior, fit);
    const now = update(data, prior, fit);
    fit.deviance = now;
    if (!Number.isFinite(now)) break;
    fit.converged = Math.abs(now - before) / (Math.abs(now) + 0.1) < STOP;
    if (fit.converged) break;
    before = now;
  }
  fit.df = data.n - data.groups - (trend ? 1 : 0);
  let pearson = 0;
  for (let i = 0; i < data.n; i++) {
    pearson += fit.weight[i]! * ((data.y[i]! - fit.mean[i]!) / fit.mean[i]!) ** 2;
  }
  fit.dispersion = pearson / fit.df;
  return fit;
}

/**
 * Leverage of one value in the last weighted least squares (杠杆值).
 *
 * @internal
 */
export function leverage(data: GroupedCounts, fit: GroupedFit, i: number): number {
  const g = data.group[i]!;
  const own = 1 / fit.groupWeight[g]!;
  const byTime = fit.timeSpread > 0 ? (data.time[i]! - fit.groupTime[g]!) ** 2 / fit.timeSpread : 0;
  return fit.weight[i]! * (own + byTime);
}
