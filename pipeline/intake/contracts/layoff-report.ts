import { defineContract } from "./define.ts";

/**
 * Enterprise layoff report (企业裁减人员情况报告): one row per report, sent when it is received and listed again in the statement of its month; an
 * office without any sends a nil report (零报告).
 *
 * Twenty persons, or fewer but a tenth of the staff, must be reported thirty days ahead (劳动合同法第41条). Without the
 * staff total the share is not judged. Industry and group are wanted where a sender has them: cuts spread over an industry or over
 * enterprises of one owner are only seen with them.
 */
export const layoffReport = defineContract({
  id: "layoff-report",
  title: { zh: "企业裁减人员情况报告表", en: "Enterprise layoff reports" },
  source: "劳动合同法第41条",
  grain: "event",
  periods: ["month"],
  keys: [["report_no"], ["employer", "site", "received_on", "starts_on"]],
  nil: "nil",
  dates: { dated: "received_on", starts: "starts_on", unless: { column: "date_basis", word: "effective" } },
  openPeriods: true,
  columns: {
    area: { type: "area", title: { zh: "地区", en: "area" }, example: "990101" },
    period: {
      type: "period",
      title: { zh: "报送月份", en: "month this list is complete for" },
      optional: true,
      example: "2026-03",
    },
    nil: { type: "flag", title: { zh: "零报告", en: "nil report" }, optional: true, example: "否" },
    report_no: {
      type: "text",
      title: { zh: "报告编号", en: "report number" },
      optional: true,
      example: "L20260017",
    },
    employer: { type: "text", title: { zh: "企业名称", en: "enterprise" }, example: "某某煤业有限公司" },
    credit_code: {
      type: "text",
      title: { zh: "统一社会信用代码", en: "credit code" },
      optional: true,
      example: "91350200MA2YJ1XR9G",
    },
    site: { type: "text", title: { zh: "裁减地点", en: "site" }, optional: true, example: "一号矿" },
    received_on: { type: "date", title: { zh: "报告日期", en: "date of the report" }, example: "2026-03-15" },
    date_basis: {
      type: "word",
      title: { zh: "日期口径", en: "what the date of the report is" },
      words: { notice: ["报告日期", "notice"], effective: ["裁减日期", "effective"] },
      optional: true,
      example: "报告日期",
    },
    starts_on: {
      type: "date",
      title: { zh: "拟裁减日期", en: "planned start" },
      optional: true,
      example: "2026-04-20",
    },
    workers_affected: { type: "count", title: { zh: "裁减人数", en: "workers affected" }, example: 120 },
    workers_employed: {
      type: "count",
      title: { zh: "职工总数", en: "workers employed" },
      optional: true,
      example: 900,
    },
    action: {
      type: "word",
      title: { zh: "减员类型", en: "kind of reduction" },
      words: {
        layoff: ["经济性裁员", "裁员", "layoff", "Layoff", "mass_layoff"],
        closure: ["关闭破产", "closure", "Closure"],
        suspension: ["停业整顿", "停产停业"],
        relocation: ["业务转移", "relocation"],
        unknown: ["unknown", "mixed", "mass_layoff_or_closure", "其他"],
      },
      optional: true,
      example: "经济性裁员",
    },
    industry: { type: "text", title: { zh: "所属行业", en: "industry" }, optional: true, example: "采矿业" },
    group_name: {
      type: "text",
      title: { zh: "所属集团", en: "group of enterprises" },
      optional: true,
      example: "某某能源集团",
    },
    controlling_code: {
      type: "text",
      title: { zh: "控股单位统一社会信用代码", en: "credit code of who controls it" },
      optional: true,
      example: "91350200MA2YJ1XR9G",
    },
  },
  checks: [
    {
      id: "not-more-than-all",
      holds: "workers_affected <= workers_employed",
      column: "workers_affected",
      message: { zh: "裁减人数大于职工总数", en: "more workers affected than employed" },
    },
  ],
});
