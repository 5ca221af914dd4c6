import { defineIndicator } from "./define.ts";

/** Separation rate of the insured (参保减员率). It includes normal turnover, so only a rise is informative. */
export const separationRate = defineIndicator({
  id: "separation-rate",
  title: { zh: "参保减员率", en: "Separation rate of the insured" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "social-insurance",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "persons removed from insurance in the period",
  denominator: "insured at the beginning of the period",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "社会保险增减员记录",
});
