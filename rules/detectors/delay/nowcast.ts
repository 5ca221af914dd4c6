import { requireSetting } from "../surveillance/window.ts";

/** The reports on one period as they were at some age, one entry for each place that reports. */
export interface PartialReport {
  /** What each place had reported; NaN where nothing had come. */
  readonly reported: ArrayLike<number>;
  /** What each place usually reports in such a period: its last value, or that of the same season. */
  readonly usual: ArrayLike<number>;
}

/** A partial report whose final total is known. */
export interface SettledReport extends PartialReport {
  /** The total when all reports and their revisions were in. */
  readonly final: number;
}

/** How wide the interval is and on what it rests. */
export interface NowcastSettings {
  /** Probability that the final total lies in the interval (0.9). */
  readonly coverage?: number;
  /** Settled periods most like the current one that the interval rests on (60). */
  readonly nearest?: number;
}

/** What the total will be when all reports are in. */
export interface Nowcast {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Sum of what is in, and the share that these places usually make up. */
  readonly reported: number;
  readonly share: number;
  /** Settled periods the interval rests on; fewer than 2 / (1 - coverage) - 1 give no interval (NaN). */
  readonly basis: number;
}

/**
 * Total that a partial report points to (部分报送的总数推算): the missing places are assumed to move like those that are in.
 *
 * @when Reports come place by place and most are in.
 * @whenNot The places that are late are late because of what they have to report.
 * @minimumSample one place; with none in, the usual total is given.
 * @units as the reports.
 * @throws RangeError when the two columns differ in length.
 * @source Ratio estimation of a total, Cochran (1977), Sampling Techniques, ch. 6.
 * @example
 * totalOfPartial({ reported: [110, 220, NaN], usual: [100, 200, 100] }).estimate // => 440
 */
export function totalOfPartial({ reported, usual }: PartialReport): {
  estimate: number;
  reported: number;
  share: number;
} {
  requireSetting(reported.length === usual.length, "reported and usual must be of one length");
  let [sum, usualIn, usualAll] = [0, 0, 0];
  for (let i = 0; i < reported.length; i++) {
    usualAll += usual[i]!;
    if (Number.isNaN(reported[i]!)) continue;
    sum += reported[i]!;
    usualIn += usual[i]!;
  }
  const growth = usualIn > 0 ? sum / usualIn : 1;
  return {
    estimate: sum + growth * (usualAll - usualIn),
    reported: sum,
    share: usualAll > 0 ? usualIn / usualAll : reported.length > 0 && usualIn === usualAll ? 1 : 0,
  };
}

/**
 * Nowcast of a total from late reports, with interval (迟报数据的即时推算).
 *
 * The estimate is the ratio estimate; the interval comes from the errors of the same estimate in settled periods with as large a
 * share in, at the same age. No distribution of the errors is assumed, and revisions are included.
 *
 * @when Late or later revised reports, with a record of what had been in at the same age in the past.
 * @whenNot A delay never seen before (an office that closes for months): the past holds no example.
 * @minimumSample 19 settled periods for an interval of 90 %.
 * @units as the reports; share from 0 to 1.
 * @throws RangeError when coverage is not between 0 and 1.
 * @source Order statistics as prediction limits: Wilks (1941), Ann. Math. Statist. 12, 91-96; Lei et al. (2018), J. Amer. Statist.
 *   Assoc. 113, 1094-1111; reporting delay as in Lawless (1994), Canad. J. Statist. 22, 15-31.
 * @example
 * nowcast({ reported: [90, NaN], usual: [100, 100] }, [
 *   { reported: [100, NaN], usual: [100, 100], final: 210 },
 *   { reported: [100, NaN], usual: [100, 100], final: 180 },
 *   { reported: [100, NaN], usual: [100, 100], final: 200 },
 * ], { coverage: 0.5 }).high // => 189.002494
 */
export function nowcast(
  now: PartialReport,
  settled: readonly SettledReport[],
  settings: NowcastSettings = {},
): Nowcast {
  const { coverage = 0.9, nearest = 60 } = settings;
  requireSetting(coverage > 0 && coverage < 1, "coverage must be between 0 and 1");
  const total = totalOfPartial(now);
  const errors = settled
    .map((past, at) => ({ at, past, ...totalOfPartial(past) }))
    .sort((a, b) => Math.abs(a.share - total.share) - Math.abs(b.share - total.share) || b.at - a.at)
    .slice(0, nearest)
    .map(({ past, estimate }) => Math.log((past.final + 0.5) / (estimate + 0.5)))
    .sort((a, b) => a - b);
  const [low, high] = [
    orderStatistic(errors, (1 - coverage) / 2),
    orderStatistic(errors, (1 + coverage) / 2),
  ];
  const least = total.share >= 1 ? 0 : total.reported;
  return {
    ...total,
    low: Math.max(least, (total.estimate + 0.5) * Math.exp(low) - 0.5),
    high: (total.estimate + 0.5) * Math.exp(high) - 0.5,
    basis: errors.length,
  };
}

/** The value below which a next one lies with this probability: at p (n + 1), between neighbours; NaN beyond the ends. */
function orderStatistic(sorted: readonly number[], probability: number): number {
  const at = Math.round((probability * (sorted.length + 1) - 1) * 1e9) / 1e9;
  if (at < 0 || at > sorted.length - 1) return Number.NaN;
  const below = Math.floor(at);
  const part = at - below;
  return sorted[below]! + part * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
}
