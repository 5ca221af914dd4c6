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

/** Sums of the counts alone: with them the deviance needs no logarithm of a mean. */
export interface ResponseSums {
  /** Sum of weight times count, in all by group. */
  readonly group: Float64Array;
  byTime: number;
  /** Sum of weight times count times the log of count over exposure, less `centre` of it. */
  byLog: number;
  centre: number;
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
  readonly factor: Float64Array;
  readonly mean: Float64Array;
  readonly response: ResponseSums;
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
    factor: new Float64Array(groups),
    mean: new Float64Array(size),
    response: { group: new Float64Array(groups), byTime: 0, byLog: 0, centre: 0 },
    last: sums(),
    next: sums(),
    ones: new Float64Array(size).fill(1),
  };
}
