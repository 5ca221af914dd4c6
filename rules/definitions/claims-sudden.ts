import { adviceOn } from "./advice.ts";
import { claimsRises, risePeriods } from "./claims-windows.ts";
import { defineRule } from "./define.ts";

/**
 * Initial claims of an area jump within weeks (局部骤升): a storm, a closure, a stopped government.
 *
 * A line on initial claims alone; continued claims say when it is over, because people who were laid off at once are not back at once.
 */
export const claimsSudden = defineRule({
  kind: "series",
  id: "claims-sudden",
  cause: "claims",
  title: { zh: "新增领取失业保险金人数骤升", en: "New claims jump within weeks" },
  brief: { zh: "领失业金骤升", en: "claims jump" },
  levels: ["banner", "league", "region"],
  indicator: "new-claims",
  further: ["beneficiaries"],
  quantities: {
    change: { zh: "新增领取失业保险金人数比往年参照值增幅（%）", en: "initial claims above the base (%)" },
    continued: { zh: "领取失业保险金人数比往年参照值增幅（%）", en: "continued claims above the base (%)" },
    count: { zh: "新增领取失业保险金人数（人）", en: "initial claims of the window" },
  },
  parameters: { initialPeriods: 4, continuedPeriods: 4, years: 3 },
  limits: {
    initialPeriods: { least: 1, most: 26, whole: true },
    continuedPeriods: { least: 1, most: 26, whole: true },
    years: { least: 1, most: 30, whole: true },
    change: { least: -100 },
    continued: { least: -100 },
    count: { least: 0 },
  },
  facts: { count: "counted", expected: "estimated", change: "change", continued: "change" },
  message: {
    zh: "{period}新增领取失业保险金{count}人，{base}{expected}人，{change}；领取失业保险金人数与往年参照值相比，{continued}。",
    en: "{count} new claims in {period}, against {expected} ({base}): {change}; continued claims against earlier years: {continued}.",
  },
  advice: adviceOn("unemployment", {
    zh: "核实是否由灾害、停产、关闭或集中经办引起；属实的，会同有关部门开展现场登记、待遇申领和临时岗位对接；每周跟踪领取人数直至回落。",
    en: "Find out whether a disaster, a stoppage, a closure or batch processing is behind it; if real, register people on the spot, pay benefits and match temporary jobs; follow continued claims every week until they fall.",
  }),
  limitations: {
    zh: "集中经办、补录会造成同样的跳升；人数少的地区一家企业即可达到标准；停工恢复后自行回落。",
    en: "Batch processing and late entry look the same; in a small area one employer is enough; a stoppage that ends falls back by itself.",
  },
  basis: "新增领取失业保险金人数骤升的线由美国36个地区1995—2025年周数据选定（试行）",

  periodsNeeded: risePeriods,
  measure(view, parameters) {
    const found = claimsRises(view, parameters);
    if ("notJudged" in found) return found;
    const { initial, continued } = found;
    const { count, expected, change, base, periods, basePeriods } = initial;
    return {
      candidates: [
        {
          quantities: { change, continued: continued.change, count },
          facts: { count, expected, change, continued: continued.change },
          shown: {
            ...{ name: "count", value: count, unit: "persons", counted: true, expected, judged: "change" },
            ...{ base, periods, basePeriods },
          },
        },
      ],
    };
  },
});
