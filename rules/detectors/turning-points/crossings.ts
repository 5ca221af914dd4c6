/**
 * Rounds half away from zero to a number of decimals (四舍五入), scaling as MATLAB's round does.
 *
 * @when Before comparing with a published threshold: the published dates rest on two decimals.
 * @whenNot For printing; for money.
 * @minimumSample none.
 * @units in the unit of the value.
 * @throws nothing.
 * @source MATLAB round; see Michaillat and Saez (2025), code of the Michez rule.
 * @example
 * roundHalfAway(-0.125, 2) // => -0.13
 */
export function roundHalfAway(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return (Math.sign(value) * Math.floor(Math.abs(value * scale) + 0.5)) / scale;
}

/**
 * Upward crossings of a line (上穿时点): times, counted from one, at which a series reaches it from below.
 *
 * @when Turning an indicator into dates.
 * @whenNot When a level that stays high should keep alarming: compare with the line instead.
 * @minimumSample 2 values: the first can never cross.
 * @units threshold in the unit of the series; a missing value neither crosses nor lets the next one cross.
 * @throws nothing.
 * @source Michaillat and Saez (2025): previous value below, current value at or above the threshold.
 * @example
 * upwardCrossings([0.1, 0.5, 0.6, 0.2, 0.7], 0.5) // => [2, 5]
 */
export function upwardCrossings(series: ArrayLike<number>, threshold: number): number[] {
  const times: number[] = [];
  for (let i = 1; i < series.length; i++) {
    if (series[i - 1]! < threshold && series[i]! >= threshold) times.push(i + 1);
  }
  return times;
}
