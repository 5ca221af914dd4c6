import { normalQuantile } from "../distributions/normal-quantile.ts";
import { requireEarsSettings } from "./ears.ts";
import { type MonitoredRange, monitored, type Series, windowMoments } from "./window.ts";

/**
 * Which of the three published meanings of C3 decides.
 *
 * - `literature`: the excesses of this week and the two before add up to more than the threshold;
 * - `r`: what the R code does: only the two weeks before count, the current week need only be above zero;
 * - `manual`: the formula of R's help page: the current week against a line lowered by the two before.
 */
export type EarsC3Rule = "literature" | "r" | "manual";

/** Settings of EARS C3. */
export interface EarsC3Settings extends MonitoredRange {
  readonly baseline?: number;
  readonly minSigma?: number;
  /** False-alarm probability that sets the threshold (0.025, that is 1.96, not 2). */
  readonly alpha?: number;
  /** The definition that fills `upper` and `alarm` (`literature`). */
  readonly rule?: EarsC3Rule;
}

/** One entry for each monitored time; alarm is 1, 0 or NaN where it cannot be judged. */
export interface EarsC3Result {
  readonly from: number;
  readonly threshold: number;
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly z: Float64Array;
  /** Excesses over one standard deviation of the two weeks before, added. */
  readonly twoLags: Float64Array;
  /** The same with the current week: the statistic of the literature. */
  readonly statistic: Float64Array;
  readonly upper: Float64Array;
  readonly alarm: Float64Array;
}

type Upper = (value: number, mean: number, sd: number, room: number) => number;

/** The line above which a value alarms; `room` is the threshold less the two lagged excesses. */
const UPPER: Record<EarsC3Rule, Upper> = {
  literature: (_value, mean, sd, room) => (room < 0 ? Number.NEGATIVE_INFINITY : mean + sd * (1 + room)),
  r: (value, _mean, sd, room) => Math.max(0, value + sd * room),
  manual: (_value, mean, sd, room) => mean + sd * room,
};

/**
 * EARS C3 (早期异常报告系统 C3): three weeks of moderate excess together.
 *
 * @when Slow starts that no single week shows.
 * @whenNot Seasonal series; single spikes. At alpha 0.001 the rule of the papers alarms in some 8 percent of
 *   quiet simulated weeks, R's in 4. The `r` rule ignores the current week, so that a spike alarms one and two
 *   weeks late: use it only to compare with R.
 * @minimumSample baseline + 5 values.
 * @units as for `ears`; statistic in standard deviations.
 * @throws RangeError when a setting is out of bounds or the series is too short for the range.
 * @source Hutwagner et al. (2003), J. Urban Health 80; Hutwagner et al. (2005), Emerg. Infect. Dis. 11(2).
 * @example
 * earsC3([4, 6, 5, 5, 7, 3, 5, 4, 6, 8, 9, 9]).statistic[0] // => 5.52056336
 */
export function earsC3(series: Series, settings: EarsC3Settings = {}): EarsC3Result {
  const { baseline = 7, minSigma = 0, alpha = 0.025, rule = "literature" } = settings;
  requireEarsSettings(baseline, minSigma, alpha);
  const { from, to } = monitored(series.length, settings, baseline + 5);
  const moments = windowMoments(series, baseline, 3, from - 2, to);
  const threshold = normalQuantile(1 - alpha);
  const n = to - from + 1;
  const column = () => new Float64Array(n);
  const [z, twoLags, statistic, upper, alarm] = [column(), column(), column(), column(), column()];
  const sd = moments.sd.map((s) => Math.max(s, minSigma));
  const distance = moments.mean.map((m, i) => (series[from - 3 + i]! - m) / sd[i]!);
  for (let i = 0; i < n; i++) {
    const value = series[from + i - 1]!;
    z[i] = distance[i + 2]!;
    twoLags[i] = Math.max(0, distance[i + 1]! - 1) + Math.max(0, distance[i]! - 1);
    statistic[i] = Math.max(0, distance[i + 2]! - 1) + twoLags[i]!;
    upper[i] = UPPER[rule](value, moments.mean[i + 2]!, sd[i + 2]!, threshold - twoLags[i]!);
    const [tested, line] = rule === "literature" ? [statistic[i]!, threshold] : [value, upper[i]!];
    alarm[i] = Number.isNaN(tested) || Number.isNaN(line) ? Number.NaN : tested > line ? 1 : 0;
  }
  return {
    from,
    threshold,
    mean: moments.mean.subarray(2),
    sd: sd.subarray(2),
    z,
    twoLags,
    statistic,
    upper,
    alarm,
  };
}
