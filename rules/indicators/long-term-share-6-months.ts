import { defineIndicator } from "./define.ts";

/** Share of the registered unemployed who have been so for six months or more (长期失业比例); sources with another cut-off have an indicator of their own. */
export const longTermShare6Months = defineIndicator({
  id: "long-term-share-6-months",
  title: { zh: "长期失业比例（6个月以上）", en: "Share of long-term unemployed, six months or more" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "registered unemployed for six months or more",
  denominator: "registered unemployed, in areas that report by this cut-off",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报：长期失业人数",
  definition: { zh: "长期失业指登记失业6个月以上", en: "long-term is six months or more" },
});
