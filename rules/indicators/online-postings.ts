import { defineIndicator } from "./define.ts";

/** New online job postings (网络招聘新增职位数). Platforms change what they count: attention only. */
export const onlinePostings = defineIndicator({
  id: "online-postings",
  title: { zh: "网络招聘新增职位数", en: "New online job postings" },
  unit: { zh: "个", en: "posts" },
  higherIs: "better",
  reads: "recruitment",
  reachesBack: 0,
  periods: ["week", "month"],
  levels: ["region", "league", "banner"],
  numerator: "posts newly advertised online in the period",
  denominator: null,
  scale: 1,
  decimals: 0,
  whenMissing: "not computed: a report that did not arrive is not a zero",
  source: "就业平台网络招聘数据",
});
