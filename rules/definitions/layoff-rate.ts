import { adviceOn } from "./advice.ts";
import { defineRule } from "./define.ts";

/**
 * Layoffs reported within thirty days are many for the insured workers of the area.
 *
 * A share makes small banners and large cities comparable: twenty persons are 4 ‰ of five thousand insured and nothing in a
 * city of a quarter million.
 */
export const layoffRate = defineRule({
  kind: "series",
  id: "layoff-rate",
  cause: "layoffs",
  title: { zh: "裁员人数占参保人数比例偏高", en: "Layoffs high for the insured" },
  brief: { zh: "裁员占比偏高", en: "many layoffs" },
  levels: ["banner", "league"],
  indicator: "layoff-rate",
  quantities: {
    rate: { zh: "每千名参保人员裁员人数（‰）", en: "layoffs per 1,000 insured" },
    persons: { zh: "裁减人数（人）", en: "workers affected" },
  },
  parameters: {},
  limits: { rate: { least: 0 }, persons: { least: 0 } },
  facts: { rate: "decimal", persons: "counted", insured: "counted" },
  message: {
    zh: "近30日内报告拟裁减{persons}人，为参保人数{insured}人的{rate}‰。",
    en: "{persons} workers to be laid off reported within the last 30 days, {rate} per 1,000 of {insured} insured.",
  },
  variants: [
    {
      without: "persons",
      message: {
        zh: "近30日内没有新的裁减人员报告；参保人数{insured}人。",
        en: "No layoff was reported within the last 30 days; {insured} are insured.",
      },
    },
  ],
  advice: adviceOn("layoffs", {
    zh: "评估本地吸纳能力；联系邻近地区组织劳务对接；准备稳岗返还和培训。",
    en: "Judge what the local market can absorb; arrange matching with neighbouring areas; prepare job-retention support and training.",
  }),
  limitations: {
    zh: "分母为最近一期参保人数，不含未参保职工；一家大企业即可影响整个旗县。",
    en: "The denominator is the latest insured stock and leaves out the uninsured; one large firm can move a whole banner.",
  },
  basis: "按参保规模折算单个企业线（试行）",

  periodsNeeded: (period) => [period],
  measure(view) {
    const now = view.matched([view.period]);
    const sum = now?.sums[0];
    if (!sum || sum.denominator <= 0) return { notJudged: "no-denominator" };
    return {
      candidates: [
        {
          quantities: { rate: sum.value, persons: sum.numerator },
          facts: { rate: sum.value, persons: sum.numerator, insured: sum.denominator },
          shown: {
            ...{ name: "rate", value: sum.value, unit: "per-mille", counted: false, judged: "rate" },
            ...{ expected: null, base: { name: "line" }, periods: [view.period], basePeriods: [] },
          },
        },
      ],
    };
  },
});
