import { roundHalfAway, upwardCrossings } from "./crossings.ts";
import { trailingMaximum, trailingMean, trailingMinimum } from "./trailing.ts";

/** Settings of the Michez rule, in percentage points and periods. */
export interface MichezSettings {
  /** Indicator from which a recession may have started (0.29). */
  readonly low?: number;
  /** Indicator from which it surely has (0.81). */
  readonly high?: number;
  readonly smooth?: number;
  readonly lookBack?: number;
  /** Decimals both indicators are rounded to before they are compared (2); null for none. */
  readonly decimals?: number | null;
}

/** One entry for each period. */
export interface MichezResult {
  readonly unemploymentMean: Float64Array;
  readonly vacancyMean: Float64Array;
  /** Rise of unemployment above its recent low and fall of vacancies below their recent high, before rounding. */
  readonly unemploymentExact: Float64Array;
  readonly vacancyExact: Float64Array;
  readonly unemployment: Float64Array;
  readonly vacancy: Float64Array;
  /** The smaller of the two. */
  readonly indicator: Float64Array;
  /** 0 at the low threshold, 1 at the high one, linear between. */
  readonly probability: Float64Array;
  /** Times, counted from one, at which the low threshold is reached from below. */
  readonly crossings: readonly number[];
}

/**
 * Michez rule (米歇兹规则): unemployment up and vacancies down at the same time.
 *
 * Asking for both lets the threshold be lower than Sahm's, so it is faster. The US, 1960-2021: 1.2
 * months after the start on average, three at most, no false positive since 1929 - but the thresholds were
 * chosen on these data, and at 0.28 there is one.
 *
 * @when Monthly seasonally adjusted unemployment and vacancy rates of one labour market.
 * @whenNot Vacancy counts whose coverage changes; areas so small that 0.3 points are noise.
 * @minimumSample 13 months for a full look back; it starts with shorter windows.
 * @units rates in percent of the labour force; indicators in percentage points; probability 0 to 1.
 * @throws RangeError when lengths differ, high is not above low or a window is not a whole number above 0.
 * @source Michaillat, P. and Saez, E. (2025), Has the recession started?, Oxford Bulletin of Economics and
 *   Statistics, doi 10.1111/obes.12685.
 * @example
 * michez([4, 4, 4, 4.6, 4.8, 5], [3, 3, 3, 2.4, 2.2, 2]).probability[4] // => 0.346153846
 */
export function michez(
  unemploymentRate: ArrayLike<number>,
  vacancyRate: ArrayLike<number>,
  settings: MichezSettings = {},
): MichezResult {
  const { low = 0.29, high = 0.81, smooth = 3, lookBack = 13, decimals = 2 } = settings;
  if (unemploymentRate.length !== vacancyRate.length)
    throw new RangeError("the two rates must be of one length");
  if (!(high > low)) throw new RangeError("high must be above low");
  const round = (v: number) => (decimals === null ? v : roundHalfAway(v, decimals));
  const unemploymentMean = trailingMean(unemploymentRate, { window: smooth });
  const vacancyMean = trailingMean(vacancyRate, { window: smooth });
  const floor = trailingMinimum(unemploymentMean, { window: lookBack, skipMissing: true });
  const ceiling = trailingMaximum(vacancyMean, { window: lookBack, skipMissing: true });
  const unemploymentExact = unemploymentMean.map((v, i) => v - floor[i]!);
  const vacancyExact = vacancyMean.map((v, i) => ceiling[i]! - v);
  const unemployment = unemploymentExact.map(round);
  const vacancy = vacancyExact.map(round);
  const indicator = unemployment.map((v, i) => Math.min(v, vacancy[i]!));
  return {
    unemploymentMean,
    vacancyMean,
    unemploymentExact,
    vacancyExact,
    unemployment,
    vacancy,
    indicator,
    probability: indicator.map((v) => Math.min(1, Math.max(0, (v - low) / (high - low)))),
    crossings: upwardCrossings(indicator, low),
  };
}
