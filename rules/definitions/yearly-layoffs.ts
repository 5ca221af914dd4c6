import { adviceOn } from "./advice.ts";
import { defineRule } from "./define.ts";
import { withLeavingDay } from "./leaving-day.ts";
import { measureCuts, SMALL_CUTS, WITHOUT_CUTS } from "./small-cuts.ts";

/** The sentence where no report says when the workers leave. */
const REPORTED = {
  zh: "{employer}一年内分{reports}批裁减，其中{small}批未达到依法报告标准，合计{persons}人（报告中没有职工总数）；最近一批{receivedOn}。",
  en: "{employer} cut in {reports} lots within a year, {small} of them below what the law asks to be reported, {persons} workers in all (staff total not reported); latest {receivedOn}.",
};

/**
 * The small cuts of an enterprise over twelve months come to a large part of its staff.
 *
 * The statute names no window for its tenth of the staff; 威海 2009 takes one year. It speaks while the newest cut is not older than thirty
 * days; without a staff total nothing is judged of an enterprise.
 */
export const yearlyLayoffs = defineRule({
  kind: "event",
  id: "yearly-layoffs",
  cause: "layoffs",
  title: { zh: "单个企业一年内累计裁员", en: "Cuts of one enterprise over a year" },
  brief: { zh: "企业累计裁员", en: "layoffs over a year" },
  ...SMALL_CUTS,
  windowDays: 365,
  quantities: {
    share: { zh: "一年内各批合计占职工总数比例（%）", en: "share of staff of all lots within a year (%)" },
    persons: { zh: "一年内各批合计裁减人数（人）", en: "workers of all lots within a year" },
    reports: { zh: "批次（次）", en: "lots" },
  },
  message: REPORTED,
  variants: [
    WITHOUT_CUTS,
    ...withLeavingDay(
      [
        {
          when: ["staff"],
          message: {
            zh: "{employer}一年内分{reports}批裁减，其中{small}批未达到依法报告标准，合计{persons}人，占职工总数{share}（职工{staff}人）；最近一批{receivedOn}。",
            en: "{employer} cut in {reports} lots within a year, {small} of them below what the law asks to be reported, {persons} workers in all, {share} of its staff of {staff}; latest {receivedOn}.",
          },
        },
        { message: REPORTED },
      ],
      "enterprise",
    ),
  ],
  advice: adviceOn("layoffs", {
    zh: "核实一年内裁减的人员、原因和补偿，提示企业累计已达职工总数较大比例。",
    en: "Check who was cut within the year, why and with what pay; point out how much of the staff it comes to.",
  }),
  limitations: {
    zh: "只统计已报送的各批裁减；职工总数取各报告中最大的，一年内可能变化；没有职工总数的不判断。",
    en: "Counts only lots that were reported; the staff total is the largest reported and may have changed within the year; without one nothing is judged.",
  },
  basis: "比例参考《中华人民共和国劳动合同法》第四十一条；一年累计参考：威海市做法（试行）",

  measure: measureCuts("share"),
});
