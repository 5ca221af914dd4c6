import { z } from "zod";
import {
  type EarsC3Rule,
  ears,
  earsC3,
  type FarringtonInput,
  type FarringtonSettings,
  farringtonFlexible,
  farringtonTrace,
} from "../../../../rules/detectors/index.ts";
import {
  countOnes,
  type DetectMethod,
  type DetectOutput,
  defineMethod,
  frequencyOf,
  fromTo,
  given,
  judgedOnly,
  rangeSetting,
  recorded,
  slice,
  times,
} from "./method.ts";
import type { SeriesTable } from "./series-file.ts";

const FARRINGTON = {
  b: z.int().nullish().describe("years to go back"),
  w: z.int().nullish().describe("half window in periods"),
  noPeriods: z.int().nullish().describe("seasonal groups"),
  pastWeeksNotIncluded: z.int().nullish().describe("last values left out of the reference"),
  reweight: z.boolean().nullish().describe("weigh down past outbreaks"),
  weightsThreshold: z.number().nullish().describe("residual above which a value is weighed down"),
  alpha: z.number().nullish().describe("false-alarm probability"),
  trend: z.boolean().nullish().describe("try a trend"),
  pThresholdTrend: z.number().nullish().describe("largest p-value that keeps the trend"),
  limit54: z.tuple([z.number(), z.int()]).nullish().describe("least cases in so many periods"),
  powertrans: z.enum(["2/3", "1/2", "none"]).nullish().describe("power scale of the delta bound"),
  populationOffset: z.boolean().nullish().describe("log population as offset"),
  thresholdMethod: z.enum(["delta", "nbPlugin", "muan"]).nullish().describe("where the bound comes from"),
  epochAsDate: z.boolean().nullish().describe("reference weeks by date instead of by index"),
  freq: z.int().optional().describe("values a year"),
  errorScale: z.enum(["weights", "phi"]).nullish().describe("scale of the standard errors"),
  verbose: recorded,
  glmWarnings: recorded,
};

type FarringtonChoice = z.infer<z.ZodObject<typeof FARRINGTON>>;

function farringtonParts(
  series: SeriesTable,
  choice: FarringtonChoice,
  method: string,
): { input: FarringtonInput; settings: FarringtonSettings } {
  const { freq, verbose: _verbose, glmWarnings: _warnings, ...settings } = choice;
  const input = {
    counts: series.value,
    ...(series.population === null ? {} : { population: series.population }),
    ...(series.days === null ? {} : { days: series.days }),
  };
  return { input, settings: { ...given(settings), frequency: frequencyOf(series, freq, method) } };
}

const farrington = defineMethod(
  "farringtonFlexible",
  "counts against a regression on the same weeks of past years",
  { ...FARRINGTON, range: rangeSetting },
  (series, { range, ...choice }) => {
    const { input, settings } = farringtonParts(series, choice, "farringtonFlexible");
    const found = farringtonFlexible(input, { ...settings, ...fromTo(range) });
    const n = found.alarm.length;
    const observed = slice(series.value, found.from, n);
    const alarm = judgedOnly(found.alarm, observed);
    // Where no model converges, R's table has 0 for the expected count; ours follows it so that both can be compared.
    const expected = found.expected.map((e, i) => (Number.isNaN(found.alarm[i]!) ? 0 : e));
    return {
      columns: {
        t: times(found.from, n),
        date: slice(series.date, found.from, n),
        observed,
        upperbound: found.upper,
        alarm,
        score: found.score,
        pvalue: found.pValue,
        expected,
        mu0: found.meanQuantile,
        phi: found.phi,
        trend: found.trend,
        trend_coef: found.trendCoefficient,
      },
      alarms: countOnes(alarm),
      chart: { from: found.from, value: observed, line: found.upper, alarm },
    };
  },
);

const trace = defineMethod(
  "farrington_trace",
  "the regression behind one Farrington bound, value by value",
  { ...FARRINGTON, k: z.int().describe("the time to explain, counted from one") },
  (series, { k, ...choice }) => {
    const { input, settings } = farringtonParts(series, choice, "farrington_trace");
    const found = farringtonTrace(input, settings, k);
    const at = <T>(all: ArrayLike<T>) => found.times.map((t) => all[t - 1]!);
    const response = at(series.value);
    const population = series.population === null ? response.map(() => 1) : at(series.population);
    const date = settings.epochAsDate ? at(series.date) : found.times;
    return {
      columns: {
        response,
        wtime: found.time,
        population,
        seasgroups: found.group,
        date,
        fitted0: found.firstMean,
        hat0: found.leverage,
        anscombe: found.anscombe,
        omega: found.omega,
        fitted1: found.mean,
      },
      beside: [
        {
          suffix: "_coef",
          instead: "_data",
          columns: {
            stage: found.figures.map((f) => f.stage),
            name: found.figures.map((f) => f.name),
            value: found.figures.map((f) => f.value),
          },
        },
      ],
      chart: { from: found.times[0] ?? 1, value: response, line: found.mean },
    };
  },
);

const nanAsText = (column: Float64Array) => Array.from(column, (x) => (Number.isNaN(x) ? "NaN" : x));

const EARS = {
  method: z.enum(["C1", "C2", "C3"]).default("C1").describe("which of the three"),
  baseline: z.int().optional().describe("length of the moving baseline"),
  minSigma: z.number().optional().describe("least standard deviation"),
  alpha: z.number().optional().describe("false-alarm probability"),
  range: rangeSetting,
  rule: z
    .enum(["literature", "r", "manual"])
    .optional()
    .describe("C3 only: which definition the chart shows"),
  z_threshold: recorded,
};

function earsC3Output(series: SeriesTable, rule: EarsC3Rule, settings: object): DetectOutput {
  const by = (which: EarsC3Rule) => earsC3(series.value, { ...settings, rule: which });
  const [literature, r, manual] = [by("literature"), by("r"), by("manual")];
  const shown = { literature, r, manual }[rule];
  const n = r.alarm.length;
  const observed = slice(series.value, r.from, n);
  const judged = (alarm: Float64Array) => judgedOnly(alarm, observed);
  return {
    columns: {
      t: times(r.from, n),
      observed,
      ref_mean: nanAsText(r.mean),
      ref_sd: nanAsText(r.sd),
      z: nanAsText(r.z),
      upperbound: nanAsText(r.upper),
      alarm: judged(r.alarm),
      c3_two_lags: nanAsText(r.twoLags),
      c3_literature: nanAsText(r.statistic),
      alarm_literature: judged(literature.alarm),
      upper_documented: nanAsText(manual.upper),
      alarm_documented: judged(manual.alarm),
    },
    alarms: countOnes(r.alarm),
    figures: {
      alarms_literature: countOnes(literature.alarm),
      alarms_r: countOnes(r.alarm),
      alarms_manual: countOnes(manual.alarm),
    },
    chart: { from: r.from, value: observed, line: shown.upper, alarm: judged(shown.alarm) },
  };
}

const earsC = defineMethod(
  "earsC",
  "the value against the mean and spread of the last weeks (C1, C2, C3)",
  EARS,
  (series, { method, rule = "literature", range, baseline, minSigma, alpha }) => {
    const settings = { ...given({ baseline, minSigma, alpha }), ...fromTo(range) };
    if (method === "C3") return earsC3Output(series, rule, settings);
    const found = ears(series.value, { ...settings, method });
    const n = found.alarm.length;
    const observed = slice(series.value, found.from, n);
    const alarm = judgedOnly(found.alarm, observed);
    return {
      columns: {
        t: times(found.from, n),
        observed,
        ref_mean: nanAsText(found.mean),
        ref_sd: nanAsText(found.sd),
        z: nanAsText(found.z),
        upperbound: nanAsText(found.upper),
        alarm,
      },
      alarms: countOnes(alarm),
      chart: { from: found.from, value: observed, line: found.upper, alarm },
    };
  },
);

/** Farrington flexible, its regression for one time point, and EARS. */
export const surveillanceMethods: readonly DetectMethod[] = [farrington, trace, earsC];
