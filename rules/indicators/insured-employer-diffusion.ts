import { defineIndicator } from "./define.ts";

/** Share of insured employers that removed more persons than they added (参保单位减员占比): how widely a fall of the insured is spread. */
export const insuredEmployerDiffusion = defineIndicator({
  id: "insured-employer-diffusion",
  title: { zh: "参保单位减员占比", en: "Share of insured employers that lost staff" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "insurance-employer",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "employers that removed more persons from insurance than they added",
  denominator: "employers that report both",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "社会保险增减员记录（分单位参保明细）",
});
