import { adviceOn } from "./advice.ts";
import { defineRule, lineFigure, notJudged } from "./define.ts";

/**
 * Several areas below stand at a tier for the same cause: what is bearable in one banner is a risk of the league when many have it.
 *
 * Its verdicts speak of one cause each and make a case of that cause; the counts are of open cases, so that they fall as slowly as these.
 */
export const warnedBelow = defineRule({
  kind: "combined",
  id: "warned-below",
  cause: "below",
  title: { zh: "下级多个地区同类预警", en: "Several areas below warned of one cause" },
  brief: { zh: "多地同类预警", en: "warnings below" },
  levels: ["league", "region"],
  quantities: {
    blue: { zh: "Ⅳ级（蓝色）以上的下级地区数（个）", en: "areas below at Ⅳ blue or above" },
    yellow: { zh: "Ⅲ级（黄色）以上的下级地区数（个）", en: "areas below at Ⅲ yellow or above" },
    orange: { zh: "Ⅱ级（橙色）以上的下级地区数（个）", en: "areas below at Ⅱ orange or above" },
    red: { zh: "Ⅰ级（红色）的下级地区数（个）", en: "areas below at Ⅰ red" },
    share: { zh: "有预警的下级地区占比（%）", en: "share of the areas below that are warned (%)" },
  },
  parameters: {},
  limits: {
    blue: { least: 0 },
    yellow: { least: 0 },
    orange: { least: 0 },
    red: { least: 0 },
    share: { least: 0, most: 100 },
  },
  facts: {
    ...{ blue: "counted", yellow: "counted", orange: "counted", red: "counted", judged: "counted" },
    ...{ areas: "counted", share: "percent" },
  },
  message: {
    zh: "所辖{areas}个地区（已判定{judged}个）中，{blue}个有同类预警，其中Ⅲ级（黄色）以上{yellow}个、Ⅱ级（橙色）以上{orange}个、Ⅰ级（红色）{red}个。",
    en: "Of {areas} areas below, {judged} of them judged, {blue} are warned of the same cause: {yellow} at yellow or above, {orange} at orange or above, {red} at red.",
  },
  advice: adviceOn("unemployment", {
    zh: "由本级统筹跨旗县用工调剂和劳务对接；会同有关旗县核实原因是否相同。",
    en: "Match workers across the areas from here; find out with them whether one reason is behind it.",
  }),
  limitations: {
    zh: "只汇集下级预警，不另行统计人数；下级预警的原因可能不同。",
    en: "Counts warnings below and no persons; the reasons of these may differ.",
  },
  basis: "区域性风险汇集（试行）",

  measure({ all, judged, ...counts }) {
    if (judged === 0) return notJudged("nothing-below-judged");
    const share = (100 * counts.blue) / Math.max(all, 1);
    return {
      candidates: [
        {
          quantities: { ...counts, share },
          facts: { ...counts, share, judged, areas: all },
          shown: lineFigure("blue", counts.blue, "areas"),
        },
      ],
    };
  },
});
