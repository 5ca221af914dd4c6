import { defineIndicator } from "./define.ts";

/** Registered urban unemployment rate of every month (登记失业率月度值, internal: only the quarter's is published). */
export const registeredRateMonthly = defineIndicator({
  id: "registered-rate-monthly",
  title: { zh: "城镇登记失业率（月度，内部）", en: "Registered unemployment rate, monthly (internal)" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league"],
  numerator: "registered unemployed at the end of the month",
  denominator: "urban employed plus registered unemployed at the end of the month",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报；登记失业率=登记失业人数÷（城镇就业人数+登记失业人数）；月度值只供内部研判",
  definition: {
    zh: "月末登记失业人数÷（城镇就业人数＋登记失业人数），只供内部研判",
    en: "registered unemployed over urban employed plus registered unemployed at the end of the month; internal",
  },
  notBelow: {
    zh: "旗县城镇就业人数为推算，登记失业率不分县公布",
    en: "urban employment of a banner is an estimate: the rate is not given for banners",
  },
});
