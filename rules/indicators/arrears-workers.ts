import { defineIndicator } from "./define.ts";

/** Workers with wage arrears in cases newly accepted (拖欠工资涉及人数). A flow that corroborates: arrears come before layoffs. */
export const arrearsWorkers = defineIndicator({
  id: "arrears-workers",
  title: { zh: "拖欠工资涉及人数", en: "Workers with wage arrears" },
  unit: { zh: "人", en: "persons" },
  higherIs: "worse",
  reads: "labour-disputes",
  reachesBack: 0,
  periods: ["month", "quarter"],
  levels: ["region", "league", "banner"],
  numerator: "workers in the cases of wage arrears accepted in the period",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "劳动保障监察统计",
});
