import { defineIndicator } from "./define.ts";

/** Persons with difficulties in finding work who became employed since January (就业困难人员就业). */
export const hardshipEmployed = defineIndicator({
  id: "hardship-employed",
  title: { zh: "就业困难人员就业（本年累计）", en: "Persons with difficulties employed since January" },
  unit: { zh: "人", en: "persons" },
  higherIs: "better",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "persons with difficulties in finding work who became employed since January",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报：就业困难人员就业人数",
  yearToDate: true,
});
