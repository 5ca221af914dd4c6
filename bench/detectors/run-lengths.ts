import { cusumRunLength, ewma, ewmaRunLength, tabularCusum } from "../../rules/detectors/index.ts";
import { type Random, random } from "./random.ts";

/** Mean and its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

/** Number of values drawn at once; a longer run draws more. */
const STRETCH = 1024;

/** Average run length by simulation: time of the first alarm on independent normal values. */
export function simulateRunLength(
  runs: number,
  source: Random,
  shift: number,
  firstAlarm: (series: Float64Array) => number,
): Estimate {
  let sum = 0;
  let squares = 0;
  for (let run = 0; run < runs; run++) {
    let series = Float64Array.from({ length: STRETCH }, () => source.normal() + shift);
    let at = firstAlarm(series);
    while (at === 0) {
      const longer = new Float64Array(2 * series.length);
      longer.set(series);
      for (let i = series.length; i < longer.length; i++) longer[i] = source.normal() + shift;
      series = longer;
      at = firstAlarm(series);
    }
    sum += at;
    squares += at * at;
  }
  const mean = sum / runs;
  return { mean, error: Math.sqrt((squares / runs - mean * mean) / runs) };
}

/** Time of the first alarm of the two-sided CUSUM, counted from one; 0 for none. */
export function firstCusumAlarm(series: Float64Array, k: number, h: number): number {
  const { above, below } = tabularCusum(series, { center: 0, sd: 1, k, h });
  for (let i = 0; i < series.length; i++) if (above[i] === 1 || below[i] === 1) return i + 1;
  return 0;
}

/** Time of the first alarm of the EWMA chart; with `final`, it uses the asymptotic limits. */
export function firstEwmaAlarm(series: Float64Array, lambda: number, width: number, final: boolean): number {
  const chart = ewma(series, { center: 0, sd: 1, lambda, width });
  const limit = width * Math.sqrt(lambda / (2 - lambda));
  for (let i = 0; i < series.length; i++) {
    if (final ? Math.abs(chart.statistic[i]!) > limit : chart.alarm[i] !== 0) return i + 1;
  }
  return 0;
}

const line = (name: string, theory: number, found: Estimate) =>
  `${name.padEnd(44)} ${theory.toFixed(2).padStart(9)} ${found.mean.toFixed(2).padStart(9)} ± ${found.error.toFixed(2).padEnd(6)} ${(100 * (found.mean / theory - 1)).toFixed(2).padStart(6)}%`;

/** Average run lengths: theory (Markov chain) compared with the detectors on simulated values. */
export function runLengths(full: boolean, seed: number): void {
  const runs = full ? 100_000 : 20_000;
  console.log(`\nAverage run lengths, ${runs} runs, seed ${seed}`);
  console.log("chart                                            theory   simulated           off");
  const source = random(seed);
  for (const h of [4, 5]) {
    for (const shift of [0, 0.5, 1]) {
      const found = simulateRunLength(runs, source, shift, (s) => firstCusumAlarm(s, 0.5, h));
      console.log(line(`CUSUM k 0.5, h ${h}, shift ${shift}`, cusumRunLength({ h, shift }), found));
    }
  }
  for (const [lambda, width] of [
    [0.1, 2.703],
    [0.2, 2.86],
    [0.4, 3.054],
  ] as const) {
    for (const shift of [0, 1]) {
      const theory = ewmaRunLength({ lambda, width, shift });
      for (const final of [true, false]) {
        const found = simulateRunLength(runs, source, shift, (s) => firstEwmaAlarm(s, lambda, width, final));
        const limits = final ? "final limits" : "exact limits";
        console.log(line(`EWMA lambda ${lambda}, width ${width}, shift ${shift}, ${limits}`, theory, found));
      }
    }
  }
}
