import { adviceOn } from "./advice.ts";
import { defineRule } from "./define.ts";
import { RISE_ON_LAST_YEAR } from "./year-on-year.ts";

/** Many more workers than a year before are in labour disputes: a sign that stands beside others (佐证). */
export const disputesSurge = defineRule({
  kind: "series",
  id: "disputes-surge",
  cause: "pay",
  title: { zh: "劳动争议涉及人数上升", en: "More workers in labour disputes" },
  brief: { zh: "劳动争议上升", en: "more disputes" },
  levels: ["banner", "league"],
  indicator: "dispute-workers",
  ...RISE_ON_LAST_YEAR,
  message: {
    zh: "{period}受理劳动争议涉及{count}人，{base}{expected}人，{change}。",
    en: "{count} workers were in labour disputes accepted in {period}, against {expected} ({base}): {change}.",
  },
  advice: adviceOn("pay", {
    zh: "按企业和争议类型分析，识别是否由裁减、停产、降薪引起，与裁员报告核对。",
    en: "Split by enterprise and kind: are layoffs, stops or pay cuts behind it? Compare with layoff reports.",
  }),
  limitations: {
    zh: "一件集体争议即可使人数成倍上升；受理进度和普法宣传也影响人数；只作佐证。",
    en: "One collective dispute multiplies the number; so do speed of acceptance and campaigns; it only corroborates.",
  },
  basis: "劳动关系风险监测（劳动争议调解仲裁法第七条：十人以上为集体争议）；各线试行",
});
