import { defineIndicator } from "./define.ts";

/** Jobs-to-seekers ratio (求人倍率) of the quarter, from table 1 of the supply and demand tables. One is balance. */
export const supplyDemandRatio = defineIndicator({
  id: "supply-demand-ratio",
  title: { zh: "求人倍率（职业供求状况表）", en: "Jobs-to-seekers ratio of the supply and demand tables" },
  unit: { zh: "倍", en: "posts per seeker" },
  higherIs: "better",
  reads: "supply-demand",
  reachesBack: 0,
  periods: ["quarter"],
  levels: ["region", "league", "banner"],
  numerator: "posts offered in table 1: carried over and new",
  denominator: "job seekers in table 1: carried over and new",
  scale: 1,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "人力资源市场职业供求状况表：表1",
});
