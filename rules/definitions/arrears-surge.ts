import { adviceOn } from "./advice.ts";
import { defineRule } from "./define.ts";
import { RISE_ON_LAST_YEAR } from "./year-on-year.ts";

/** Many more workers than a year before are owed wages: employers in trouble cut pay before they cut staff (佐证). */
export const arrearsSurge = defineRule({
  kind: "series",
  id: "arrears-surge",
  cause: "pay",
  title: { zh: "拖欠工资涉及人数上升", en: "More workers are owed wages" },
  brief: { zh: "欠薪人数上升", en: "more arrears" },
  levels: ["banner", "league"],
  indicator: "arrears-workers",
  ...RISE_ON_LAST_YEAR,
  message: {
    zh: "{period}拖欠工资案件涉及{count}人，{base}{expected}人，{change}。",
    en: "{count} workers were in cases of wage arrears accepted in {period}, against {expected} ({base}): {change}.",
  },
  advice: adviceOn("pay", {
    zh: "核查欠薪企业的生产经营状况和用工计划，判断是否可能裁员或关闭。",
    en: "Look at the business of those in arrears and their plans for staff: is a layoff or a closure coming?",
  }),
  limitations: {
    zh: "岁末年初集中受理；建筑业欠薪与裁员关系弱；只作佐证。",
    en: "Cases crowd around the turn of the year; arrears of building sites say little of layoffs; it only corroborates.",
  },
  basis: "劳动保障监察欠薪案件；各线试行",
});
