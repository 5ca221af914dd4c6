import type { History } from "../calendar/history.ts";
import { farringtonFlexible, normalQuantile, studentTails } from "../detectors/index.ts";
import { claimsHistory, claimsPeriods, lookBack } from "./claims-history.ts";
import { defineRule, notJudged } from "./define.ts";
import { rarityOf } from "./rarity.ts";

/**
 * New claims stand above what chance allows, by Farrington flexible on the area's own years.
 *
 * Every month has its own level (graduation in July and August, winter stops as this area has them), a trend is kept only
 * where there is one, past surges are weighed down, the last three steps are left out. January and February are one step
 * and the weeks after the Spring Festival are taken out as the region's own past shows them. Under 24 months of history
 * nothing is judged: there the comparison with a year earlier and the absolute lines remain.
 */
export const claimsUnusual = defineRule({
  kind: "series",
  id: "claims-unusual",
  cause: "claims",
  title: { zh: "新增领取人数超出历史正常范围", en: "New claims above what chance allows" },
  levels: ["league", "region"],
  indicator: "new-claims",
  nowcast: true,
  quantities: {
    rarity: { zh: "平均多少期偶然出现一次（期）", en: "periods in which chance alone shows it once" },
    excess: { zh: "高出预期（%）", en: "above the expected count (%)" },
    count: { zh: "本期新增领取人数（人）", en: "new claims of the period" },
  },
  parameters: { years: 5, springFestival: false },
  limits: { years: { least: 1, most: 30, whole: true } },
  message: {
    zh: "新增领取失业保险金{count}人，按往年同期水平应为{expected}人，高出{excess}%；若无异常，约{rarity}期才偶然出现一次。",
    en: "{count} new claims where earlier years lead to expect {expected}: {excess}% above, by chance once in some {rarity} periods.",
  },
  advice: {
    zh: "先核对报表和集中经办；按行业和旗县拆分，查找增加的来源；与裁员报告和招聘需求一并研判。",
    en: "Check the table and batch processing first; split by industry and banner to find the source; read it with layoff reports and hiring.",
  },
  limitations: {
    zh: "只说明与往年不同，不说明原因；政策调整、集中经办也会触发；历史不足24个月不判定，不足48个月时春节影响不能扣除。",
    en: "Says that it differs from earlier years, not why; a change of rules or batch processing shows as well; not judged under 24 months of history, and under 48 the festival's effect cannot be taken out.",
  },
  basis: "Farrington et al. (1996)；Noufaily et al. (2013)；春节影响按移动假日回归扣除（试行）",

  periodsNeeded: claimsPeriods,
  measure(view, parameters) {
    const found = claimsHistory(view, parameters);
    if ("notJudged" in found) return found;
    const { history, count } = found;
    if (!history.festivalKnown) return notJudged("festival-effect-unknown");
    const model = judged(history, Math.min(lookBack(parameters).years, history.years));
    if (Number.isNaN(model.pValue)) return notJudged("no-model");
    const excess = (100 * (count - model.expected)) / Math.max(model.expected, 1);
    const rarity = rarityOf(model.pValue);
    return {
      candidates: [
        {
          quantities: { rarity, excess, count },
          facts: { count, expected: model.expected, excess, rarity, years: history.years },
        },
      ],
    };
  },
});

/** The last step against the same season of `b` years before; weeks in ten groups a year as published, months each with a level. */
function judged(history: History, b: number): { pValue: number; expected: number } {
  const steps = b * history.perYear + 1;
  const weekly = history.perYear > 12;
  const [noPeriods, leftOut] = weekly ? [10, 26] : [history.perYear, 3];
  const counts = history.counts.slice(-steps);
  const result = farringtonFlexible(
    { counts, population: history.exposure.slice(-steps) },
    {
      frequency: history.perYear,
      b,
      w: weekly ? 3 : 0,
      noPeriods,
      pastWeeksNotIncluded: leftOut,
      alpha: ALPHA,
      limit54: [0, 1],
      populationOffset: true,
      errorScale: "phi",
      from: steps,
    },
  );
  const known = counts.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : 1), 0);
  return upperTail(counts.at(-1)!, result.expected[0]!, result.upper[0]!, known - leftOut - noPeriods - 2);
}

const ALPHA = 0.01;

/**
 * Probability of the count on the 2/3-power scale of the bound, with Student's t instead of the normal: with a dispersion estimated
 * from few years, the normal tail overstates the rarity two to four times.
 */
function upperTail(count: number, expected: number, upper: number, df: number) {
  const power = (value: number) => Math.cbrt(value) ** 2;
  const sd = (power(upper) - power(expected)) / normalQuantile(1 - ALPHA);
  const z = (power(count) - power(expected)) / sd;
  return { pValue: df >= 1 ? studentTails(z, df).upper : Number.NaN, expected };
}
