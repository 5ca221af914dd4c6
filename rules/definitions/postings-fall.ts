import { yearsEarlier } from "../calendar/periods.ts";
import { adviceOn } from "./advice.ts";
import { comparableYears, leavesPlacesOut } from "./comparable-years.ts";
import { defineRule, notJudged } from "./define.ts";

/** New online postings stand far below a year earlier: a reason for attention, never alone a grave warning. */
export const postingsFall = defineRule({
  kind: "series",
  id: "postings-fall",
  cause: "vacancies",
  title: { zh: "网络招聘新增职位减少", en: "Online postings fall" },
  brief: { zh: "招聘职位减少", en: "fewer postings" },
  levels: ["league", "region"],
  indicator: "online-postings",
  quantities: {
    fall: { zh: "同比降幅（%）", en: "fall on a year earlier (%)" },
    before: { zh: "上年同期职位数（个）", en: "postings a year earlier" },
  },
  parameters: {},
  limits: { fall: { most: 100 }, before: { least: 0 } },
  facts: { count: "counted", before: "counted", fall: "fall" },
  message: {
    zh: "{period}网络招聘新增职位{count}个，{base}{before}个，{fall}。",
    en: "{count} new online postings in {period}, against {before} ({base}): {fall}.",
  },
  advice: adviceOn("market", {
    zh: "走访重点用工企业，核实用工计划。",
    en: "Visit the main employers and ask for their hiring plans.",
  }),
  limitations: {
    zh: "平台口径和发布习惯会变；只作提示，不单独作为较高级别预警的依据。",
    en: "Platforms change what they count; a hint only, never alone the ground of a higher tier.",
  },
  basis: "网络招聘数据（十四五就业促进规划）；各线试行",

  periodsNeeded: (period, kind) => [period, yearsEarlier(period, kind, 1)],
  measure(view) {
    const yearBefore = yearsEarlier(view.period, view.kind, 1);
    const found = comparableYears(view, [view.period], [[yearBefore]]);
    if ("notJudged" in found) return found;
    const [now, before] = [found.matched.sums[0]!, found.matched.sums[1]!];
    if (before.numerator === 0) return notJudged("nothing-to-compare");
    const fall = (100 * (before.numerator - now.numerator)) / before.numerator;
    return {
      candidates: [
        {
          quantities: { fall, before: before.numerator },
          facts: { fall, count: now.numerator, before: before.numerator },
          shown: {
            ...{ name: "count", value: now.numerator, unit: "postings", counted: true, judged: "fall" },
            expected: before.numerator,
            base: {
              name: "last-year",
              years: 1,
              ...(leavesPlacesOut(found.matched) ? { samePlaces: true } : {}),
            },
            ...{ periods: [view.period], basePeriods: [yearBefore] },
          },
        },
      ],
    };
  },
});
