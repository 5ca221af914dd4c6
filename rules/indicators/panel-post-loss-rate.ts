import { defineIndicator } from "./define.ts";

/** Post-loss rate of the monitored enterprises (岗位流失率), month on month over the same enterprises. Negative where posts were gained. */
export const panelPostLossRate = defineIndicator({
  id: "panel-post-loss-rate",
  title: {
    zh: "监测企业岗位流失率（环比）",
    en: "Post-loss rate of the monitored enterprises, month on month",
  },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "enterprise-panel",
  reachesBack: 1,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "employed the month before minus employed now, in the same enterprises",
  denominator: "employed the month before, in the same enterprises",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业动态监测月报",
  definition: { zh: "基期为上月", en: "the baseline is the month before" },
});
