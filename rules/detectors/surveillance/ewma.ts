import { requireSetting, type Series } from "./window.ts";

/** Settings of the EWMA chart. */
export interface EwmaSettings {
  /** The value under control. */
  readonly center: number;
  /** Standard deviation of a single value under control. */
  readonly sd: number;
  /** Weight of the newest value (0.2). */
  readonly lambda?: number;
  /** Width of the limits in standard deviations of the statistic (3). */
  readonly width?: number;
}

/** One entry for each time; alarm is 1 above, -1 below, 0 within the limits, NaN where it cannot be judged. */
export interface EwmaResult {
  readonly statistic: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly alarm: Float64Array;
}

/**
 * Exponentially weighted moving average chart with exact limits (指数加权移动平均控制图).
 *
 * z = lambda * x + (1 - lambda) * z before, from the center; the limits widen with time as the variance does.
 *
 * @when Small lasting shifts of half to two standard deviations in a series without season.
 * @whenNot Seasonal or trending series (the chart stays out for years); take the season out first.
 * @minimumSample none to draw it; 20 to 25 values under control for center and sd.
 * @units statistic and limits in the unit of the series.
 * @throws RangeError when lambda is not in (0, 1], or sd or width is not above 0.
 * @source Roberts (1959), Technometrics 1; Lucas and Saccucci (1990), Technometrics 32; numbers as R qcc::ewma.
 * @example
 * ewma([0.5, 1, 2], { center: 0, sd: 1 }).statistic[2] // => 0.624
 */
export function ewma(series: Series, settings: EwmaSettings): EwmaResult {
  const { center, sd, lambda = 0.2, width = 3 } = settings;
  requireSetting(lambda > 0 && lambda <= 1, "lambda must be above 0 and at most 1");
  requireSetting(sd > 0 && width > 0, "sd and width must be above 0");
  const n = series.length;
  const column = () => new Float64Array(n);
  const [statistic, lower, upper, alarm] = [column(), column(), column(), column()];
  let z = center;
  for (let i = 0; i < n; i++) {
    z = lambda * series[i]! + (1 - lambda) * z;
    const variance = (lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (i + 1)));
    const half = width * sd * Math.sqrt(variance);
    statistic[i] = z;
    lower[i] = center - half;
    upper[i] = center + half;
    alarm[i] = Number.isNaN(z) ? Number.NaN : z > upper[i]! ? 1 : z < lower[i]! ? -1 : 0;
  }
  return { statistic, lower, upper, alarm };
}
