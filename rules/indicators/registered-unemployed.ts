import { defineIndicator } from "./define.ts";

/** Registered unemployed (登记失业人数). A stock; the figure that is shown for a banner in place of a rate. */
export const registeredUnemployed = defineIndicator({
  id: "registered-unemployed",
  title: { zh: "登记失业人数", en: "Registered unemployed" },
  unit: { zh: "人", en: "persons" },
  higherIs: "worse",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "registered unemployed at the end of the period",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报：期末登记失业人数",
});
