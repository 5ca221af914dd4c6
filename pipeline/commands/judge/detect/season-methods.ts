import { median } from "simple-statistics";
import { z } from "zod";
import {
  forecastHoltWinters,
  type HoltWintersResult,
  holtWinters,
  robustSpread,
  type SmoothingWeights,
  stl,
} from "../../../../rules/detectors/index.ts";
import {
  type Columns,
  type DetectMethod,
  defineMethod,
  frequencyOf,
  given,
  recorded,
  slice,
  times,
  transformed,
  transformSetting,
} from "./method.ts";
import { refuseConstant, refuseGaps } from "./series-file.ts";

const degree = z.union([z.literal(0), z.literal(1)]).optional();
const odd = z.int().min(1).optional();

const STL = {
  "s.window": z
    .union([z.int().min(2), z.literal("periodic")])
    .describe("seasonal window in cycles, or periodic"),
  "s.degree": degree.describe("degree of the seasonal smoother"),
  "t.window": odd.nullable().describe("trend window in values"),
  "t.degree": degree.describe("degree of the trend smoother"),
  "l.window": odd.describe("low-pass window in values"),
  "l.degree": degree.describe("degree of the low-pass smoother"),
  "s.jump": odd.describe("seasonal jump"),
  "t.jump": odd.describe("trend jump"),
  "l.jump": odd.describe("low-pass jump"),
  robust: z.boolean().optional().describe("weigh down values that fit badly"),
  inner: z.int().min(1).optional().describe("inner passes"),
  outer: z.int().min(0).optional().describe("robust passes"),
  from_t: z.int().min(1).default(1).describe("first value used"),
  frequency: z.int().optional().describe("values a cycle"),
  transform: transformSetting,
  note: recorded,
  effective_windows: recorded,
  effective_degree: recorded,
  effective_jump: recorded,
  remainder_median: recorded,
  remainder_mad: recorded,
};

/** Distance from the median beyond which the chart marks a remainder. */
const FAR = 3;

const stlMethod = defineMethod("stl", "season, trend and remainder by local regression", STL, (series, s) => {
  const x = transformed(series.value.subarray(s.from_t - 1), s.transform);
  refuseGaps(series, x, "stl", s.from_t);
  refuseConstant(series, x, "stl");
  const parts = stl(x, {
    frequency: frequencyOf(series, s.frequency, "stl"),
    seasonWindow: s["s.window"],
    ...given({
      seasonDegree: s["s.degree"],
      trendWindow: s["t.window"],
      trendDegree: s["t.degree"],
      lowPassWindow: s["l.window"],
      lowPassDegree: s["l.degree"],
      seasonJump: s["s.jump"],
      trendJump: s["t.jump"],
      lowPassJump: s["l.jump"],
      robust: s.robust,
      inner: s.inner,
      outer: s.outer,
    }),
  });
  const remainder = Array.from(parts.remainder);
  const [centre, spread] = [median(remainder), robustSpread(remainder)];
  const robustZ = remainder.map((r) => (r - centre) / spread);
  const far = robustZ.map((r) => (Math.abs(r) > FAR ? 1 : 0));
  return {
    columns: {
      t: times(s.from_t, x.length),
      x,
      seasonal: parts.seasonal,
      trend: parts.trend,
      remainder,
      weight: parts.weight,
      robust_z: robustZ,
    },
    alarms: far.filter((f) => f === 1).length,
    figures: { remainder_median: centre, remainder_mad: spread },
    chart: { from: s.from_t, value: x, line: parts.trend.map((t, i) => t + parts.seasonal[i]!), alarm: far },
  };
});

const weight = z.union([z.number(), z.literal(false)]).optional();
const HOLT_WINTERS = {
  alpha: z.number().optional().describe("weight of the newest value in the level; left out: least squares"),
  beta: weight.describe("weight in the slope, false for none; left out: least squares"),
  gamma: weight.describe("weight in the season, false for none; left out: least squares"),
  given: z
    .strictObject({ alpha: z.number().optional(), beta: weight, gamma: weight })
    .optional()
    .describe(
      "the weights that are fixed; when it is there, other weights named above are only a record of a search",
    ),
  seasonal: z.enum(["additive", "multiplicative"]).default("additive").describe("kind of season"),
  frequency: z.int().optional().describe("values a cycle"),
  start_periods: z.int().optional().describe("cycles the start values come from"),
  forecast: z.int().min(1).default(12).describe("steps to forecast"),
  transform: transformSetting,
  SSE: recorded,
  coefficients: recorded,
};

type WeightSettings = z.infer<z.ZodObject<typeof HOLT_WINTERS>>;

/** The fixed smoothing weights: all that are set; with `given`, those it holds and those of the components left out. */
function fixedWeights(s: WeightSettings): Partial<SmoothingWeights> {
  if (s.given === undefined) return given({ alpha: s.alpha, beta: s.beta, gamma: s.gamma });
  const leftOut = {
    beta: s.beta === false ? s.beta : undefined,
    gamma: s.gamma === false ? s.gamma : undefined,
  };
  return given({ alpha: undefined, ...leftOut, ...given(s.given) });
}

function coefficientsOf(fit: HoltWintersResult): Record<string, number> {
  return {
    a: fit.last.level,
    ...(fit.beta === false ? {} : { b: fit.last.slope }),
    ...(fit.gamma === false ? {} : Object.fromEntries(fit.last.season.map((v, i) => [`s${i + 1}`, v]))),
  };
}

const holtWintersMethod = defineMethod(
  "HoltWinters",
  "level, slope and season by exponential smoothing",
  HOLT_WINTERS,
  (series, s) => {
    const x = transformed(series.value, s.transform);
    refuseGaps(series, x, "HoltWinters");
    const fit = holtWinters(x, {
      ...fixedWeights(s),
      seasonal: s.seasonal,
      frequency: frequencyOf(series, s.frequency, "HoltWinters"),
      ...given({ startPeriods: s.start_periods }),
    });
    const n = fit.fitted.length;
    const columns: Columns = {
      t: times(fit.from, n),
      x: slice(x, fit.from, n),
      xhat: fit.fitted,
      level: fit.level,
      ...(fit.beta === false ? {} : { trend: fit.slope }),
      ...(fit.gamma === false ? {} : { season: fit.season }),
      residual: fit.residual,
    };
    const ahead = forecastHoltWinters(fit, s.forecast, 0.95, true);
    return {
      columns,
      beside: [
        {
          suffix: "_forecast",
          columns: { h: times(1, s.forecast), fit: ahead.value, upr: ahead.upper, lwr: ahead.lower },
        },
      ],
      figures: {
        alpha: fit.alpha,
        beta: fit.beta,
        gamma: fit.gamma,
        SSE: fit.sse,
        coefficients: coefficientsOf(fit),
      },
      chart: { from: fit.from, value: slice(x, fit.from, n), line: fit.fitted },
    };
  },
);

/** STL and Holt-Winters. */
export const seasonMethods: readonly DetectMethod[] = [stlMethod, holtWintersMethod];
