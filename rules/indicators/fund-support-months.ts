import { defineIndicator } from "./define.ts";

/** Months the insurance fund lasts (失业保险基金支撑月数). The fund is pooled: shown for the region only. */
export const fundSupportMonths = defineIndicator({
  id: "fund-support-months",
  title: { zh: "失业保险基金备付月数", en: "Months the insurance fund lasts" },
  unit: { zh: "月", en: "months" },
  higherIs: "better",
  reads: "social-insurance",
  reachesBack: 11,
  periods: ["month"],
  levels: ["region"],
  numerator: "accumulated balance at the end of the period",
  denominator: "average monthly expenditure of the twelve months ending with the period",
  scale: 1,
  decimals: 1,
  whenMissing: "not computed unless all twelve months are in",
  source: "失业保险基金收支情况",
  definition: {
    zh: "基金累计结余÷最近12个月平均支出",
    en: "accumulated balance over the average expenditure of the last twelve months",
  },
  notBelow: {
    zh: "基金自治区级统筹，盟市、旗县没有各自的支撑能力",
    en: "the fund is pooled in the region: leagues and banners have none of their own",
  },
});
