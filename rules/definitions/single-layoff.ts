import { adviceOn } from "./advice.ts";
import { byEmployer } from "./by-employer.ts";
import { defineRule, lineFigure } from "./define.ts";
import { withLeavingDay } from "./leaving-day.ts";

/** The sentence where a report says neither the staff nor when the workers leave. */
const REPORTED = {
  zh: "{employer}近30日内报告拟裁减{persons}人（报告中没有职工总数），报告日期{receivedOn}。",
  en: "{employer} reported within the last 30 days that {persons} workers are to be laid off (staff total not reported); reported {receivedOn}.",
};

/**
 * One enterprise lays off many people at once, or a large part of its staff.
 *
 * Reports of one enterprise within thirty days count together, so that a cut split into several small reports is seen
 * whole. Twenty persons or a tenth of the staff is the line from which the law asks for a report (劳动合同法第41条); the
 * higher lines follow published local plans (山东 2016: 200 persons; 杭州 2015: 300 at a firm of 600, closure of 600).
 */
export const singleLayoff = defineRule({
  kind: "event",
  id: "single-layoff",
  cause: "layoffs",
  title: { zh: "单个企业规模裁员", en: "One enterprise lays off many" },
  brief: { zh: "企业裁员", en: "layoffs at an enterprise" },
  briefOfClosure: { zh: "企业关闭", en: "an enterprise closes" },
  levels: ["banner"],
  windowDays: 30,
  quantities: {
    persons: { zh: "裁减人数（人）", en: "workers affected" },
    share: { zh: "占职工总数比例（%）", en: "share of staff (%)" },
    staff: { zh: "职工总数（人）", en: "staff" },
    closed: { zh: "关闭破产涉及人数（人）", en: "workers of a closure" },
  },
  parameters: {},
  limits: {
    persons: { least: 0 },
    share: { least: 0, most: 100 },
    staff: { least: 0 },
    closed: { least: 0 },
  },
  facts: {
    ...{ employer: "firm", persons: "counted", staff: "counted", share: "percent", receivedOn: "day" },
    ...{ startsOn: "day", lastStart: "day" },
    closed: "flag",
  },
  message: REPORTED,
  variants: [
    {
      without: "persons",
      message: {
        zh: "近30日内没有新的裁减人员报告。",
        en: "No layoff was reported within the last 30 days.",
      },
    },
    ...withLeavingDay(
      [
        {
          when: ["closed", "staff"],
          message: {
            zh: "{employer}近30日内报告关闭，涉及职工{persons}人（占{share}，职工总数{staff}人），报告日期{receivedOn}。",
            en: "{employer} reported within the last 30 days that it closes, with {persons} workers ({share} of its staff of {staff}); reported {receivedOn}.",
          },
        },
        {
          when: ["closed"],
          message: {
            zh: "{employer}近30日内报告关闭，涉及职工{persons}人（报告中没有职工总数），报告日期{receivedOn}。",
            en: "{employer} reported within the last 30 days that it closes, with {persons} workers (staff total not reported); reported {receivedOn}.",
          },
        },
        {
          when: ["staff"],
          message: {
            zh: "{employer}近30日内报告拟裁减{persons}人，占职工总数{share}（职工{staff}人），报告日期{receivedOn}。",
            en: "{employer} reported within the last 30 days that {persons} workers are to be laid off, {share} of its staff of {staff}; reported {receivedOn}.",
          },
        },
        { message: REPORTED },
      ],
      "enterprise",
    ),
  ],
  advice: adviceOn("layoffs", {
    zh: "联系企业核实人数和离岗日期，查阅裁减人员方案和职工安置方案。",
    en: "Call the enterprise to confirm numbers and dates; read its plan for the layoff and for those laid off.",
  }),
  limitations: {
    zh: "统计的是企业报告人数，不是实际离职人数；报告中没有职工总数的不判断比例；分支机构可能登记在外地。",
    en: "Counts what was reported, not who left; without a staff total the share is not judged; branches may be registered elsewhere.",
  },
  basis: "报告标准依据：《中华人民共和国劳动合同法》第四十一条；级别划分参考：山东省、杭州市做法",
  inLaw: [{ persons: 20 }, { share: 10, persons: 10 }],

  measure(events) {
    return {
      candidates: byEmployer(events).map((firm) => ({
        quantities: {
          persons: firm.persons,
          ...(firm.staff ? { staff: firm.staff, share: (100 * firm.persons) / firm.staff } : {}),
          closed: firm.closure ? firm.persons : 0,
        },
        facts: {
          employer: firm.employer,
          persons: firm.persons,
          staff: firm.staff,
          share: firm.staff ? (100 * firm.persons) / firm.staff : null,
          receivedOn: firm.receivedOn,
          startsOn: firm.startsOn,
          lastStart: firm.lastStart,
          closed: firm.closure ? 1 : 0,
        },
        shown: lineFigure("persons", firm.persons, "persons"),
      })),
    };
  },
});
