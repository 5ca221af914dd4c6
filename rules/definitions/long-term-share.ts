import { adviceOn } from "./advice.ts";
import { defineRule } from "./define.ts";
import { ratioOfPeriod } from "./ratio-of-period.ts";

/**
 * Many of the registered unemployed have been so for a year or more (长期失业比例偏高): Heilongjiang's rule of 2007 took twenty percent as its line.
 */
export const longTermShare = defineRule({
  kind: "series",
  id: "long-term-share",
  cause: "long-term",
  title: { zh: "长期失业比例偏高", en: "Many are long-term unemployed" },
  brief: { zh: "长期失业偏多", en: "long unemployment" },
  levels: ["league", "region"],
  indicator: "long-term-share-12-months",
  quantities: {
    share: { zh: "长期失业比例（%）", en: "share of long-term unemployed (%)" },
    persons: { zh: "长期失业人数（人）", en: "long-term unemployed" },
    registered: { zh: "登记失业人数（人）", en: "registered unemployed" },
  },
  parameters: {},
  limits: { share: { least: 0, most: 100 }, persons: { least: 0 }, registered: { least: 0 } },
  facts: { share: "percent", persons: "counted", registered: "counted" },
  message: {
    zh: "登记失业{registered}人中，失业一年以上的{persons}人，占{share}。",
    en: "Of {registered} registered unemployed {persons} have been so for a year or more: {share}.",
  },
  advice: adviceOn("unemployment", {
    zh: "逐人核实登记状态和求职意愿，开展一对一帮扶，清理已就业未注销的登记。",
    en: "Check everyone's status and wish to work; help them one by one; strike off those who found work.",
  }),
  limitations: {
    zh: "取决于登记是否及时注销；只含按“一年以上”口径报送的地区。",
    en: "Depends on records being struck off in time; only areas that report by the cut-off of one year.",
  },
  basis: "级别划分参考：黑龙江省2007年做法（20%）；其余各线试行",

  periodsNeeded: (period) => [period],
  measure: (view) => ratioOfPeriod(view, { ratio: "share", numerator: "persons", denominator: "registered" }),
});
