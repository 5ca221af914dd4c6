import { defineIndicator } from "./define.ts";

/** Hidden unemployment (监测企业在册不在岗人员占比): persons on the books without work, over the staff of the enterprises that report them. */
export const hiddenUnemploymentRate = defineIndicator({
  id: "hidden-unemployment-rate",
  title: { zh: "监测企业在册不在岗人员占比", en: "Hidden unemployment rate of the monitored enterprises" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "enterprise-panel",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "persons on the books without work",
  denominator: "employed now, in enterprises that report both",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业动态监测月报：在册不在岗人数",
});
