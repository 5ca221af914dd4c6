import { shiftPeriod } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { adviceOn } from "./advice.ts";
import { defineRule, notJudged, type Shown } from "./define.ts";

/** Thirteen means of three months. */
const MONTHS = 15;

/**
 * The registered unemployment rate rises above its low of the last year, after Sahm's rule.
 *
 * The three-month mean is compared with the lowest of the twelve months before, each time over the places that have figures in both:
 * a place with a high rate that was missing then is no rise now. The rate is not seasonally adjusted, so it must
 * also stand above the same three months of the year before.
 */
export const registeredRateRise = defineRule({
  kind: "series",
  id: "registered-rate-rise",
  cause: "registered",
  title: { zh: "登记失业率明显上升", en: "The registered rate rises" },
  brief: { zh: "失业率上升", en: "the rate rises" },
  levels: ["league", "region"],
  indicator: "registered-rate-monthly",
  quantities: {
    rise: {
      zh: "三个月平均较近一年低点上升（百分点）",
      en: "three-month mean above its low of a year (points)",
    },
    yearRise: { zh: "三个月平均同比上升（百分点）", en: "three-month mean above a year earlier (points)" },
  },
  parameters: {},
  limits: { rise: { least: 0, most: 100 }, yearRise: { least: -100, most: 100 } },
  facts: { rate: "decimal", low: "decimal", rise: "points", yearRise: "points" },
  message: {
    zh: "城镇登记失业率{period}平均{rate}%，{base}{low}%，{rise}；比上年同期{yearRise}。",
    en: "The registered rate averages {rate}% over {period}, against {low}% ({base}): {rise}; on the same months of the year before {yearRise}.",
  },
  advice: adviceOn("unemployment", {
    zh: "按登记原因和行业分析新增登记人员；核对分母口径；与新增领取和招聘需求一并研判。",
    en: "Analyse who registers, by reason and industry; check the denominator; read it with claims and hiring.",
  }),
  limitations: {
    zh: `登记失业依赖本人登记，变动小于调查失业率且滞后；0.5个百分点是美国调查失业率的经验线，各线试行；无月度登记率或含本月不足${MONTHS}个月的不判定。`,
    en: `Registration is voluntary, moves less than a survey and lags; half a point is the experience of a US survey, so the lines are trial; not judged without a monthly rate or under ${MONTHS} months of it, the judged one included.`,
  },
  basis: "Sahm (2019)；Michaillat and Saez (2025) 的窗口；各线试行",

  periodsNeeded: (period, kind) => months(period, kind),
  measure(view) {
    const all = months(view.period, view.kind);
    const rated = view.sums(all).map(({ denominator }) => denominator > 0);
    if (!rated.includes(true)) return notJudged("no-monthly-rate");
    if (!rated.at(-1)) return notJudged("no-report");
    if (!rated[0]) return notJudged("history-under-fifteen-months");
    const now = all.slice(-SMOOTHED);
    const past = Array.from({ length: EARLIER }, (_, at) => all.slice(at, at + SMOOTHED));
    const found = past.flatMap((then) => compare(view, now, then) ?? []);
    const yearBefore = found[0]?.then === past[0] ? found[0] : null;
    // A low that is not known may be the lowest: with too many holes a quiet verdict would be a guess.
    if (!yearBefore || found.length < LEAST_EARLIER) return notJudged("history-incomplete");
    const low = found.reduce((lowest, other) => (other.rise > lowest.rise ? other : lowest));
    const rise = Math.max(0, hundredths(low.rise));
    const yearRise = hundredths(yearBefore.rise);
    const facts = { rate: low.rate, low: low.rate - low.rise, rise, yearRise };
    const shown: Shown = {
      ...{
        name: "rate",
        value: facts.rate,
        unit: "percent",
        counted: false,
        expected: facts.low,
        judged: "rise",
      },
      base: { name: "low-of-the-year", ...(low.share < 1 - 1e-9 ? { samePlaces: true } : {}) },
      ...{ periods: now, basePeriods: low.then },
    };
    view.matched([view.period]);
    return { candidates: [{ quantities: { rise, yearRise }, facts, shown }] };
  },
});

/** Months in a mean, means before the judged one, and how many of those must be known. */
const [SMOOTHED, EARLIER, LEAST_EARLIER] = [3, 12, 9];

const months = (period: string, kind: Parameters<typeof shiftPeriod>[1]): string[] =>
  Array.from({ length: MONTHS }, (_, at) => shiftPeriod(period, kind, at - MONTHS + 1));

/** As Sahm's indicator is compared: to two decimals. */
const hundredths = (points: number): number => Math.round((points + 1e-9) * 100) / 100;

/** Three months beside three earlier ones, over the places that have all six. */
interface Comparison {
  readonly then: readonly string[];
  /** Mean rate of the months now, over these places. */
  readonly rate: number;
  readonly rise: number;
  /** Share of these places in this month's denominator. */
  readonly share: number;
}

/** The mean rates of two times, over the same places; null where these are too few, by the persons the rate is of. */
function compare(view: SeriesView, now: readonly string[], then: readonly string[]): Comparison | null {
  const matched = view.matched([...now, ...then]);
  const all = view.sums([view.period])[0]!.denominator;
  if (!matched || matched.sums.some(({ denominator }) => denominator <= 0)) return null;
  const share = matched.sums[SMOOTHED - 1]!.denominator / all;
  if (share < view.enough) return null;
  const mean = (from: number) =>
    matched.sums
      .slice(from, from + SMOOTHED)
      .reduce((sum, { numerator, denominator }) => sum + (100 * numerator) / denominator, 0) / SMOOTHED;
  return { then, rate: mean(0), rise: mean(0) - mean(SMOOTHED), share };
}
