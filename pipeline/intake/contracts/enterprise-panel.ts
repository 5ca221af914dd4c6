import { type Column, defineContract } from "./define.ts";
import { REDUCTION_REASONS, REDUCTION_TYPES } from "./reduction-words.ts";

const reason = (zh: string, en: string): Column => ({
  type: "word",
  title: { zh, en },
  words: REDUCTION_REASONS,
  optional: true,
  example: "订单不足",
});

/** A check that a column is filled where fewer are employed than at the baseline. */
const whereStaffFell = (column: string, zh: string, en: string) => ({
  id: `${column.replaceAll("_", "-")}-of-a-reduction`,
  holds: `current_staff >= baseline_staff OR ${column} IS NOT NULL`,
  column,
  message: {
    zh: `调查期就业人数少于基期就业人数的，${zh}必填`,
    en: `fewer employed than at the baseline: ${en} is required`,
  },
});

/**
 * Monthly panel of monitored enterprises (失业动态监测月报): one row per enterprise and month.
 *
 * The meaning of the baseline (建档期、基期) differs between sources, so its kind and, where known, its date are kept with each row. Dispatched
 * workers are reported separately. Rows of single enterprises are used only in sums.
 */
export const enterprisePanel = defineContract({
  id: "enterprise-panel",
  title: { zh: "失业动态监测月报", en: "Monthly panel of monitored enterprises" },
  source: "失业动态监测企业月报表；人社部发〔2009〕152号",
  grain: "period",
  periods: ["month"],
  keys: [["period", "credit_code"]],
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990101" },
    period: { type: "period", title: { zh: "报告期", en: "period" }, example: "2026-03" },
    credit_code: {
      type: "text",
      title: { zh: "统一社会信用代码", en: "credit code" },
      example: "91350200MA2YJ1XR9G",
    },
    employer: { type: "text", title: { zh: "企业名称", en: "enterprise" }, example: "某某矿业有限公司" },
    industry: { type: "text", title: { zh: "所属行业", en: "industry" }, optional: true, example: "采矿业" },
    baseline_staff: {
      type: "count",
      title: { zh: "基期就业人数", en: "employed at the baseline" },
      example: 320,
    },
    baseline_kind: {
      type: "word",
      title: { zh: "基期口径", en: "what the baseline is" },
      words: {
        filing: ["建档期", "filing"],
        previous: ["上期", "上月", "previous"],
        other: ["其他", "年初", "上季度", "other"],
      },
      example: "上期",
    },
    baseline_on: {
      type: "date",
      title: { zh: "基期日期", en: "date of the baseline" },
      optional: true,
      example: "2026-02-28",
    },
    current_staff: { type: "count", title: { zh: "调查期就业人数", en: "employed now" }, example: 312 },
    stated_change: {
      type: "amount",
      unit: "percent",
      title: { zh: "较基期增减(%)", en: "change since the baseline as stated (%)" },
      optional: true,
      example: -1.3,
    },
    hires: { type: "count", title: { zh: "本期新增人数", en: "hired" }, optional: true, example: 4 },
    cuts: { type: "count", title: { zh: "本期减少人数", en: "left" }, optional: true, example: 12 },
    dispatched: {
      type: "count",
      title: { zh: "劳务派遣人数", en: "dispatched workers, apart" },
      optional: true,
      example: 20,
    },
    hidden_unemployed: {
      type: "count",
      title: { zh: "在册不在岗人数", en: "on the books without work" },
      optional: true,
      example: 5,
    },
    reduction_type: {
      type: "word",
      title: { zh: "减少类型", en: "type of the reduction" },
      words: REDUCTION_TYPES,
      optional: true,
      example: "经济性裁员",
    },
    main_reason: reason("主要原因", "main reason"),
    main_reason_note: {
      type: "text",
      title: { zh: "主要原因说明", en: "explanation of the main reason" },
      optional: true,
      example: "二季度订单减少三成",
    },
    second_reason: reason("次要原因", "second reason"),
    third_reason: reason("第三原因", "third reason"),
    other_reason: {
      type: "text",
      title: { zh: "其他原因", en: "another reason, in words" },
      optional: true,
      example: "厂区搬迁",
    },
  },
  checks: [
    {
      id: "stated-change-is-the-change",
      holds:
        "abs(stated_change - 100.0 * (current_staff - baseline_staff) / nullif(baseline_staff, 0)) <= 0.05",
      column: "stated_change",
      message: { zh: "所写增减幅度与人数不符", en: "the stated change is not that of the figures" },
      doubt: true,
    },
    whereStaffFell("reduction_type", "减少类型", "the type of the reduction"),
    whereStaffFell("main_reason", "主要原因", "the main reason"),
    whereStaffFell("main_reason_note", "主要原因说明", "an explanation of the main reason"),
    {
      id: "staff-is-baseline-plus-net",
      holds: "baseline_kind <> 'previous' OR current_staff = baseline_staff + hires - cuts",
      column: "current_staff",
      message: {
        zh: "基期为上期的，调查期就业人数应等于基期就业人数+本期新增-本期减少",
        en: "with the previous period as baseline, employed now must equal the baseline + hired − left",
      },
    },
    {
      id: "hidden-within-staff",
      holds: "hidden_unemployed <= current_staff",
      column: "hidden_unemployed",
      message: {
        zh: "在册不在岗人数大于调查期就业人数",
        en: "more on the books without work than employed",
      },
    },
  ],
});
