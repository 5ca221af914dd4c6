import { defineIndicator } from "./define.ts";

/** New claims for unemployment benefit (新增领取失业保险金人数). A flow, and the first of the insurance figures to move. */
export const newClaims = defineIndicator({
  id: "new-claims",
  title: { zh: "新增领取失业保险金人数", en: "New claims for unemployment benefit" },
  unit: { zh: "人", en: "persons" },
  higherIs: "worse",
  reads: "social-insurance",
  reachesBack: 0,
  periods: ["week", "month"],
  levels: ["region", "league", "banner"],
  numerator: "persons first approved for benefit in the period",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业保险月报：本期新增领取人数",
});
