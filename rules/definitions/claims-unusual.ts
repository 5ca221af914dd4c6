import type { History } from "../calendar/history.ts";
import { farringtonFlexible, normalQuantile, studentTails } from "../detectors/index.ts";
import { adviceOn } from "./advice.ts";
import { claimsHistory, claimsPeriods, lookBack, shownClaims } from "./claims-history.ts";
import { defineRule, notJudged } from "./define.ts";
import { rarityOf } from "./rarity.ts";

/** Fewest years of history before the judged period: with two, most months leave the model more parameters than figures. */
const MODEL_YEARS = 3;

/**
 * New claims stand above what chance allows, by Farrington flexible on the area's own years.
 *
 * Every month has its own level (graduation in July and August, winter stops as this area has them), a trend is kept only
 * where there is one, past surges are weighed down, the last three steps are left out. January and February are one step
 * and the weeks after the Spring Festival are taken out as the region's own past shows them. With less history
 * than the model's parameters need nothing is judged: there the comparison with a year earlier and the absolute lines remain.
 */
export const claimsUnusual = defineRule({
  kind: "series",
  id: "claims-unusual",
  cause: "claims",
  title: { zh: "新增领取失业保险金人数明显高于往年", en: "New claims above what chance allows" },
  brief: { zh: "领失业金偏多", en: "unusual claims" },
  levels: ["league", "region"],
  indicator: "new-claims",
  nowcast: true,
  quantities: {
    rarity: { zh: "偶然出现一次的间隔（期）", en: "periods in which chance alone shows it once" },
    excess: { zh: "高出往年参照值（%）", en: "above the expected count (%)" },
    count: { zh: "本期新增领取失业保险金人数（人）", en: "new claims of the period" },
  },
  parameters: { years: 5, springFestival: false },
  limits: {
    years: { least: 1, most: 30, whole: true },
    rarity: { least: 1, most: 1e6 },
    count: { least: 0 },
  },
  facts: { count: "counted", expected: "estimated", excess: "change", rarity: "chance", years: "counted" },
  message: {
    zh: "{period}新增领取失业保险金{count}人，{base}{expected}人，{excess}；按往年波动推算，正常情况下{rarity}。",
    en: "{count} new claims in {period}, against {expected} ({base}): {excess}; by chance {rarity}.",
  },
  advice: adviceOn("unemployment", {
    zh: "先核对报表和集中经办；按行业、旗县分类分析，查找增加的来源；与裁员报告和招聘需求一并研判。",
    en: "Check the table and batch processing first; split by industry and banner to find the source; read it with layoff reports and hiring.",
  }),
  limitations: {
    zh: `只说明与往年不同，不说明原因；政策调整、集中经办也会达到标准；本期之前的历史不足${12 * MODEL_YEARS}个月不判定，不足48个月时春节影响不能扣除。`,
    en: `Says that it differs from earlier years, not why; a change of rules or batch processing shows as well; not judged under ${12 * MODEL_YEARS} months of history before the period, and under 48 the festival's effect cannot be taken out.`,
  },
  basis: "Farrington et al. (1996)；Noufaily et al. (2013)；春节影响按移动假日回归扣除（试行）",

  periodsNeeded: claimsPeriods,
  measure(view, parameters) {
    const found = claimsHistory(view, parameters);
    if ("notJudged" in found) return found;
    const { history, count } = found;
    if (history.years < MODEL_YEARS) return notJudged("history-under-three-years");
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
          shown: shownClaims(view, found, model.expected),
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
