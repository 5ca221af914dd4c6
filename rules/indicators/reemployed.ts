import { defineIndicator } from "./define.ts";

/** Unemployed persons re-employed since January (失业人员再就业). */
export const reemployed = defineIndicator({
  id: "reemployed",
  title: { zh: "失业人员再就业（本年累计）", en: "Unemployed persons re-employed since January" },
  unit: { zh: "人", en: "persons" },
  higherIs: "better",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "unemployed persons who became employed since January",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报：失业人员再就业人数",
  yearToDate: true,
});
