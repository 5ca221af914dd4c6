import { defineIndicator } from "./define.ts";

/** Workers named in layoff reports, 30 days (30日裁员报告人数). Computed each night. */
export const layoffPersons = defineIndicator({
  id: "layoff-persons",
  title: { zh: "30日裁员报告人数", en: "Workers named in layoff reports, 30 days" },
  unit: { zh: "人", en: "persons" },
  higherIs: "worse",
  reads: "layoff-report",
  reachesBack: 0,
  periods: ["rolling-30-days"],
  levels: ["region", "league", "banner"],
  numerator: "workers named in layoff reports dated within the thirty days ending on the date",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing:
    "zero only where the last due statement arrived; events already reported count as a lower bound",
  source: "企业裁减人员情况报告表；劳动合同法第41条",
});
