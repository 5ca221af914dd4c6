/** What a trailing window does at the start and with missing values. */
export interface TrailingSettings {
  /** Values in the window, the current one included. */
  readonly window: number;
  /** Leave missing values out instead of giving NaN (false). */
  readonly skipMissing?: boolean;
}

function trailing(
  series: ArrayLike<number>,
  { window, skipMissing = false }: TrailingSettings,
  summary: (values: readonly number[]) => number,
): Float64Array {
  if (!Number.isInteger(window) || window < 1)
    throw new RangeError("window must be a whole number of at least 1");
  return Float64Array.from(series, (_, i) => {
    const all = Array.from({ length: Math.min(window, i + 1) }, (_, j) => series[i - j]!);
    const known = skipMissing ? all.filter((v) => !Number.isNaN(v)) : all;
    return known.length === 0 || known.some(Number.isNaN) ? Number.NaN : summary(known.reverse());
  });
}

/**
 * Trailing mean (后向移动平均) over the current value and those before; shorter at the start.
 *
 * @when Smoothing monthly noise before a turning-point rule.
 * @whenNot When timing matters to the month: it lags by half the window.
 * @minimumSample 1 value; the first window - 1 results rest on fewer.
 * @units in the unit of the series.
 * @throws RangeError unless window is a whole number of at least 1.
 * @source as in Michaillat and Saez (2025), Oxford Bulletin of Economics and Statistics (MATLAB movmean).
 * @example
 * Array.from(trailingMean([3, 6, 9, 12], { window: 3 })) // => [3, 4.5, 6, 9]
 */
export function trailingMean(series: ArrayLike<number>, settings: TrailingSettings): Float64Array {
  return trailing(series, settings, (v) => v.reduce((a, b) => a + b, 0) / v.length);
}

/**
 * Trailing minimum (后向移动最小值) over the current value and those before; shorter at the start.
 *
 * @when The recent low of unemployment, from which a rise is measured.
 * @whenNot With outliers downwards: one wrong low lasts a whole window.
 * @minimumSample 1 value.
 * @units in the unit of the series.
 * @throws RangeError unless window is a whole number of at least 1.
 * @source as in Michaillat and Saez (2025) (MATLAB movmin).
 * @example
 * Array.from(trailingMinimum([3, 2, 5, 4], { window: 2 })) // => [3, 2, 2, 4]
 */
export function trailingMinimum(series: ArrayLike<number>, settings: TrailingSettings): Float64Array {
  return trailing(series, settings, (v) => Math.min(...v));
}

/**
 * Trailing maximum (后向移动最大值) over the current value and those before; shorter at the start.
 *
 * @when The recent high of vacancies, from which a fall is measured.
 * @whenNot With outliers upwards: one wrong high lasts a whole window.
 * @minimumSample 1 value.
 * @units in the unit of the series.
 * @throws RangeError unless window is a whole number of at least 1.
 * @source as in Michaillat and Saez (2025) (MATLAB movmax).
 * @example
 * Array.from(trailingMaximum([3, 2, 5, 4], { window: 2 })) // => [3, 3, 5, 5]
 */
export function trailingMaximum(series: ArrayLike<number>, settings: TrailingSettings): Float64Array {
  return trailing(series, settings, (v) => Math.max(...v));
}
