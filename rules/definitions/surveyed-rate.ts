import { yearsEarlier } from "../calendar/periods.ts";
import { adviceOn } from "./advice.ts";
import { defineRule, notJudged } from "./define.ts";

/**
 * The surveyed unemployment rate, as published, is high and higher than a year before: by itself a high level may be the season of graduates.
 *
 * The official series only; nothing is computed for areas below the region.
 */
export const surveyedRateRule = defineRule({
  kind: "series",
  id: "surveyed-rate",
  cause: "surveyed",
  title: { zh: "城镇调查失业率偏高", en: "The surveyed rate is high" },
  brief: { zh: "调查失业率高", en: "the rate is high" },
  levels: ["region"],
  indicator: "surveyed-rate",
  quantities: {
    rate: { zh: "城镇调查失业率（%）", en: "surveyed rate (%)" },
    rise: { zh: "比上年同期上升（百分点）", en: "points above the same month of last year" },
  },
  parameters: {},
  limits: { rate: { least: 0, most: 100 }, rise: { least: -100, most: 100 } },
  facts: { rate: "percent", rise: "points", lastYear: "percent" },
  message: {
    zh: "{period}城镇调查失业率（官方发布）{rate}，{base}{lastYear}，{rise}。",
    en: "The surveyed rate as published was {rate} in {period}, against {lastYear} ({base}): {rise}.",
  },
  variants: [
    {
      without: "lastYear",
      message: {
        zh: "{period}城镇调查失业率（官方发布）{rate}。",
        en: "The surveyed rate as published was {rate} in {period}.",
      },
    },
  ],
  advice: adviceOn("unemployment", {
    zh: "按年龄、行业、户籍分析失业人员构成，与登记失业、失业保险数据对照。",
    en: "Split the unemployed by age, industry and origin; compare with registration and insurance figures.",
  }),
  limitations: {
    zh: "抽样数据，有抽样误差；以统计部门发布为准；本系统不推算、不采用盟市和旗县数。",
    en: "A sample with its error; as the statistics office publishes it: no value is computed or used for areas below the region.",
  },
  basis: "级别划分参考：2020年调查失业率控制目标5.5%、五年规划目标6%；其余各线试行",

  periodsNeeded: (period, kind) => [period, yearsEarlier(period, kind, 1)],
  measure(view) {
    const lastPeriod = yearsEarlier(view.period, view.kind, 1);
    const [now] = view.sums([view.period]);
    if (!now || now.share <= 0) return notJudged("no-report");
    const [before] = view.sums([lastPeriod]);
    if (!before || before.share <= 0) return notJudged("no-year-before");
    const [rate, lastYear] = [now.numerator, before.numerator];
    // Published with one decimal: the difference is that of the printed figures.
    const rise = Math.round(10 * (rate - lastYear)) / 10;
    return {
      candidates: [
        {
          quantities: { rate, rise },
          facts: { rate, rise, lastYear },
          shown: {
            ...{ name: "rate", value: rate, unit: "percent", counted: false, expected: lastYear },
            ...{ judged: "rate", base: { name: "last-year", years: 1 } },
            ...{ periods: [view.period], basePeriods: [lastPeriod] },
          },
        },
      ],
    };
  },
});
