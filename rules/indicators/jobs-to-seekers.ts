import { defineIndicator } from "./define.ts";

/** Jobs-to-seekers ratio (求人倍率). One is balance. */
export const jobsToSeekers = defineIndicator({
  id: "jobs-to-seekers",
  title: { zh: "求人倍率", en: "Jobs-to-seekers ratio" },
  unit: { zh: "倍", en: "posts per seeker" },
  higherIs: "better",
  reads: "recruitment",
  reachesBack: 0,
  periods: ["month", "quarter"],
  levels: ["region", "league", "banner"],
  numerator: "posts offered: carried over and new",
  denominator: "job seekers: carried over and new",
  scale: 1,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "人力资源市场职业供求状况分析",
});
