import { defineIndicator } from "./define.ts";

/** Post-loss rate of the monitored enterprises since the same month of last year (岗位同比流失率), over the enterprises of both. */
export const panelPostLossYear = defineIndicator({
  id: "panel-post-loss-year",
  title: {
    zh: "监测企业岗位流失率（同比）",
    en: "Post-loss rate of the monitored enterprises, year on year",
  },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "enterprise-panel",
  reachesBack: 12,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "employed in the same month of last year minus employed now, in the same enterprises",
  denominator: "employed in the same month of last year, in the same enterprises",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业动态监测月报",
  definition: { zh: "基期为上年同期", en: "the baseline is the same month of last year" },
});
