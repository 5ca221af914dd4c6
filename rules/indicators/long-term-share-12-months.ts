import { defineIndicator } from "./define.ts";

/** Share of the registered unemployed who have been so for one year or more (长期失业比例); sources with another cut-off have an indicator of their own. */
export const longTermShare12Months = defineIndicator({
  id: "long-term-share-12-months",
  title: { zh: "长期失业比例（1年以上）", en: "Share of long-term unemployed, one year or more" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "registered unemployed for one year or more",
  denominator: "registered unemployed, in areas that report by this cut-off",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报：长期失业人数",
  definition: { zh: "长期失业指登记失业1年以上", en: "long-term is one year or more" },
});
