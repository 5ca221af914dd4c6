import { adviceOn } from "./advice.ts";
import { defineRule } from "./define.ts";
import { withLeavingDay } from "./leaving-day.ts";
import { measureCuts, SMALL_CUTS, WITHOUT_CUTS } from "./small-cuts.ts";

/** The sentence where no report says when the workers leave. */
const REPORTED = {
  zh: "{employer}近90日内分{reports}批裁减，其中{small}批未达到依法报告标准，合计{persons}人（最早{firstOn}，最近{receivedOn}）。",
  en: "{employer} cut in {reports} lots within the last 90 days, {small} of them below what the law asks to be reported, {persons} workers in all (first {firstOn}, latest {receivedOn}).",
};

/**
 * One enterprise cuts again and again, each time just under the line from which the law asks for a report.
 *
 * Two cuts of ninety days below twenty persons and below a tenth of the staff make it, and what was cut besides counts with them; it speaks while
 * the newest is not older than thirty days. Cuts within thirty days are also seen whole by the rule of a single enterprise.
 */
export const splitLayoffs = defineRule({
  kind: "event",
  id: "split-layoffs",
  cause: "layoffs",
  title: { zh: "单个企业分批裁员", en: "One enterprise cuts in small lots" },
  brief: { zh: "企业分批裁员", en: "layoffs in small lots" },
  ...SMALL_CUTS,
  windowDays: 90,
  quantities: {
    persons: { zh: "90日内各批合计裁减人数（人）", en: "workers of all lots within 90 days" },
    reports: { zh: "批次（次）", en: "lots" },
    share: { zh: "占职工总数比例（%）", en: "share of staff (%)" },
  },
  message: REPORTED,
  variants: [WITHOUT_CUTS, ...withLeavingDay([{ message: REPORTED }], "enterprise")],
  advice: adviceOn("layoffs", {
    zh: "约见企业，核实各批裁减是否同一原因、是否应合并报告方案。",
    en: "Meet the enterprise: is one reason behind the lots, and should they be reported as one plan?",
  }),
  limitations: {
    zh: "只统计已报送的各批裁减；正常离职和合同到期可能被一并报送。",
    en: "Counts only lots that were reported; usual turnover and ended contracts may have been reported with them.",
  },
  basis: "防止化整为零规避《中华人民共和国劳动合同法》第四十一条报告义务（试行）",

  measure: measureCuts("persons"),
});
