import { defineIndicator } from "./define.ts";

/** New urban employment since January (城镇新增就业), of sources that do not deduct natural attrition; never added to the others. */
export const newUrbanJobsGross = defineIndicator({
  id: "new-urban-jobs-gross",
  title: {
    zh: "城镇新增就业（不扣除自然减员，本年累计）",
    en: "New urban employment since January, attrition not deducted",
  },
  unit: { zh: "人", en: "persons" },
  higherIs: "better",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "newly employed in towns since January, where the source says that attrition is not deducted",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报：城镇新增就业人数",
  yearToDate: true,
  definition: { zh: "不扣除自然减员", en: "attrition is not deducted" },
});
