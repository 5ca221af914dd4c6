import { roundHalfAway, upwardCrossings } from "./crossings.ts";
import { trailingMean, trailingMinimum } from "./trailing.ts";

/** Settings of the Sahm rule, in percentage points and periods. */
export interface SahmSettings {
  /** Rise that signals a recession (0.5). */
  readonly threshold?: number;
  /** Periods in the mean (3). */
  readonly smooth?: number;
  /** Periods in the minimum, the current one included (13). */
  readonly lookBack?: number;
  /** Decimals the indicator is rounded to before it is compared (2); null for none. */
  readonly decimals?: number | null;
  /** Take the minimum over the periods before the current one only, as FRED words it (false). */
  readonly excludeCurrent?: boolean;
}

/** One entry for each period. */
export interface SahmResult {
  readonly smoothed: Float64Array;
  /** Rise above the recent minimum, before rounding. */
  readonly exact: Float64Array;
  readonly indicator: Float64Array;
  /** 1 at or above the threshold, 0 below, NaN where it cannot be judged. */
  readonly signal: Float64Array;
  /** Times, counted from one, at which the threshold is reached from below. */
  readonly crossings: readonly number[];
}

/**
 * Sahm rule (萨姆规则): the rise of the unemployment rate above its low of the last year.
 *
 * The three-month mean less its minimum over the current and the twelve months before; 0.5 points or more
 * signal a recession. The US, 1960-2021: 2.7 months after the start on average, no false positive;
 * three of them 1929-1959.
 *
 * @when Monthly seasonally adjusted unemployment rates of a nation or a large region.
 * @whenNot Rates that are not seasonally adjusted; small areas, whose rates move half a point by chance;
 *   registered rates that hardly move.
 * @minimumSample 13 months for a full look back; it starts with shorter windows.
 * @units rates and results in percent and percentage points.
 * @throws RangeError when a window is not a whole number above 0.
 * @source Sahm, C. (2019), Direct stimulus payments to individuals, Hamilton Project; windows and rounding as
 *   Michaillat and Saez (2025).
 * @example
 * Array.from(sahm([4, 4, 4, 4.6, 4.8, 5]).indicator) // => [0, 0, 0, 0.2, 0.47, 0.8]
 */
export function sahm(rate: ArrayLike<number>, settings: SahmSettings = {}): SahmResult {
  const { threshold = 0.5, smooth = 3, lookBack = 13, decimals = 2, excludeCurrent = false } = settings;
  const smoothed = trailingMean(rate, { window: smooth });
  const before = Float64Array.from(smoothed, (_, i) => (i === 0 ? Number.NaN : smoothed[i - 1]!));
  const low = excludeCurrent
    ? trailingMinimum(before, { window: lookBack - 1, skipMissing: true })
    : trailingMinimum(smoothed, { window: lookBack, skipMissing: true });
  const exact = smoothed.map((v, i) => v - low[i]!);
  const indicator = decimals === null ? exact : exact.map((v) => roundHalfAway(v, decimals));
  const signal = indicator.map((v) => (Number.isNaN(v) ? Number.NaN : v >= threshold ? 1 : 0));
  return { smoothed, exact, indicator, signal, crossings: upwardCrossings(indicator, threshold) };
}
