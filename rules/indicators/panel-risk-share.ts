import { defineIndicator } from "./define.ts";

/** Of the posts that monitored enterprises lost, the share whose type of reduction bears a risk: every type but natural attrition, regular ends of contracts and 其他. */
export const panelRiskShare = defineIndicator({
  id: "panel-risk-share",
  title: { zh: "风险类减员占比", en: "Share of lost posts that points to a risk" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "enterprise-panel",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator:
    "posts lost in enterprises whose type of reduction is closure, suspension, layoff, relocation, an international change, a disaster, or a major event",
  denominator: "posts lost in enterprises that lost any",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业动态监测月报",
});
