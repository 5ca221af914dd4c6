import { adviceOn } from "./advice.ts";
import { claimsRises, lengthsOf, risePeriods } from "./claims-windows.ts";
import { defineRule } from "./define.ts";

/**
 * Initial and continued claims of an area both stand far above its earlier years, for weeks (局部深度上升): an industry in trouble, whatever
 * other areas do.
 *
 * The base is the larger of the year before and the median of three years, so that neither a low year makes a return to the usual a rise nor a
 * past crisis hides the next.
 */
export const claimsDeep = defineRule({
  kind: "series",
  id: "claims-deep",
  cause: "claims",
  title: {
    zh: "新增领取和领取失业保险金人数持续大幅上升",
    en: "Initial and continued claims both far above earlier years",
  },
  brief: { zh: "领失业金升高", en: "claims stay high" },
  levels: ["banner", "league", "region"],
  indicator: "new-claims",
  further: ["beneficiaries"],
  quantities: {
    initial: { zh: "新增领取失业保险金人数比往年参照值增幅（%）", en: "initial claims above the base (%)" },
    continued: { zh: "领取失业保险金人数比往年参照值增幅（%）", en: "continued claims above the base (%)" },
    count: { zh: "新增领取失业保险金人数（人）", en: "initial claims of the window" },
  },
  parameters: { initialPeriods: 8, continuedPeriods: 4, years: 3 },
  limits: {
    initialPeriods: { least: 1, most: 26, whole: true },
    continuedPeriods: { least: 1, most: 26, whole: true },
    years: { least: 1, most: 30, whole: true },
    initial: { least: -100 },
    continued: { least: -100 },
    count: { least: 0 },
  },
  facts: {
    ...{ count: "counted", expected: "estimated", initial: "change" },
    ...{ drawing: "estimated", drawingExpected: "estimated", continued: "change" },
  },
  message: {
    zh: "{period}新增领取失业保险金{count}人，{base}{expected}人，{initial}；领取失业保险金人数平均{drawing}人，往年参照值{drawingExpected}人，{continued}。",
    en: "{count} new claims in {period}, against {expected} ({base}): {initial}; continued claims average {drawing}, against {drawingExpected} in earlier years: {continued}.",
  },
  advice: adviceOn("unemployment", {
    zh: "按行业、单位分类分析领取人员，查明集中在哪些企业；走访重点企业，落实稳岗返还和转岗培训；领取人数居高时核对基金支付能力。",
    en: "Split the claimants by industry and employer and find where they come from; talk to those employers about job retention and retraining; while continued claims stay high, check that the fund can pay.",
  }),
  limitations: {
    zh: "受待遇政策、经办进度和人数少的影响；缓慢上升不足标准时不报；未参保人员失业不在其中。",
    en: "Moves with benefit rules, processing and small counts; a slow rise below the line is not seen; the uninsured are not in it.",
  },
  basis: "新增、领取两项同时高于往年的线由美国36个地区1995—2025年周数据选定（试行）",

  periodsNeeded: risePeriods,
  measure(view, parameters) {
    const found = claimsRises(view, parameters);
    if ("notJudged" in found) return found;
    const { initial, continued } = found;
    const { count, expected, base, periods, basePeriods } = initial;
    const length = lengthsOf(parameters).continued;
    return {
      candidates: [
        {
          quantities: { initial: initial.change, continued: continued.change, count },
          facts: {
            ...{ count, expected, initial: initial.change, continued: continued.change },
            drawing: continued.count / length,
            drawingExpected: continued.expected / length,
          },
          shown: {
            ...{ name: "count", value: count, unit: "persons", counted: true, expected, judged: "initial" },
            ...{ base, periods, basePeriods },
          },
        },
      ],
    };
  },
});
