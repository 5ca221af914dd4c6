import { defineIndicator } from "./define.ts";

/** Workers in labour disputes newly accepted (劳动争议涉及人数). A flow that corroborates: it follows layoffs and arrears. */
export const disputeWorkers = defineIndicator({
  id: "dispute-workers",
  title: { zh: "劳动争议涉及人数", en: "Workers in labour disputes" },
  unit: { zh: "人", en: "persons" },
  higherIs: "worse",
  reads: "labour-disputes",
  reachesBack: 0,
  periods: ["month", "quarter"],
  levels: ["region", "league", "banner"],
  numerator: "workers in the disputes accepted in the period",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "劳动人事争议仲裁统计",
});
