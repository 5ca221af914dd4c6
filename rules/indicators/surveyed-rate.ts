import { defineIndicator } from "./define.ts";

/**
 * Surveyed urban unemployment rate as published (城镇调查失业率): the official series, kept as it is and never recomputed. The labour
 * force survey gives no reliable value below the region, so none is given.
 */
export const surveyedRate = defineIndicator({
  id: "surveyed-rate",
  title: { zh: "城镇调查失业率（官方发布）", en: "Surveyed urban unemployment rate, as published" },
  unit: { zh: "%", en: "%" },
  higherIs: "worse",
  reads: "official-series",
  reachesBack: 0,
  periods: ["month"],
  levels: ["region"],
  numerator: "the rate as published, in per cent",
  denominator: null,
  scale: 1,
  decimals: 1,
  whenMissing: "not computed: months without a release have no rate",
  source: "国家统计局劳动力调查，官方发布",
  definition: {
    zh: "劳动力调查口径（国际劳工组织定义）",
    en: "labour force survey, by the definition of the International Labour Organization",
  },
  notBelow: {
    zh: "以统计部门发布为准；本系统不推算、不采用盟市和旗县数",
    en: "as the statistical office publishes it: none is computed or taken for leagues and banners",
  },
});
