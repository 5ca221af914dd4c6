import { adviceOn } from "./advice.ts";
import { defineRule } from "./define.ts";
import { ratioOfPeriod } from "./ratio-of-period.ts";

/**
 * The monitored enterprises have lost posts since the same month of last year (监测企业岗位同比流失率), in the same enterprises: a loss of four
 * percent stands in a normal report, so lines begin there.
 */
export const panelYearLoss = defineRule({
  kind: "series",
  id: "panel-year-loss",
  cause: "panel",
  title: {
    zh: "监测企业岗位比上年同期减少",
    en: "Monitored enterprises have fewer posts than a year before",
  },
  brief: { zh: "岗位同比减少", en: "fewer posts" },
  levels: ["league", "region"],
  indicator: "panel-post-loss-year",
  quantities: {
    rate: { zh: "比上年同期流失率（%）", en: "posts lost since the same month of last year (%)" },
    lost: { zh: "净减少岗位（个）", en: "posts lost on balance" },
    before: { zh: "上年同期岗位数（个）", en: "posts in the same month of last year" },
  },
  parameters: {},
  limits: { rate: { most: 100 }, before: { least: 0 } },
  facts: { rate: "percent", lost: "counted", before: "counted" },
  message: {
    zh: "同一批监测企业岗位由上年同期{before}个净减少{lost}个，流失率{rate}。",
    en: "The same monitored enterprises lost {lost} of {before} posts on balance since the same month of last year: {rate}.",
  },
  advice: adviceOn("unemployment", {
    zh: "区分长期收缩和集中裁员的企业，按行业分析岗位去向。",
    en: "Tell enterprises that shrink slowly from those that cut at once; see by industry where posts went.",
  }),
  limitations: {
    zh: "只含两年都报送的监测企业，退出监测或注销的企业不在其中，实际减少可能更多。",
    en: "Only enterprises that reported in both years: those that left or closed are not in it, and the loss may be larger.",
  },
  basis: "失业动态监测月报口径（同一批企业同比）；正常月份可达−4%，各线试行",

  periodsNeeded: (period) => [period],
  measure: (view) => ratioOfPeriod(view, { ratio: "rate", numerator: "lost", denominator: "before" }),
});
