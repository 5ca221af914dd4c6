import { defineContract } from "./define.ts";

/**
 * Employer detail of the insurance table (分单位参保明细): one row per employer and month, which must sum to the table of its area and month.
 * Optional: the table states a movement, the detail explains it.
 */
export const insuranceEmployer = defineContract({
  id: "insurance-employer",
  title: { zh: "失业保险分单位参保明细", en: "Unemployment insurance by employer" },
  source: "社会保险增减员记录",
  grain: "period",
  periods: ["month"],
  keys: [["period", "credit_code"]],
  sumsTo: { contract: "social-insurance", columns: ["insured"] },
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990101" },
    period: { type: "period", title: { zh: "报告期", en: "period" }, example: "2026-03" },
    credit_code: {
      type: "text",
      title: { zh: "统一社会信用代码", en: "credit code" },
      example: "91350200MA2YJ1XR9G",
    },
    employer: { type: "text", title: { zh: "单位名称", en: "employer" }, example: "某某矿业有限公司" },
    insured: {
      type: "count",
      title: { zh: "期末参保人数", en: "insured at the end of the month" },
      example: 320,
    },
    added: {
      type: "count",
      title: { zh: "本期新增参保人数", en: "persons added" },
      optional: true,
      example: 4,
    },
    removed: {
      type: "count",
      title: { zh: "本期减少参保人数", en: "persons removed" },
      optional: true,
      example: 9,
    },
  },
  checks: [],
});
