import { shiftPeriod } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { adviceOn } from "./advice.ts";
import { defineRule, notJudged } from "./define.ts";

/**
 * The registered unemployment rate is high (登记失业率偏高), by itself and for two months running: Hangzhou's plan of 2015 calls six percent
 * for two months its gravest level.
 */
export const registeredRate = defineRule({
  kind: "series",
  id: "registered-rate",
  cause: "registered",
  title: { zh: "登记失业率偏高", en: "The registered rate is high" },
  brief: { zh: "失业率偏高", en: "the rate is high" },
  levels: ["league", "region"],
  indicator: "registered-rate-monthly",
  quantities: {
    rate: { zh: "登记失业率（%）", en: "registered rate (%)" },
    lowestOfTwo: {
      zh: "最近两个月中较低的登记失业率（%）",
      en: "the lower of the last two months' rates (%)",
    },
  },
  parameters: {},
  limits: { rate: { least: 0, most: 100 }, lowestOfTwo: { least: 0, most: 100 } },
  facts: { rate: "percent", lowestOfTwo: "percent", registered: "counted" },
  message: {
    zh: "登记失业率{rate}（登记失业{registered}人）。",
    en: "The registered rate is {rate} ({registered} registered unemployed).",
  },
  variants: [
    {
      when: ["lowestOfTwo"],
      message: {
        zh: "登记失业率{rate}（登记失业{registered}人），最近两个月均不低于{lowestOfTwo}。",
        en: "The registered rate is {rate} ({registered} registered unemployed), and was not below {lowestOfTwo} in either of the last two months.",
      },
    },
  ],
  advice: adviceOn("unemployment", {
    zh: "分析新增登记失业人员来源；落实失业登记、职业指导、职业介绍、职业培训、生活保障联动。",
    en: "See where the newly registered come from; link registration, guidance, placement, training and support.",
  }),
  limitations: {
    zh: "只含办理登记的人员；月度值只供内部研判，对外以季度公布数为准。",
    en: "Counts who registered only; the monthly rate is internal, the quarter's is published.",
  },
  basis:
    "级别划分参考：盟市规划上限5%、杭州市2015年做法（连续两个月6%）、青岛市2007年做法（7%）；其余各线试行",

  periodsNeeded: (period, kind) => [shiftPeriod(period, kind, -1), period],
  measure(view) {
    const sum = view.matched([view.period])?.sums[0];
    if (!sum || sum.denominator <= 0) return notJudged("no-denominator");
    const before = rateBefore(view);
    const lowestOfTwo = before === null ? null : Math.min(before, sum.value);
    return {
      candidates: [
        {
          quantities: { rate: sum.value, ...(lowestOfTwo === null ? {} : { lowestOfTwo }) },
          facts: { rate: sum.value, lowestOfTwo, registered: sum.numerator },
          shown: {
            ...{ name: "rate", value: sum.value, unit: "percent", counted: false, judged: "rate" },
            ...{ expected: null, base: { name: "line" }, periods: [view.period], basePeriods: [] },
          },
        },
      ],
    };
  },
});

/** The rate of the month before; null where too few places reported it. */
function rateBefore(view: SeriesView): number | null {
  const [before] = view.sums([shiftPeriod(view.period, view.kind, -1)]);
  return before && before.denominator > 0 && before.share >= view.enough
    ? (100 * before.numerator) / before.denominator
    : null;
}
