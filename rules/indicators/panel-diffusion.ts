import { defineIndicator } from "./define.ts";

/** Share of the monitored enterprises that employ fewer than the month before (减员企业占比): how widely a loss is spread. */
export const panelDiffusion = defineIndicator({
  id: "panel-diffusion",
  title: { zh: "减员企业占比", en: "Share of monitored enterprises with fewer staff" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "enterprise-panel",
  reachesBack: 1,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "enterprises that employ fewer than the month before",
  denominator: "enterprises with a figure for both months",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业动态监测月报",
});
