import { type MonitoredRange, requireSetting } from "./window.ts";

/** What Farrington flexible reads: counts, and what belongs to each of them. */
export interface FarringtonInput {
  /** Counts in time order; NaN is missing and is left out of the reference values. */
  readonly counts: ArrayLike<number>;
  /** Population, for the offset. */
  readonly population?: ArrayLike<number>;
  /** Days since 1970-01-01 of each count, for reference values found by date. */
  readonly days?: ArrayLike<number>;
}

/** Settings of Farrington flexible, named as in R; what is left out takes R's default. */
export interface FarringtonSettings extends MonitoredRange {
  /** Counts a year: 52, 12 or 365. */
  readonly frequency: number;
  /** Find reference weeks by calendar date instead of stepping back by `frequency` (false). */
  readonly epochAsDate?: boolean;
  /** Years to go back (5). */
  readonly b?: number;
  /** Half window: reference values from w before to w after the same week (3). */
  readonly w?: number;
  /** Seasonal groups; 1 uses the windows only, 10 the whole year (1). */
  readonly noPeriods?: number;
  /** Last values left out of the reference (w). */
  readonly pastWeeksNotIncluded?: number;
  /** Weigh down past outbreaks (true). */
  readonly reweight?: boolean;
  /** Anscombe residual above which a value is weighed down (2.58; 1 in the method of 1996). */
  readonly weightsThreshold?: number;
  /** False-alarm probability of the upper bound (0.05). */
  readonly alpha?: number;
  /** Try a linear trend (true). */
  readonly trend?: boolean;
  /** The trend stays when its p-value is below this (0.05; 1 keeps it by that test). */
  readonly pThresholdTrend?: number;
  /** Judge only when the last `[1]` counts add up to `[0]` (5 in 4). */
  readonly limit54?: readonly [cases: number, period: number];
  /** Power scale of the delta bound ("2/3"). */
  readonly powertrans?: "2/3" | "1/2" | "none";
  /** log(population) as offset (false). */
  readonly populationOffset?: boolean;
  /** Where the upper bound comes from ("delta"). */
  readonly thresholdMethod?: "delta" | "nbPlugin" | "muan";
  /**
   * Scale of the standard errors: `weights` divides by the prior weights alone, as R's flexible version does after
   * reweighting; `phi` takes the dispersion, as the method of 1996 does ("weights").
   */
  readonly errorScale?: "weights" | "phi";
}

/** The two published methods as settings; alpha is that of the upper side. */
export const FARRINGTON_PRESETS = {
  /** Farrington et al. (1996), as R surveillance::farrington with twice this alpha. */
  original1996: { noPeriods: 1, weightsThreshold: 1, pThresholdTrend: 0.05, alpha: 0.005, errorScale: "phi" },
  /** Noufaily et al. (2013). */
  improved2013: {
    b: 4,
    noPeriods: 10,
    weightsThreshold: 2.58,
    pastWeeksNotIncluded: 26,
    pThresholdTrend: 1,
    thresholdMethod: "nbPlugin",
    alpha: 0.005,
  },
} as const satisfies Record<string, Partial<FarringtonSettings>>;

/** All settings, defaults filled in. */
export type FullFarringtonSettings = Required<Omit<FarringtonSettings, "from" | "to">>;

/**
 * Settings with R's defaults filled in and their bounds checked (法林顿方法的缺省设置).
 *
 * @internal
 */
export function fullFarringtonSettings(given: FarringtonSettings): FullFarringtonSettings {
  const { from: _from, to: _to, ...chosen } = given;
  const full = {
    epochAsDate: false,
    b: 5,
    w: 3,
    noPeriods: 1,
    pastWeeksNotIncluded: chosen.w ?? 3,
    reweight: true,
    weightsThreshold: 2.58,
    alpha: 0.05,
    trend: true,
    pThresholdTrend: 0.05,
    limit54: [5, 4] as const,
    powertrans: "2/3" as const,
    populationOffset: false,
    thresholdMethod: "delta" as const,
    errorScale: "weights" as const,
    ...chosen,
  };
  const whole = (x: number, least: number) => Number.isInteger(x) && x >= least;
  requireSetting(whole(full.frequency, 1), "frequency must be a whole number of at least 1");
  requireSetting(whole(full.b, 1), "b must be a whole number of years, at least 1");
  requireSetting(whole(full.w, 0), "w must be a whole number of at least 0");
  requireSetting(whole(full.noPeriods, 1), "noPeriods must be a whole number of at least 1");
  requireSetting(
    whole(full.pastWeeksNotIncluded, 0),
    "pastWeeksNotIncluded must be a whole number of at least 0",
  );
  requireSetting(full.alpha > 0 && full.alpha < 1, "alpha must be between 0 and 1");
  requireSetting(full.weightsThreshold > 0, "weightsThreshold must be above 0");
  requireSetting(full.limit54[0] >= 0 && full.limit54[1] > 0, "limit54 must be cases >= 0 and period > 0");
  return full;
}
