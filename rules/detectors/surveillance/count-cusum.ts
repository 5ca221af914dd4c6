import { COUNT_TRANSFORMS, type CountTransform } from "./count-transforms.ts";
import { seasonalPoissonMean } from "./seasonal-poisson-mean.ts";
import { type MonitoredRange, monitored, requireSetting, type Series } from "./window.ts";

/** Settings of the CUSUM of standardised counts. */
export interface CountCusumSettings extends MonitoredRange {
  /** First monitored time; what comes before gives the mean. */
  readonly from: number;
  /** Allowance (1.04). */
  readonly k?: number;
  /** Decision limit, reached or passed (2.26). */
  readonly h?: number;
  readonly transform?: CountTransform;
  /** A number, `"glm"` for a yearly wave fitted to the values before, or nothing for their mean. */
  readonly mean?: number | "glm";
  /** Overdispersion of the negative-binomial transformations (0.1). */
  readonly alpha?: number;
  /** Start again from zero after an alarm (false). */
  readonly reset?: boolean;
  /** Values a cycle (52) and position of the first value in it (1), for `"glm"`. */
  readonly frequency?: number;
  readonly startWeek?: number;
}

/** One entry for each monitored time. */
export interface CountCusumResult {
  readonly from: number;
  readonly mean: Float64Array;
  readonly statistic: Float64Array;
  /** The count at which the sum would have reached h. */
  readonly upper: Float64Array;
  readonly alarm: Float64Array;
  /** Intercept, cosine and sine of the yearly wave, when one was fitted. */
  readonly wave?: { readonly intercept: number; readonly cos: number; readonly sin: number };
}

function levels(
  series: Series,
  settings: CountCusumSettings,
  n: number,
): Pick<CountCusumResult, "mean" | "wave"> {
  const { from, mean, frequency = 52, startWeek = 1 } = settings;
  if (typeof mean === "number") return { mean: new Float64Array(n).fill(mean) };
  const training = Array.prototype.slice.call(series, 0, from - 1) as number[];
  if (mean === "glm") {
    const { intercept, cos, sin, at } = seasonalPoissonMean(training, frequency, startWeek);
    return { mean: Float64Array.from({ length: n }, (_, i) => at(from + i)), wave: { intercept, cos, sin } };
  }
  return { mean: new Float64Array(n).fill(training.reduce((a, b) => a + b, 0) / training.length) };
}

/**
 * CUSUM of standardised counts (计数累积和): small lasting rises of a count over a fixed or seasonal mean.
 *
 * C = max(0, C before + z - k), alarm when C >= h. Without `reset` one long rise alarms until it has worn off.
 *
 * @when Counts with a known or slowly changing mean; `rossi` for small ones, whose skewness it takes out.
 * @whenNot A mean that drifts over the years: every week alarms in the end. A history with a crisis in it.
 * @minimumSample 1 value before `from`; two cycles before it with `"glm"`.
 * @units mean and upper in counts; statistic, k and h in standard deviations (`none`: in counts).
 * @throws RangeError when nothing comes before `from` and no mean is given, or h is not above 0.
 * @source Rossi, Lampugnani and Marchi (1999), Statistics in Medicine 18; Rogerson and Yamada (2004),
 *   Statistics in Medicine 23; numbers as R surveillance::algo.cusum.
 * @example
 * countCusum([4, 4, 4, 4, 9, 9], { from: 5, k: 0.5, h: 3 }).statistic[1] // => 4
 */
export function countCusum(series: Series, settings: CountCusumSettings): CountCusumResult {
  const { k = 1.04, h = 2.26, transform = "standard", alpha = 0.1, reset = false } = settings;
  requireSetting(h > 0, "h must be above 0");
  requireSetting(transform in COUNT_TRANSFORMS, `transform must be one of ${Object.keys(COUNT_TRANSFORMS)}`);
  const { from, to } = monitored(series.length, settings, typeof settings.mean === "number" ? 1 : 2);
  const n = to - from + 1;
  const { mean, wave } = levels(series, settings, n);
  const { value, limit } = COUNT_TRANSFORMS[transform];
  const [statistic, upper, alarm] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let before = 0;
  for (let i = 0; i < n; i++) {
    const m = mean[i]!;
    let sum = Math.max(0, before + (value(series[from + i - 1]!, m, alpha) - k));
    alarm[i] = Number.isNaN(sum) ? Number.NaN : sum >= h ? 1 : 0;
    if (reset && alarm[i] === 1) sum = 0;
    statistic[i] = sum;
    const line = limit(h + k - before, m, alpha, h, sum);
    upper[i] = Math.max(Number.isNaN(line) ? 0 : line, 0);
    before = sum;
  }
  return wave === undefined
    ? { from, mean, statistic, upper, alarm }
    : { from, mean, statistic, upper, alarm, wave };
}
