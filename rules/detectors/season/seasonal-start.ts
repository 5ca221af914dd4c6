/** Level, slope and season that Holt-Winters smoothing starts from. */
export interface SeasonalStart {
  readonly level: number;
  readonly slope: number;
  readonly season: readonly number[];
}

/** Centred moving mean over one cycle; half weights at both ends when the cycle is even. NaN at the ends. */
function centredMean(x: readonly number[], f: number): number[] {
  const half = Math.floor(f / 2);
  const edge = f % 2 === 0 ? 0.5 : 1;
  return x.map((_, i) => {
    if (i < half || i + half >= x.length) return Number.NaN;
    let sum = 0;
    for (let j = i - half; j <= i + half; j++) sum += (j === i - half || j === i + half ? edge : 1) * x[j]!;
    return sum / f;
  });
}

/**
 * Start values of seasonal Holt-Winters smoothing (季节性平滑的初值), from the first cycles.
 *
 * Classical decomposition: trend by a centred moving mean, season as the mean deviation (or ratio) of each
 * position, level and slope from a line through the trend, evaluated before its first value.
 *
 * @when Inside `holtWinters`.
 * @whenNot When the first cycles hold a crisis: the season then starts wrong and takes years to mend.
 * @minimumSample two full cycles.
 * @units in the unit of the series; slope a step; a multiplicative season has no unit.
 * @throws nothing; fewer than two cycles give NaN.
 * @source Kendall and Stuart, The Advanced Theory of Statistics, vol. 3; as R stats::decompose.
 * @example
 * seasonalStart([3, 1, 5, 3, 7, 5], 2, "additive").season // => [1.5, -1.5]
 */
export function seasonalStart(
  values: readonly number[],
  f: number,
  kind: "additive" | "multiplicative",
): SeasonalStart {
  const trend = centredMean(values, f);
  const detrended = values.map((x, i) => (kind === "additive" ? x - trend[i]! : x / trend[i]!));
  const figure = Array.from({ length: f }, (_, j) => {
    const samePosition = detrended.filter((x, i) => i % f === j && !Number.isNaN(x));
    return samePosition.reduce((a, b) => a + b, 0) / samePosition.length;
  });
  const centre = figure.reduce((a, b) => a + b, 0) / f;
  const season = figure.map((x) => (kind === "additive" ? x - centre : x / centre));
  const line = trend.filter((x) => !Number.isNaN(x));
  const middle = (line.length + 1) / 2;
  const mean = line.reduce((a, b) => a + b, 0) / line.length;
  let product = 0;
  let square = 0;
  line.forEach((x, i) => {
    product += (i + 1 - middle) * (x - mean);
    square += (i + 1 - middle) ** 2;
  });
  const slope = product / square;
  return { level: mean - slope * middle, slope, season };
}
