import { defineIndicator } from "./define.ts";

/** Registered urban unemployment rate (城镇登记失业率), for the last month of each quarter. A banner's denominator does not carry a rate: there the count is shown. */
export const registeredUnemploymentRate = defineIndicator({
  id: "registered-unemployment-rate",
  title: { zh: "城镇登记失业率", en: "Registered urban unemployment rate" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league"],
  numerator: "registered unemployed at the end of the quarter",
  denominator: "urban employed plus registered unemployed at the end of the quarter",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报；登记失业率=登记失业人数÷（城镇就业人数+登记失业人数）",
  definition: {
    zh: "登记失业人数÷（城镇就业人数＋登记失业人数）",
    en: "registered unemployed over urban employed plus registered unemployed",
  },
  notBelow: {
    zh: "旗县城镇就业人数为推算，登记失业率不分县公布",
    en: "urban employment of a banner is an estimate: the rate is not given for banners",
  },
});
