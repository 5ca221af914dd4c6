import { defineIndicator } from "./define.ts";

/** Posts lost by the monitored enterprises since their filing (建档期): what 建档期 is differs between places, so it is kept apart. */
export const panelPostLossSinceFiling = defineIndicator({
  id: "panel-post-loss-since-filing",
  title: {
    zh: "监测企业岗位流失率（比建档期）",
    en: "Post-loss rate of the monitored enterprises since filing",
  },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "enterprise-panel",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "employed at filing minus employed now",
  denominator: "employed at filing, in enterprises that report that baseline",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业动态监测月报",
  definition: { zh: "基期为建档期", en: "the baseline is the month of filing" },
});
