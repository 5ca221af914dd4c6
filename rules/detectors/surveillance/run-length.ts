import { normalTails } from "../distributions/normal-tails.ts";
import { solveDense } from "../solve-dense.ts";
import { requireSetting } from "./window.ts";

/** Expected steps until a Markov chain leaves its states, from each of them. */
function stepsToLeave(n: number, move: (from: number, to: number) => number): Float64Array {
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n);
    for (let j = 0; j < n; j++) row[j] = (i === j ? 1 : 0) - move(i, j);
    return row;
  });
  return solveDense(rows, new Float64Array(n).fill(1))!;
}

const below = (z: number) => normalTails(z).lower;

function oneSided(k: number, h: number, shift: number, states: number): number {
  const width = (2 * h) / (2 * states - 1);
  const up = (difference: number) => below(difference * width + width / 2 + k - shift);
  const steps = stepsToLeave(states, (i, j) => (j === 0 ? up(-i) : up(j - i) - up(j - i - 1)));
  return steps[0]!;
}

/**
 * Average run length of the two-sided CUSUM (双侧累积和的平均链长): values until an alarm, on average.
 *
 * @when Choosing h for a wanted number of false alarms: k = 0.5 and h = 5 give 465 values between them.
 * @whenNot Autocorrelated or skewed values: the true length under control is much shorter.
 * @minimumSample none: a property of the chart for independent normal values.
 * @units k, h and shift in standard deviations; the result in values.
 * @throws RangeError unless h is above 0, k not negative and states a whole number of at least 10.
 * @source Brook and Evans (1972), Biometrika 59, 539-549; two sides as in Lucas and Crosier (1982).
 * @example
 * cusumRunLength({ k: 0.5, h: 5 }) // => 465.425901
 */
export function cusumRunLength(settings: {
  readonly k?: number;
  readonly h?: number;
  readonly shift?: number;
  readonly states?: number;
}): number {
  const { k = 0.5, h = 5, shift = 0, states = 400 } = settings;
  requireSetting(h > 0 && k >= 0, "h must be above 0 and k not negative");
  requireSetting(Number.isInteger(states) && states >= 10, "states must be a whole number of at least 10");
  const towards = oneSided(k, h, Math.abs(shift), states);
  // A shift of one standard deviation never lets the other side alarm first.
  const away = Math.abs(shift) >= 1 ? Number.POSITIVE_INFINITY : oneSided(k, h, -Math.abs(shift), states);
  return 1 / (1 / towards + 1 / away);
}

/**
 * Average run length of the EWMA chart with its final limits (指数加权移动平均控制图的平均链长).
 *
 * @when Choosing lambda and width for a wanted number of false alarms.
 * @whenNot For the first values of a chart with exact limits, which are narrower: it alarms a little sooner.
 * @minimumSample none: a property of the chart for independent normal values.
 * @units width and shift in standard deviations; the result in values.
 * @throws RangeError unless lambda is in (0, 1), width above 0 and states an odd number of at least 11.
 * @source Lucas and Saccucci (1990), Technometrics 32, 1-12 (Markov chain).
 * @example
 * ewmaRunLength({ lambda: 0.2, width: 2.86 }) // => 371.065986
 */
export function ewmaRunLength(settings: {
  readonly lambda?: number;
  readonly width?: number;
  readonly shift?: number;
  readonly states?: number;
}): number {
  const { lambda = 0.2, width = 3, shift = 0, states = 401 } = settings;
  requireSetting(lambda > 0 && lambda < 1 && width > 0, "lambda must be in (0, 1) and width above 0");
  requireSetting(states % 2 === 1 && states >= 11, "states must be an odd number of at least 11");
  const limit = width * Math.sqrt(lambda / (2 - lambda));
  const cell = (2 * limit) / states;
  const centre = (i: number) => -limit + (i + 0.5) * cell;
  const edges = (from: number) =>
    Float64Array.from({ length: states + 1 }, (_, j) =>
      below((-limit + j * cell - (1 - lambda) * centre(from)) / lambda - shift),
    );
  const table = Array.from({ length: states }, (_, i) => edges(i));
  const steps = stepsToLeave(states, (i, j) => table[i]![j + 1]! - table[i]![j]!);
  return steps[(states - 1) / 2]!;
}
