import { solveDense } from "../solve-dense.ts";
import { requireSetting } from "../surveillance/window.ts";

/** What the moving holiday does to a series of counts. */
export interface MovingHolidayResult {
  /** Change of the log mean when a whole step lies in the holiday's window; NaN where it cannot be separated from the season. */
  readonly coefficient: number;
  readonly standardError: number;
  /** Factor on the mean of each step; 1 where there is no effect, or none could be estimated. */
  readonly factor: Float64Array;
}

/** One count with the covariates of its step. */
interface Step {
  readonly y: number;
  readonly exposure: number;
  readonly x: readonly number[];
}

const ROUNDS = 25;

const solved = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null => {
  const solution = solveDense(
    matrix.map((row) => Float64Array.from(row)),
    Float64Array.from(right),
  );
  return solution && Array.from(solution);
};

/** Iteratively reweighted least squares, as for any Poisson regression with a log link. */
function fit(steps: readonly Step[]): { beta: number[]; inverseOfLast: number } | null {
  const n = steps[0]!.x.length;
  const level = Math.log(steps.reduce((s, o) => s + o.y, 0.5) / steps.reduce((s, o) => s + o.exposure, 0));
  let eta = steps.map(() => level);
  let beta: number[] | null = null;
  let matrix: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
    const right = new Array<number>(n).fill(0);
    for (const [i, { y, exposure, x }] of steps.entries()) {
      const mean = exposure * Math.exp(eta[i]!);
      const working = eta[i]! + (y - mean) / mean;
      for (let a = 0; a < n; a++) {
        if (x[a] === 0) continue;
        right[a]! += mean * x[a]! * working;
        for (let b = 0; b < n; b++) matrix[a]![b]! += mean * x[a]! * x[b]!;
      }
    }
    const next = solved(matrix, right);
    if (next === null || next.some((value) => !Number.isFinite(value) || Math.abs(value) > 50)) return null;
    const done = beta !== null && next.every((value, a) => Math.abs(value - beta![a]!) < 1e-9);
    beta = next;
    eta = steps.map(({ x }) => x.reduce((sum, value, a) => sum + value * next[a]!, 0));
    if (done) break;
  }
  const unit = matrix.map((_, a) => (a === n - 1 ? 1 : 0));
  return beta && { beta, inverseOfLast: solved(matrix, unit)?.[n - 1] ?? Number.NaN };
}

function pearson(steps: readonly Step[], beta: readonly number[]): number {
  const sum = steps.reduce((total, { y, exposure, x }) => {
    const mean = exposure * Math.exp(x.reduce((logMean, value, a) => logMean + value * beta[a]!, 0));
    return total + (y - mean) ** 2 / mean;
  }, 0);
  return Math.max(1, sum / Math.max(1, steps.length - beta.length));
}

/**
 * Effect of a holiday that moves through the calendar (移动节假日效应), by a quasi-Poisson regression on level of season,
 * trend and the share of each step that lies in the holiday's window.
 *
 * @when A monthly count whose January to March depend on the date of the Spring Festival; divide by the factor, or use it as
 *   exposure, before months of different years are compared.
 * @whenNot Fewer than four years: the effect cannot be separated from the season. Series of a single small area: take the effect of
 * the region.
 * @minimumSample four years, of which the window falls differently in at least two.
 * @units counts in events, exposure in any measure of size (days), window as a share from 0 to 1; the factor multiplies a mean.
 * @throws RangeError when the columns differ in length.
 * @source Bell and Hillmer (1983), J. Amer. Statist. Assoc. 78, 526-534, on moving holidays; Lin and Liu (2003) on the Chinese
 *   New Year in X-12-ARIMA.
 * @example
 * Array.from(movingHolidayEffect(
 *   [100, 100, 120, 100, 100, 120, 120, 100],
 *   { exposure: [1, 1, 1, 1, 1, 1, 1, 1], season: [1, 2, 1, 2, 1, 2, 1, 2], window: [0, 0, 1, 0, 0, 1, 1, 0], trend: false },
 * ).factor).map((factor) => Math.round(factor * 1000) / 1000) // => [1, 1, 1.2, 1, 1, 1.2, 1.2, 1]
 */
export function movingHolidayEffect(
  counts: ArrayLike<number>,
  columns: {
    readonly exposure: ArrayLike<number>;
    readonly season: ArrayLike<number>;
    readonly window: ArrayLike<number>;
    readonly trend?: boolean;
  },
): MovingHolidayResult {
  const { exposure, season, window, trend = true } = columns;
  const n = counts.length;
  const equal = [exposure, season, window].every((column) => column.length === n);
  requireSetting(equal, "counts, exposure, season and window must be of one length");
  const seasons = [...new Set(Array.from(season))];
  const steps: Step[] = [];
  for (let i = 0; i < n; i++) {
    if (!(counts[i]! >= 0) || !(exposure[i]! > 0)) continue;
    const x = seasons.map((level) => (level === season[i] ? 1 : 0) as number);
    if (trend) x.push((i - n / 2) / n);
    x.push(window[i]!);
    steps.push({ y: counts[i]!, exposure: exposure[i]!, x });
  }
  const fitted = steps.length > seasons.length + 2 ? fit(steps) : null;
  const coefficient = fitted?.beta.at(-1) ?? Number.NaN;
  return {
    coefficient,
    standardError: fitted ? Math.sqrt(fitted.inverseOfLast * pearson(steps, fitted.beta)) : Number.NaN,
    factor: Float64Array.from(window, (share) => (fitted ? Math.exp(coefficient * share) : 1)),
  };
}
