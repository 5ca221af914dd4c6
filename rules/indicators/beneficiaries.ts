import { defineIndicator } from "./define.ts";

/** Persons drawing unemployment benefit at the end of the period (领取失业保险金人数): a stock, by persons and not by payments. */
export const beneficiaries = defineIndicator({
  id: "beneficiaries",
  title: { zh: "期末领取失业保险金人数", en: "Persons drawing unemployment benefit" },
  unit: { zh: "人", en: "persons" },
  higherIs: "worse",
  reads: "social-insurance",
  reachesBack: 0,
  periods: ["week", "month"],
  levels: ["region", "league", "banner"],
  numerator: "persons drawing benefit at the end of the period",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业保险月报：期末领取人数",
});
