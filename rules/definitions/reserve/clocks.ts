import { type ByTier, measureOf, type ResponseMeasure, type Term } from "./measure.ts";

/** How fast a tier is verified, and to whom it is reported then. */
export interface Clock {
  /** By when its first question is to be answered. */
  readonly verify: Term;
  readonly reports: readonly ResponseMeasure[];
}

/**
 * The clocks of the tiers (办理时限): Ⅲ is reported in writing within 12 hours, Ⅱ and Ⅰ within 2 hours, as local plans have it, counted from
 * confirmation; verification within 2 hours after a case was found is a target. Ⅳ within one working day is a proposal.
 */
export const CLOCKS: ByTier<Clock> = {
  IV: {
    verify: { days: 3 },
    reports: [
      measureOf(
        "area",
        { workingDays: 1, from: "confirmation" },
        "核实属实的，报告上级主管单位。",
        "If it is confirmed, report to the office above.",
      ),
      measureOf(
        "superior",
        { days: 5 },
        "了解核实情况，列入日常监测。",
        "Learn what was found, and keep it under observation.",
      ),
    ],
  },
  III: {
    verify: { days: 0 },
    reports: [
      measureOf(
        "area",
        { hours: 12, from: "confirmation" },
        "核实属实的，书面报告本级就业工作领导小组和上级主管单位。",
        "If it is confirmed, report in writing to the employment leading group of this level and to the office above.",
      ),
      measureOf(
        "superior",
        { days: 1 },
        "了解核实情况，确定本级联系人，指导当地处置。",
        "Learn what was found, name a person for it, and guide the office of the area.",
      ),
      measureOf(
        "region",
        { days: 3 },
        "掌握核实结果，协调跨盟市用工余缺调剂。",
        "Learn what was found; help to match workers across leagues.",
      ),
    ],
  },
  II: {
    verify: { hours: 2, from: "detection" },
    reports: [
      measureOf(
        "area",
        { hours: 2, from: "confirmation" },
        "核实属实的，报告本级人民政府主要负责人和上级主管单位。",
        "If it is confirmed, report to the head of the government of this level and to the office above.",
      ),
      measureOf(
        "superior",
        { hours: 2, from: "detection" },
        "与当地核对人数、日期是否属实。",
        "Check with the office of the area whether numbers and dates are right.",
      ),
      measureOf(
        "superior",
        { days: 1 },
        "派员到现场指导，统筹本地区用工调剂。",
        "Send people to guide on the spot; match workers across the areas below.",
      ),
      measureOf(
        "region",
        { days: 1 },
        "指导处置，协调跨盟市劳务对接。",
        "Guide the response; arrange matching of workers across leagues.",
      ),
    ],
  },
  I: {
    verify: { hours: 2, from: "detection" },
    reports: [
      measureOf(
        "area",
        { hours: 2, from: "confirmation" },
        "核实属实的，报告本级党委、人民政府主要负责人和上级主管单位。",
        "If it is confirmed, report to the heads of the Party committee and the government of this level and to the office above.",
      ),
      measureOf(
        "superior",
        { hours: 2, from: "detection" },
        "与当地核对人数、日期是否属实。",
        "Check with the office of the area whether numbers and dates are right.",
      ),
      measureOf(
        "superior",
        { hours: 2, from: "confirmation" },
        "报告本级人民政府和自治区主管单位，组织工作组到现场。",
        "Report to the government of this level and to the region; send a working group.",
      ),
      measureOf(
        "region",
        { hours: 2, from: "confirmation" },
        "指导联合处置，提请研究动用就业风险储备金等措施。",
        "Guide the joint response; ask for a decision on the employment risk reserve and like measures.",
      ),
    ],
  },
};
