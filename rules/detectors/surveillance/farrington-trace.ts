import { prepareSeries, prepareTime } from "./farrington-data.ts";
import { reweigh } from "./farrington-model.ts";
import {
  type FarringtonInput,
  type FarringtonSettings,
  fullFarringtonSettings,
} from "./farrington-settings.ts";
import type { GroupedCounts } from "./grouped-counts.ts";
import type { GroupedFit } from "./grouped-fit.ts";
import { fitGroupedPoisson, leverage } from "./grouped-poisson-fit.ts";

/** One coefficient or figure of a fit, named as R names it. */
export interface TraceFigure {
  readonly stage: "first_fit" | "reweighted_fit";
  readonly name: string;
  readonly value: number;
}

/** The regression behind one time, value by value. */
export interface FarringtonTrace {
  /** Times used, counted from one. */
  readonly times: readonly number[];
  readonly group: readonly number[];
  /** Time as the trend counts it. */
  readonly time: readonly number[];
  readonly firstMean: readonly number[];
  readonly leverage: readonly number[];
  readonly anscombe: readonly number[];
  readonly omega: readonly number[];
  readonly mean: readonly number[];
  readonly figures: readonly TraceFigure[];
}

/** Intercept and dummies as R parametrises them, from one level a group. */
function coefficients(
  stage: TraceFigure["stage"],
  fit: GroupedFit,
  groups: readonly number[],
  trend: boolean,
  shift: number,
): TraceFigure[] {
  const base = fit.level[0]!;
  const figures: TraceFigure[] = [{ stage, name: "(Intercept)", value: base - fit.slope * shift }];
  if (trend) figures.push({ stage, name: "wtime", value: fit.slope });
  for (const [i, number] of groups.entries()) {
    if (i > 0) figures.push({ stage, name: `seasgroups${number}`, value: fit.level[i]! - base });
  }
  figures.push({ stage, name: "phi", value: Math.max(fit.dispersion, 1) });
  if (stage === "first_fit") figures.push({ stage, name: "deviance", value: fit.deviance });
  figures.push({ stage, name: "iterations", value: fit.iterations });
  return figures;
}

const firstOf = (values: Float64Array, data: GroupedCounts) => Array.from(values.subarray(0, data.n));

/**
 * The regression behind one Farrington bound (法林顿单点回归明细): data, fitted means, leverages, weights.
 *
 * The trend is fitted whenever the settings ask for one, before any test drops it.
 *
 * @when Explaining one alarm to a statistician, or checking the method step by step.
 * @whenNot For the alarm itself: use `farringtonFlexible`.
 * @minimumSample as for `farringtonFlexible`.
 * @units counts in events; time in steps of the series.
 * @throws RangeError when a setting is out of bounds or reference values do not exist.
 * @source Farrington et al. (1996), section 3; numbers as R surveillance.
 * @example
 * farringtonTrace({ counts: [20, 22, 19, 21, 23, 20, 22, 21, 41] }, { frequency: 4, b: 1, w: 1, trend: false }, 9)
 *   .times // => [4, 5, 6]
 */
export function farringtonTrace(
  input: FarringtonInput,
  settings: FarringtonSettings,
  k: number,
): FarringtonTrace {
  const full = fullFarringtonSettings(settings);
  const series = prepareSeries(input, full);
  const { data, fit, residual, omega } = series.room;
  const now = prepareTime(series, k);
  const shift = now.middle - now.origin;
  fitGroupedPoisson(data, full.trend, null, fit);
  const figures = coefficients("first_fit", fit, now.groupNumbers, full.trend, shift);
  const firstMean = firstOf(fit.mean, data);
  const hat = firstMean.map((_, i) => leverage(data, fit, i));
  reweigh(data, fit, full.weightsThreshold, residual, omega);
  if (full.reweight) fitGroupedPoisson(data, full.trend, omega, fit);
  figures.push(...coefficients("reweighted_fit", fit, now.groupNumbers, full.trend, shift));
  return {
    times: Array.from(now.used.subarray(0, data.n)),
    group: Array.from(data.group.subarray(0, data.n), (g) => now.groupNumbers[g]!),
    time: firstOf(data.time, data).map((t) => t + shift),
    firstMean,
    leverage: hat,
    anscombe: firstOf(residual, data),
    omega: firstOf(omega, data),
    mean: firstOf(fit.mean, data),
    figures,
  };
}
