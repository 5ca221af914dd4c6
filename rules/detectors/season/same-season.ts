import { median } from "simple-statistics";
import { robustZ } from "../distributions/robust-spread.ts";

/** The current value against the same season of earlier years. */
export interface SameSeasonResult {
  /** Earlier values of the same season, newest first, missing ones left out. */
  readonly reference: readonly number[];
  readonly median: number;
  /** Distance from the median in robust standard deviations. */
  readonly z: number;
}

/**
 * Same-month median and robust z (同月中位数与稳健 z 分数): the value at time t against the same month of past years.
 *
 * @when Three to ten years of monthly data; nothing to fit, easy to explain, one past crisis does no harm.
 * @whenNot A strong trend, or movable feasts: compare January and February together.
 * @minimumSample 3 earlier years; with fewer z is computed but means little.
 * @units median in the unit of the series; z in robust standard deviations, NaN or infinite when the years agree.
 * @throws RangeError when t is outside the series or frequency or years is not a whole number above 0.
 * @source Iglewicz and Hoaglin (1993), How to detect and handle outliers, ASQC 16 (modified z-score).
 * @example
 * sameSeason([4, 9, 5, 9, 6, 9, 50], 7, { frequency: 2 }).z // => 30.3520842
 */
export function sameSeason(
  series: ArrayLike<number>,
  t: number,
  settings: { readonly frequency: number; readonly years?: number },
): SameSeasonResult {
  const { frequency, years = 5 } = settings;
  if (!(t >= 1 && t <= series.length)) throw new RangeError(`time ${t} is outside 1 to ${series.length}`);
  if (!Number.isInteger(frequency) || frequency < 1) throw new RangeError("frequency must be at least 1");
  if (!Number.isInteger(years) || years < 1) throw new RangeError("years must be at least 1");
  const reference: number[] = [];
  for (let year = 1; year <= years; year++) {
    const value = series[t - 1 - year * frequency];
    if (value !== undefined && !Number.isNaN(value)) reference.push(value);
  }
  if (reference.length === 0) return { reference, median: Number.NaN, z: Number.NaN };
  return { reference, median: median(reference), z: robustZ(series[t - 1]!, reference) };
}
