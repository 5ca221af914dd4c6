import { defineContract } from "./define.ts";

/**
 * Labour-market supply and demand (人力资源市场供求状况), with the online postings of the same period.
 *
 * Demand and seekers are effective numbers: carried over from the period before plus newly registered.
 */
export const recruitment = defineContract({
  id: "recruitment",
  title: { zh: "人力资源市场供求情况表", en: "Labour market supply and demand" },
  source: "人力资源市场职业供求状况分析制度（需求人数、求职人数、求人倍率）",
  grain: "period",
  periods: ["week", "month", "quarter"],
  keys: [["period"]],
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990101" },
    period: { type: "period", title: { zh: "报告期", en: "period" }, example: "2026-03" },
    demand: { type: "count", title: { zh: "需求人数", en: "posts offered" }, example: 282 },
    seekers: { type: "count", title: { zh: "求职人数", en: "job seekers" }, example: 133 },
    postings: {
      type: "count",
      title: { zh: "网络招聘新增职位数", en: "new online postings" },
      optional: true,
      example: 410,
    },
  },
  checks: [],
});
