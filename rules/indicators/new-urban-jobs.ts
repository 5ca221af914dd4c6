import { defineIndicator } from "./define.ts";

/** New urban employment since January (城镇新增就业), of sources that do not say whether attrition is deducted; never added to the others. */
export const newUrbanJobs = defineIndicator({
  id: "new-urban-jobs",
  title: {
    zh: "城镇新增就业（来源口径，本年累计）",
    en: "New urban employment since January, as the source defines it",
  },
  unit: { zh: "人", en: "persons" },
  higherIs: "better",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "newly employed in towns since January, where the source does not say what it deducts",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报：城镇新增就业人数",
  yearToDate: true,
  definition: {
    zh: "来源未说明是否扣除自然减员",
    en: "the source does not say whether attrition is deducted",
  },
});
