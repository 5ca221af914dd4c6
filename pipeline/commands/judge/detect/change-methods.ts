import { z } from "zod";
import { breakpoints, olsCusum, olsCusumBoundary, sahm } from "../../../../rules/detectors/index.ts";
import { type DetectMethod, defineMethod, given, recorded, times } from "./method.ts";
import { refuseConstant, refuseGaps } from "./series-file.ts";

const strucchange = defineMethod(
  "strucchange",
  "whether and when the level of a whole series changed",
  {
    breakpoints_h: z.number().optional().describe("least segment, as a share below 1 or in values"),
    type: recorded,
    statistic: recorded,
    p_value: recorded,
    boundary_5pct: recorded,
    breakpoints_bic: recorded,
  },
  (series, s) => {
    refuseGaps(series, series.value, "strucchange");
    refuseConstant(series, series.value, "strucchange");
    const test = olsCusum(series.value);
    const { breaks } = breakpoints(series.value, given({ h: s.breakpoints_h }));
    const at = new Set(breaks);
    return {
      columns: { i: times(0, test.process.length), ols_cusum: test.process },
      figures: {
        statistic: test.statistic,
        p_value: test.pValue,
        boundary_5pct: olsCusumBoundary(0.05),
        breakpoints_bic: breaks,
      },
      chart: {
        from: 1,
        value: series.value,
        alarm: Array.from(series.value, (_, i) => (at.has(i + 1) ? 1 : 0)),
      },
    };
  },
);

const sahmMethod = defineMethod(
  "sahm",
  "rise of an unemployment rate above its low of the last year",
  {
    threshold: z.number().optional().describe("rise in percentage points that signals"),
    smooth: z.int().optional().describe("periods in the mean"),
    look_back: z.int().optional().describe("periods in the minimum, the current one included"),
    decimals: z.int().nullable().optional().describe("decimals before comparing; null for none"),
    exclude_current: z.boolean().optional().describe("minimum over the periods before only"),
  },
  (series, s) => {
    const found = sahm(series.value, {
      ...given({
        threshold: s.threshold,
        smooth: s.smooth,
        lookBack: s.look_back,
        excludeCurrent: s.exclude_current,
      }),
      ...(s.decimals === undefined ? {} : { decimals: s.decimals }),
    });
    const n = series.value.length;
    return {
      columns: {
        t: times(1, n),
        date: series.date,
        u_rate_pct: series.value,
        u_ma3: found.smoothed,
        indicator_exact_pp: found.exact,
        indicator_pp: found.indicator,
        signal: found.signal,
      },
      alarms: Array.from(found.signal).filter((v) => v === 1).length,
      figures: { crossings: found.crossings },
      chart: {
        from: 1,
        value: found.indicator,
        line: found.indicator.map(() => s.threshold ?? 0.5),
        alarm: found.signal,
      },
    };
  },
);

/** Structural change and the Sahm rule. */
export const changeMethods: readonly DetectMethod[] = [strucchange, sahmMethod];
