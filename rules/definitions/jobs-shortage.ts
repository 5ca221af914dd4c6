import { adviceOn } from "./advice.ts";
import { defineRule, notJudged } from "./define.ts";

/** Fewer posts are offered than people look for work (求人倍率 below its line). */
export const jobsShortage = defineRule({
  kind: "series",
  id: "jobs-shortage",
  cause: "vacancies",
  title: { zh: "求人倍率偏低", en: "Too few posts for the seekers" },
  brief: { zh: "岗位供求偏紧", en: "few posts" },
  levels: ["league", "region"],
  indicator: "jobs-to-seekers",
  quantities: {
    ratio: { zh: "求人倍率", en: "posts per seeker" },
    seekers: { zh: "求职人数（人）", en: "job seekers" },
  },
  parameters: {},
  limits: { ratio: { least: 0 }, seekers: { least: 0 } },
  facts: { ratio: "decimal", demand: "counted", seekers: "counted" },
  message: {
    zh: "求人倍率{ratio}：需求{demand}人，求职{seekers}人。",
    en: "{ratio} posts per seeker: {demand} offered, {seekers} seeking.",
  },
  advice: adviceOn("market", {
    zh: "分析职业供求缺口；增加招聘活动场次；引导跨地区求职。",
    en: "Look at the gaps by occupation; hold more fairs; guide seekers to other areas.",
  }),
  limitations: {
    zh: "只含公共人力资源市场登记，不代表全部用工；职位可能重复登记。",
    en: "Only what public markets register; posts may be registered twice.",
  },
  basis: "求人倍率定义（等于1为平衡）；其余各线试行",

  periodsNeeded: (period) => [period],
  measure(view) {
    const sum = view.matched([view.period])?.sums[0];
    if (!sum || sum.denominator === 0) return notJudged("no-denominator");
    return {
      candidates: [
        {
          quantities: { ratio: sum.value, seekers: sum.denominator },
          facts: { ratio: sum.value, demand: sum.numerator, seekers: sum.denominator },
          shown: {
            ...{ name: "ratio", value: sum.value, unit: "per-seeker", counted: false, judged: "ratio" },
            ...{ expected: null, base: { name: "line" }, periods: [view.period], basePeriods: [] },
          },
        },
      ],
    };
  },
});
