import { adviceOn } from "./advice.ts";
import { defineRule } from "./define.ts";
import { ratioOfPeriod } from "./ratio-of-period.ts";

/**
 * The monitored enterprises lose posts from one month to the next (监测企业岗位流失率): employed the month before minus employed now,
 * over the month before, in the same enterprises. A normal month loses about half a percent.
 */
export const panelLoss = defineRule({
  kind: "series",
  id: "panel-loss",
  cause: "panel",
  title: { zh: "监测企业岗位流失偏多", en: "Monitored enterprises lose posts" },
  brief: { zh: "岗位流失偏多", en: "posts are lost" },
  levels: ["banner", "league", "region"],
  indicator: "panel-post-loss-rate",
  quantities: {
    rate: { zh: "岗位流失率（%）", en: "post-loss rate (%)" },
    lost: { zh: "净减少岗位（个）", en: "posts lost on balance" },
    before: { zh: "上月岗位数（个）", en: "posts the month before" },
  },
  parameters: {},
  limits: { rate: { most: 100 }, before: { least: 0 } },
  facts: { rate: "percent", lost: "counted", before: "counted" },
  message: {
    zh: "同一批监测企业岗位由上月{before}个净减少{lost}个，岗位流失率{rate}。",
    en: "The same monitored enterprises lost {lost} of {before} posts on balance since the month before: {rate}.",
  },
  advice: adviceOn("layoffs", {
    zh: "逐户核对岗位减少最多的企业及减少类型；对拟裁减人员的企业提前介入指导。",
    en: "Look at the enterprises that lost most and why; guide those that plan layoffs early.",
  }),
  limitations: {
    zh: "只含监测企业，企业少的旗县波动大；不区分季节性减少。",
    en: "Monitored enterprises only; few of them make a banner's rate jump; seasonal losses are not told apart.",
  },
  basis: "失业动态监测月报口径（同一批企业环比）；各线试行",

  periodsNeeded: (period) => [period],
  measure: (view) => ratioOfPeriod(view, { ratio: "rate", numerator: "lost", denominator: "before" }),
});
