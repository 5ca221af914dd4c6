import {
  countCusum,
  ears,
  earsC3,
  ewma,
  FARRINGTON_PRESETS,
  type FarringtonSettings,
  farringtonFlexible,
  holtWinters,
  movingRangeSd,
  stl,
} from "../../rules/detectors/index.ts";

/** Farrington flexible as its package sets it, and with ten periods as Noufaily et al. improved it. */
export const FARRINGTON: Readonly<Record<"default" | "noufaily", FarringtonSettings>> = {
  default: { frequency: 52 },
  noufaily: { frequency: 52, ...FARRINGTON_PRESETS.improved2013 },
};

/** One timed task: named as in the R script, with how many units one series makes. */
export interface Task {
  readonly name: string;
  readonly unitsOf: (length: number) => number;
  readonly run: (series: Float64Array) => unknown;
  /** Required speed as a multiple of R's. */
  readonly wanted?: number;
}

const lastYear = (series: Float64Array, settings: FarringtonSettings) =>
  farringtonFlexible({ counts: series }, { ...settings, from: series.length - 51, to: series.length });

/** The tasks of the R script, in its order. */
export const TASKS: readonly Task[] = [
  { name: "earsC C1 (all weeks)", unitsOf: (n) => n - 7, run: (s) => ears(s, { method: "C1" }), wanted: 30 },
  { name: "earsC C2 (all weeks)", unitsOf: (n) => n - 9, run: (s) => ears(s, { method: "C2" }), wanted: 30 },
  { name: "earsC C3 (all weeks)", unitsOf: (n) => n - 11, run: (s) => earsC3(s), wanted: 30 },
  {
    name: "farringtonFlexible default b5 w3 delta, last 52",
    unitsOf: () => 52,
    run: (s) => lastYear(s, FARRINGTON.default),
    wanted: 100,
  },
  {
    name: "farringtonFlexible noufaily b4 p10 nbPlugin, last 52",
    unitsOf: () => 52,
    run: (s) => lastYear(s, FARRINGTON.noufaily),
    wanted: 40,
  },
  {
    name: "algo.cusum rossi (weeks 261..520)",
    unitsOf: (n) => n - 260,
    run: (s) => countCusum(s, { from: 261, transform: "rossi" }),
  },
  {
    name: "qcc::ewma (all weeks)",
    unitsOf: (n) => n,
    run: (s) => ewma(s, { center: s.reduce((a, b) => a + b, 0) / s.length, sd: movingRangeSd(s) }),
  },
  {
    name: "stl periodic robust weekly",
    unitsOf: () => 1,
    run: (s) =>
      stl(
        s.map((v) => Math.log(v + 1)),
        { frequency: 52, seasonWindow: "periodic", robust: true },
      ),
  },
  {
    name: "HoltWinters fixed params weekly",
    unitsOf: () => 1,
    run: (s) =>
      holtWinters(
        s.map((v) => v + 1),
        { frequency: 52, alpha: 0.3, beta: 0.01, gamma: 0.2 },
      ),
  },
];
