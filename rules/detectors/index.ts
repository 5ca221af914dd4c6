export { type BreakpointResult, type BreakpointSettings, breakpoints } from "./change/breakpoints.ts";
export { brownianBridgeTail, type OlsCusumResult, olsCusum, olsCusumBoundary } from "./change/ols-cusum.ts";
export {
  type Nowcast,
  type NowcastSettings,
  nowcast,
  type PartialReport,
  type SettledReport,
  totalOfPartial,
} from "./delay/nowcast.ts";
export { betaTails } from "./distributions/beta-tails.ts";
export { gammaQuantile } from "./distributions/gamma-quantile.ts";
export { chiSquaredUpperTail, gammaTails } from "./distributions/gamma-tails.ts";
export { logGamma } from "./distributions/log-gamma.ts";
export {
  negativeBinomialDensity,
  negativeBinomialQuantile,
  negativeBinomialTails,
} from "./distributions/negative-binomial.ts";
export { normalQuantile } from "./distributions/normal-quantile.ts";
export { normalTails } from "./distributions/normal-tails.ts";
export { poissonQuantile, poissonTails } from "./distributions/poisson.ts";
export { type QuantileType, sampleQuantile } from "./distributions/quantile.ts";
export { MAD_TO_SD, robustSpread, robustZ } from "./distributions/robust-spread.ts";
export { roundedLog } from "./distributions/rounded-log.ts";
export {
  binomialDensity,
  deviancePart,
  poissonDensity,
  stirlingError,
} from "./distributions/saddle-point.ts";
export { type CountDistribution, smallestCount } from "./distributions/smallest-count.ts";
export { solveIncreasing } from "./distributions/solve-increasing.ts";
export { studentQuantile } from "./distributions/student-quantile.ts";
export { studentTails, studentTwoSided } from "./distributions/student-tails.ts";
export type { Tails } from "./distributions/tails.ts";
export {
  type HoltWintersResult,
  type HoltWintersSettings,
  holtWinters,
  type SmoothingWeights,
} from "./season/holt-winters.ts";
export { type Forecast, forecastHoltWinters } from "./season/holt-winters-forecast.ts";
export { type LocalRegression, type LocalRoom, localRegression } from "./season/local-regression.ts";
export { minimiseInBox } from "./season/minimise-in-box.ts";
export { minimiseOnInterval } from "./season/minimise-on-interval.ts";
export { type MovingHolidayResult, movingHolidayEffect } from "./season/moving-holiday.ts";
export { type SameSeasonResult, sameSeason } from "./season/same-season.ts";
export { type SeasonalStart, seasonalStart } from "./season/seasonal-start.ts";
export { type StlResult, type StlSettings, stl } from "./season/stl.ts";
export { type CountCusumResult, type CountCusumSettings, countCusum } from "./surveillance/count-cusum.ts";
export {
  type CountLimits,
  negativeBinomialLimits,
  poissonLimits,
  probabilityAtLeast,
} from "./surveillance/count-limits.ts";
export { COUNT_TRANSFORMS, type CountTransform } from "./surveillance/count-transforms.ts";
export { type EarsResult, type EarsSettings, ears } from "./surveillance/ears.ts";
export { type EarsC3Result, type EarsC3Rule, type EarsC3Settings, earsC3 } from "./surveillance/ears-c3.ts";
export { type EwmaResult, type EwmaSettings, ewma } from "./surveillance/ewma.ts";
export { type FarringtonResult, farringtonFlexible } from "./surveillance/farrington.ts";
export { referenceTimes, seasonalGroups } from "./surveillance/farrington-references.ts";
export {
  FARRINGTON_PRESETS,
  type FarringtonInput,
  type FarringtonSettings,
  type FullFarringtonSettings,
} from "./surveillance/farrington-settings.ts";
export { type FarringtonTrace, farringtonTrace, type TraceFigure } from "./surveillance/farrington-trace.ts";
export { movingRangeSd } from "./surveillance/moving-range-sd.ts";
export {
  type PoissonCusumResult,
  type PoissonCusumSettings,
  poissonCusum,
} from "./surveillance/poisson-cusum.ts";
export { cusumRunLength, ewmaRunLength } from "./surveillance/run-length.ts";
export { type SeasonalPoissonMean, seasonalPoissonMean } from "./surveillance/seasonal-poisson-mean.ts";
export { type ShrunkRates, shrinkTowardsParent } from "./surveillance/shrinkage.ts";
export {
  type TabularCusumResult,
  type TabularCusumSettings,
  tabularCusum,
} from "./surveillance/tabular-cusum.ts";
export {
  type MonitoredRange,
  type Series,
  type WindowMoments,
  windowMoments,
} from "./surveillance/window.ts";
export {
  type CompositeInput,
  type CompositeResult,
  compositeIndex,
} from "./turning-points/composite-index.ts";
export { roundHalfAway, upwardCrossings } from "./turning-points/crossings.ts";
export { type Detection, type DetectionRecord, detectionRecord } from "./turning-points/detection-record.ts";
export { type DiffusionResult, diffusionIndex, type WorseWhen } from "./turning-points/diffusion-index.ts";
export { type MichezResult, type MichezSettings, michez } from "./turning-points/michez.ts";
export { type SahmResult, type SahmSettings, sahm } from "./turning-points/sahm.ts";
export {
  type TrailingSettings,
  trailingMaximum,
  trailingMean,
  trailingMinimum,
} from "./turning-points/trailing.ts";
