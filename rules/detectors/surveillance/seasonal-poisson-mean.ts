import type { Series } from "./window.ts";

/** R's stopping rule for generalised linear models. */
const STOP = 1e-8;
const MOST_STEPS = 25;

/** Coefficients on the log scale. */
export interface SeasonalPoissonMean {
  readonly intercept: number;
  readonly cos: number;
  readonly sin: number;
  /** The fitted mean at a time counted from one. */
  readonly at: (t: number) => number;
}

function deviance(y: Series, mean: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < mean.length; i++) {
    const x = y[i]!;
    sum += x > 0 ? x * Math.log(x / mean[i]!) - (x - mean[i]!) : mean[i]!;
  }
  return 2 * sum;
}

/** Weighted least squares on 1, cos, sin through the 3 x 3 normal equations. */
function solve(rows: readonly (readonly number[])[], weight: Float64Array, target: Float64Array): number[] {
  const a = [0, 1, 2].map(() => [0, 0, 0, 0]);
  rows.forEach((row, r) => {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) a[i]![j]! += weight[r]! * row[i]! * row[j]!;
      a[i]![3]! += weight[r]! * row[i]! * target[r]!;
    }
  });
  for (let i = 0; i < 3; i++) {
    for (let r = i + 1; r < 3; r++) {
      const factor = a[r]![i]! / a[i]![i]!;
      for (let c = i; c < 4; c++) a[r]![c]! -= factor * a[i]![c]!;
    }
  }
  const b = [0, 0, 0];
  for (let i = 2; i >= 0; i--) {
    let rest = a[i]![3]!;
    for (let c = i + 1; c < 3; c++) rest -= a[i]![c]! * b[c]!;
    b[i] = rest / a[i]![i]!;
  }
  return b;
}

/**
 * Poisson mean with one yearly wave (带年度周期的泊松均值): log mean = a + b cos + c sin, by maximum likelihood.
 *
 * Iterated as R's glm does, with its stopping rule, so that the digits agree.
 *
 * @when A smooth season for a CUSUM of counts.
 * @whenNot Seasons with sharp peaks (Spring Festival), or less than two full cycles of history.
 * @minimumSample 4 values to be computed, two cycles to be believed; missing values are left out.
 * @units counts; frequency in values a cycle; offset is the position of the first value in the cycle (1).
 * @throws nothing; all counts zero or too few values give NaN or a mean near zero.
 * @source McCullagh and Nelder (1989), Generalized Linear Models, ch. 2 and 6.
 * @example
 * seasonalPoissonMean([9, 4, 1, 4, 9, 4, 1, 4], 4).at(1) // => 9.38888889
 */
export function seasonalPoissonMean(counts: Series, frequency: number, offset = 1): SeasonalPoissonMean {
  const wave = (t: number) => {
    const angle = (2 * Math.PI * (t + offset - 1)) / frequency;
    return [1, Math.cos(angle), Math.sin(angle)];
  };
  const times = Array.from({ length: counts.length }, (_, i) => i + 1).filter(
    (t) => !Number.isNaN(counts[t - 1]!),
  );
  const y = Float64Array.from(times, (t) => counts[t - 1]!);
  const rows = times.map(wave);
  let mean = y.map((x) => x + 0.1);
  let eta = mean.map(Math.log);
  let b = [Number.NaN, Number.NaN, Number.NaN];
  let before = deviance(y, mean);
  for (let step = 0; step < MOST_STEPS; step++) {
    b = solve(
      rows,
      mean,
      eta.map((e, i) => e + (y[i]! - mean[i]!) / mean[i]!),
    );
    eta = Float64Array.from(rows, (row) => b[0]! * row[0]! + b[1]! * row[1]! + b[2]! * row[2]!);
    mean = eta.map((e) => Math.max(Math.exp(e), Number.EPSILON));
    const now = deviance(y, mean);
    if (Math.abs(now - before) / (Math.abs(now) + 0.1) < STOP) break;
    before = now;
  }
  const [intercept, cos, sin] = [b[0]!, b[1]!, b[2]!];
  const at = (t: number) => {
    const row = wave(t);
    return Math.exp(intercept + cos * row[1]! + sin * row[2]!);
  };
  return { intercept, cos, sin, at };
}
