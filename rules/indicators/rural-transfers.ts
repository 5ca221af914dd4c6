import { defineIndicator } from "./define.ts";

/** Transfers of farmers and herders to other work since January (农牧民转移就业). Transfers, not persons. */
export const ruralTransfers = defineIndicator({
  id: "rural-transfers",
  title: { zh: "农牧民转移就业（本年累计）", en: "Transfers of farmers and herders since January" },
  unit: { zh: "人次", en: "transfers" },
  higherIs: "better",
  reads: "employment-statistics",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region", "league", "banner"],
  numerator: "transfers of farmers and herders to other work since January",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业统计月报：农牧民转移就业人次",
  yearToDate: true,
});
