import { defineIndicator } from "./define.ts";

/** Net change of the insured stock (参保净增减率). Closing stock = opening stock + added − removed. */
export const insuredNetChange = defineIndicator({
  id: "insured-net-change",
  title: { zh: "参保净增减率", en: "Net change of the insured stock" },
  unit: { zh: "%", en: "%" },
  higherIs: "better",
  reads: "social-insurance",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "persons added minus persons removed in the period",
  denominator: "insured at the beginning of the period",
  scale: 100,
  decimals: 2,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "社会保险增减员记录",
});
