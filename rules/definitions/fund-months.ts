import { adviceOn } from "./advice.ts";
import { defineRule, notJudged } from "./define.ts";

/** The unemployment insurance fund can pay its present expenditure for few months (基金支撑能力). */
export const fundMonths = defineRule({
  kind: "series",
  id: "fund-months",
  cause: "fund",
  title: { zh: "失业保险基金备付期限偏短", en: "The fund lasts few months" },
  brief: { zh: "基金备付偏短", en: "the fund runs low" },
  levels: ["region"],
  indicator: "fund-support-months",
  quantities: { months: { zh: "备付月数（个月）", en: "months the balance lasts" } },
  parameters: {},
  limits: { months: { least: 0 } },
  facts: { months: "decimal", balance: "amount" },
  message: {
    zh: "失业保险基金累计结余{balance}万元，按近12个月平均支出，备付月数为{months}个月。",
    en: "The fund's balance of {balance} lasts {months} months at the average expenditure of the last twelve.",
  },
  advice: adviceOn("fund", {
    zh: "会同财政部门开展基金收支测算和可持续分析。",
    en: "Project income and expenditure with the finance office, and how long the fund can sustain them.",
  }),
  limitations: {
    zh: "按过去支出推算，不含政策变化；基金已统筹，只在自治区一级判断。",
    en: "Projects past spending and knows no policy change; the fund is pooled, so only the region is judged.",
  },
  basis: "基金备付期限（试行）",

  periodsNeeded: (period) => [period],
  measure(view) {
    const sum = view.matched([view.period])?.sums[0];
    if (!sum || sum.denominator <= 0) return notJudged("no-denominator");
    return {
      candidates: [
        {
          quantities: { months: sum.value },
          facts: { months: sum.value, balance: sum.numerator },
          shown: {
            ...{ name: "months", value: sum.value, unit: "months", counted: false, judged: "months" },
            ...{ expected: null, base: { name: "line" }, periods: [view.period], basePeriods: [] },
          },
        },
      ],
    };
  },
});
