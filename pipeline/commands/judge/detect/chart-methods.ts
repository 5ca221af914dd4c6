import { mean as meanOf, sampleStandardDeviation } from "simple-statistics";
import { z } from "zod";
import {
  COUNT_TRANSFORMS,
  type CountTransform,
  countCusum,
  ewma,
  movingRangeSd,
  tabularCusum,
} from "../../../../rules/detectors/index.ts";
import {
  countOnes,
  type DetectMethod,
  defineMethod,
  fromTo,
  given,
  recorded,
  slice,
  times,
  transformed,
  transformSetting,
} from "./method.ts";
import { refuseConstant, refuseGaps, type SeriesTable } from "./series-file.ts";

const TRANSFORM_NAMES = Object.keys(COUNT_TRANSFORMS) as [CountTransform, ...CountTransform[]];

const cusum = defineMethod(
  "algo.cusum",
  "sums of standardised counts over a fixed or seasonal mean",
  {
    k: z.number().optional().describe("allowance in standard deviations"),
    h: z.number().optional().describe("decision limit in standard deviations"),
    trans: z.enum(TRANSFORM_NAMES).optional().describe("how counts are standardised"),
    m: z
      .union([z.number(), z.literal("glm")])
      .nullish()
      .describe("mean, glm for a yearly wave, null for the mean before the range"),
    alpha: z.number().nullish().describe("overdispersion of the negative-binomial transformations"),
    reset: z.boolean().optional().describe("start again from zero after an alarm"),
    freq: z.int().optional().describe("values a year, for glm"),
    start_week: z.int().optional().describe("position of the first value in the year, for glm"),
    range: z
      .tuple([z.int(), z.int()])
      .describe("first and last monitored time; what comes before gives the mean"),
    glm_coef: recorded,
  },
  (series, s) => {
    const last = series.value.findLastIndex((value) => !Number.isNaN(value));
    refuseGaps(series, series.value.subarray(0, last + 1), "algo.cusum");
    if (series.value.every((value) => value === 0 || Number.isNaN(value)))
      refuseConstant(series, series.value, "algo.cusum");
    const options = given({ k: s.k, h: s.h, transform: s.trans, mean: s.m, alpha: s.alpha, reset: s.reset });
    const year = given({ frequency: s.freq, startWeek: s.start_week });
    const found = countCusum(series.value, { ...options, ...year, from: s.range[0], ...fromTo(s.range) });
    const n = found.alarm.length;
    const observed = slice(series.value, found.from, n);
    return {
      columns: {
        t: times(found.from, n),
        observed,
        m: found.mean,
        cusum: found.statistic,
        upperbound: found.upper,
        alarm: found.alarm,
      },
      alarms: countOnes(found.alarm),
      ...(found.wave ? { figures: { glm_coef: found.wave } } : {}),
      chart: { from: found.from, value: observed, line: found.upper, alarm: found.alarm },
    };
  },
);

const CONTROL = {
  transform: transformSetting,
  phase1: z
    .tuple([z.int(), z.int()])
    .nullish()
    .describe("first and last time under control, for center and std_dev"),
  center: z.number().optional().describe("value under control; otherwise the mean of phase1, or of all"),
  std_dev: z
    .number()
    .optional()
    .describe("standard deviation under control; otherwise from phase1, or from moving ranges"),
};

function control(
  series: SeriesTable,
  method: string,
  x: Float64Array,
  s: {
    phase1?: readonly [number, number] | null | undefined;
    center?: number | undefined;
    std_dev?: number | undefined;
  },
): { center: number; sd: number } {
  refuseGaps(series, x, method);
  const [from, to] = s.phase1 ?? [1, x.length];
  if (!(from >= 1 && to > from && to <= x.length)) {
    throw new RangeError(`phase1 must lie within 1 and ${x.length} and hold two values at least`);
  }
  const stable = Array.from(x.subarray(from - 1, to));
  if (s.std_dev === undefined) refuseConstant(series, stable, method);
  const spread = s.phase1 ? sampleStandardDeviation(stable) : movingRangeSd(x);
  return { center: s.center ?? meanOf(stable), sd: s.std_dev ?? spread };
}

const ewmaChart = defineMethod(
  "qcc.ewma",
  "exponentially weighted moving average chart with exact limits",
  {
    ...CONTROL,
    lambda: z.number().default(0.2).describe("weight of the newest value"),
    nsigmas: z.number().default(3).describe("width of the limits"),
    std_dev_method: recorded,
  },
  (series, s) => {
    const x = transformed(series.value, s.transform);
    const { center, sd } = control(series, "qcc.ewma", x, s);
    const found = ewma(x, { center, sd, lambda: s.lambda, width: s.nsigmas });
    const violation = found.alarm.map(Math.abs);
    return {
      columns: {
        t: times(1, x.length),
        x,
        z: found.statistic,
        lcl: found.lower,
        ucl: found.upper,
        violation,
      },
      alarms: countOnes(violation),
      figures: { center, std_dev: sd },
      chart: { from: 1, value: found.statistic, line: found.upper, alarm: violation },
    };
  },
);

const tabular = defineMethod(
  "qcc.cusum",
  "two-sided tabular CUSUM",
  {
    ...CONTROL,
    decision_interval: z.number().default(5).describe("decision limit in standard deviations"),
    se_shift: z
      .number()
      .default(1)
      .describe("shift to find in standard deviations; the allowance is half of it"),
    head_start: z.number().default(0).describe("start of both sums"),
  },
  (series, s) => {
    const x = transformed(series.value, s.transform);
    const { center, sd } = control(series, "qcc.cusum", x, s);
    const found = tabularCusum(x, {
      center,
      sd,
      k: s.se_shift / 2,
      h: s.decision_interval,
      headStart: s.head_start,
    });
    return {
      columns: {
        t: times(1, x.length),
        x,
        pos: found.high,
        neg: found.low,
        above: found.above,
        below: found.below,
      },
      alarms: countOnes(found.above) + countOnes(found.below),
      figures: { center, std_dev: sd },
      chart: {
        from: 1,
        value: found.high,
        line: found.high.map(() => s.decision_interval),
        alarm: found.above,
      },
    };
  },
);

/** CUSUM and EWMA charts. */
export const chartMethods: readonly DetectMethod[] = [cusum, ewmaChart, tabular];
