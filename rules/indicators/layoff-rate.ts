import { defineIndicator } from "./define.ts";

/** Layoffs announced per 1,000 insured (每千名参保人员裁员人数). Computed each night. */
export const layoffRate = defineIndicator({
  id: "layoff-rate",
  title: { zh: "每千名参保人员裁员人数", en: "Layoffs announced per 1,000 insured" },
  unit: { zh: "‰", en: "‰" },
  higherIs: "worse",
  reads: "layoff-report",
  dividesBy: "social-insurance",
  reachesBack: 0,
  periods: ["rolling-30-days"],
  levels: ["region", "league", "banner"],
  numerator: "workers named in layoff reports dated within the thirty days ending on the date",
  denominator: "persons insured at the end of the latest known period",
  scale: 1000,
  decimals: 2,
  whenMissing:
    "zero only where the last due statement arrived; events already reported count as a lower bound",
  source: "企业裁减人员情况报告表、失业保险月报",
});
