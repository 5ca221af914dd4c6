import { defineIndicator } from "./define.ts";

/** Persons insured against unemployment (失业保险参保人数). A stock. */
export const insuredPersons = defineIndicator({
  id: "insured-persons",
  title: { zh: "失业保险参保人数", en: "Persons insured against unemployment" },
  unit: { zh: "人", en: "persons" },
  higherIs: "better",
  reads: "social-insurance",
  reachesBack: 0,
  periods: ["week", "month"],
  levels: ["region", "league", "banner"],
  numerator: "persons insured at the end of the period",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "失业保险月报：期末参保人数",
});
