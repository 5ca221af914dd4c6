import { shiftPeriod } from "../calendar/periods.ts";
import { sahm } from "../detectors/index.ts";
import { defineRule, notJudged } from "./define.ts";

/**
 * The registered unemployment rate rises above its low of the last year, after Sahm's rule.
 *
 * The three-month mean is compared with the lowest of the twelve months before; the rate is not seasonally adjusted, so it must
 * also stand above the same three months of the year before.
 */
export const registeredRateRise = defineRule({
  kind: "series",
  id: "registered-rate-rise",
  cause: "registered",
  title: { zh: "登记失业率明显上升", en: "The registered rate rises" },
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
  message: {
    zh: "城镇登记失业率近三个月平均{rate}%，较近一年低点上升{rise}个百分点，较上年同期上升{yearRise}个百分点。",
    en: "The registered rate averages {rate}% over three months, {rise} points above its low of a year and {yearRise} above a year earlier.",
  },
  advice: {
    zh: "按登记原因和行业分析新增登记人员；核对分母口径；与新增领取和招聘需求一并研判。",
    en: "Analyse who registers, by reason and industry; check the denominator; read it with claims and hiring.",
  },
  limitations: {
    zh: "登记失业依赖本人登记，变动小于调查失业率且滞后；0.5个百分点是美国调查失业率的经验线，各线试行；无月度登记率或不足15个月的不判定。",
    en: "Registration is voluntary, moves less than a survey and lags; half a point is the experience of a US survey, so the lines are trial; not judged without a monthly rate or under 15 months.",
  },
  basis: "Sahm (2019)；Michaillat and Saez (2025) 的窗口；各线试行",

  periodsNeeded: (period, kind) => months(period, kind),
  measure(view) {
    const rates = view
      .sums(months(view.period, view.kind))
      .map(({ numerator, denominator, share }) =>
        share >= LEAST_SHARE && denominator > 0 ? (100 * numerator) / denominator : Number.NaN,
      );
    const known = rates.filter((rate) => !Number.isNaN(rate)).length;
    if (known === 0) return notJudged("no-monthly-rate");
    if (Number.isNaN(rates.at(-1)!)) return notJudged("no-report");
    if (known < MONTHS) return notJudged("history-under-fifteen-months");
    const { smoothed, indicator } = sahm(rates);
    const rate = smoothed.at(-1)!;
    const rise = indicator.at(-1)!;
    const yearRise = rate - smoothed[2]!;
    return { candidates: [{ quantities: { rise, yearRise }, facts: { rate, rise, yearRise } }] };
  },
});

/** Thirteen means of three months. */
const MONTHS = 15;
const LEAST_SHARE = 0.8;

const months = (period: string, kind: Parameters<typeof shiftPeriod>[1]): string[] =>
  Array.from({ length: MONTHS }, (_, at) => shiftPeriod(period, kind, at - MONTHS + 1));
