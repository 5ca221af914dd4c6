import { defineContract } from "./define.ts";

/**
 * Monthly employment statistics (就业统计月报): cumulative figures of the year and the registered unemployed. Offices correct the year
 * downwards in December; such a figure is loaded and asked about.
 *
 * Sources disagree whether natural attrition (retirement, death) is deducted from new urban employment: a figure is kept as
 * reported with the definition its source uses, and figures of different definitions are never added.
 */
export const employmentStatistics = defineContract({
  id: "employment-statistics",
  title: { zh: "就业统计月报", en: "Monthly employment statistics" },
  source: "就业统计报表（城镇新增就业、再就业、就业困难人员就业、农牧民转移就业、登记失业）",
  grain: "period",
  periods: ["month"],
  keys: [["period"]],
  cumulative: ["new_jobs_ytd", "reemployed_ytd", "hardship_ytd", "transferred_ytd"],
  stocks: [{ closing: "registered_unemployed" }, { closing: "urban_employed" }],
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990101" },
    period: { type: "period", title: { zh: "报告期", en: "period" }, example: "2026-03" },
    definition: {
      type: "word",
      title: { zh: "新增就业口径", en: "definition of new urban employment" },
      words: {
        net: ["扣除自然减员", "net"],
        gross: ["不扣除自然减员", "未扣除自然减员", "gross"],
        as_reported: ["来源口径", "以来源口径为准", "as reported"],
      },
      example: "来源口径",
    },
    new_jobs_ytd: {
      type: "count",
      title: { zh: "城镇新增就业人数", en: "new urban employment since January" },
      example: 660,
    },
    reemployed_ytd: {
      type: "count",
      title: { zh: "失业人员再就业人数", en: "unemployed persons re-employed since January" },
      example: 210,
    },
    hardship_ytd: {
      type: "count",
      title: { zh: "就业困难人员就业人数", en: "persons with difficulties employed since January" },
      example: 90,
    },
    transferred_ytd: {
      type: "count",
      title: { zh: "农牧民转移就业人次", en: "transfers of farmers and herders since January" },
      example: 1240,
    },
    registered_unemployed: {
      type: "count",
      title: { zh: "期末登记失业人数", en: "registered unemployed at the end of the period" },
      example: 385,
    },
    urban_employed: {
      type: "count",
      title: { zh: "期末城镇就业人数", en: "urban employed at the end of the period" },
      optional: true,
      example: 10650,
    },
    long_term_unemployed: {
      type: "count",
      title: { zh: "长期失业人数", en: "long-term unemployed" },
      optional: true,
      example: 62,
    },
    long_term_from: {
      type: "word",
      title: { zh: "长期失业标准", en: "from when unemployment counts as long-term" },
      words: {
        six_months: ["6个月以上", "超过6个月", "six months"],
        one_year: ["1年以上", "12个月以上", "one year"],
      },
      optional: true,
      example: "1年以上",
    },
  },
  checks: [
    {
      id: "long-term-within-registered",
      holds: "long_term_unemployed <= registered_unemployed",
      column: "long_term_unemployed",
      message: {
        zh: "长期失业人数大于期末登记失业人数",
        en: "more long-term unemployed than registered unemployed",
      },
    },
    {
      id: "long-term-says-its-cut-off",
      holds: "long_term_unemployed IS NULL OR long_term_from IS NOT NULL",
      column: "long_term_from",
      message: {
        zh: "填写长期失业人数的，应说明标准（6个月以上或1年以上）",
        en: "long-term unemployed need their cut-off: six months or one year",
      },
    },
  ],
});
