import { adviceOn } from "./advice.ts";
import { byEmployer } from "./by-employer.ts";
import { defineRule, lineFigure } from "./define.ts";
import { departureOfFirms } from "./departure.ts";
import { withLeavingDay } from "./leaving-day.ts";

/** The sentence where no report says when the workers leave. */
const REPORTED = {
  zh: "近30日内有{firms}家企业各报告裁减超过{personsAbove}人，或裁减比例达到职工总数{shareAbove}%以上（含{shareAbove}%），合计{persons}人。",
  en: "Within the last 30 days {firms} enterprises each reported more than {personsAbove} workers to be laid off, or {shareAbove}% of their staff and more ({shareAbove}% included), {persons} in all.",
};

/**
 * Several enterprises of one area lay off many people within thirty days.
 *
 * An enterprise counts when it cuts more than fifty persons or more than three tenths of its staff; five such
 * enterprises in one county are Shandong's condition for a mass-unemployment warning.
 */
export const layoffCluster = defineRule({
  kind: "event",
  id: "layoff-cluster",
  cause: "layoffs",
  title: { zh: "多个企业集中裁员", en: "Several enterprises lay off at once" },
  brief: { zh: "多家企业裁员", en: "several firms lay off" },
  levels: ["banner"],
  windowDays: 30,
  quantities: {
    firms: { zh: "达到规模的企业数（家）", en: "enterprises over the size" },
    persons: { zh: "这些企业裁减人数（人）", en: "their workers affected" },
  },
  parameters: { personsAbove: 50, shareAbove: 30 },
  limits: {
    personsAbove: { least: 0, most: 100_000, whole: true },
    shareAbove: { least: 0, most: 99 },
    firms: { least: 0 },
    persons: { least: 0 },
  },
  facts: {
    firms: "counted",
    persons: "counted",
    personsAbove: "counted",
    shareAbove: "decimal",
    startsOn: "day",
    lastStart: "day",
  },
  message: REPORTED,
  variants: [
    {
      without: "firms",
      message: {
        zh: "近30日内没有企业报告裁减超过{personsAbove}人，或裁减比例达到职工总数{shareAbove}%以上（含{shareAbove}%）。",
        en: "Within the last 30 days no enterprise reported more than {personsAbove} workers to be laid off, or {shareAbove}% of its staff and more ({shareAbove}% included).",
      },
    },
    ...withLeavingDay([{ message: REPORTED }], "several"),
  ],
  advice: adviceOn("layoffs", {
    zh: "判断是否同一行业或同一上下游引起；由上一级统筹跨企业用工调剂和招聘；核查欠薪欠保。",
    en: "See whether one industry or one supply chain is behind it; match workers across firms; check arrears of pay and contributions.",
  }),
  limitations: {
    zh: "报告中没有职工总数的企业只按人数计；同一集团的子公司分别计数。",
    en: "Firms without a staff total are counted by persons only; subsidiaries of one group count apart.",
  },
  basis: "级别划分参考：山东省做法（同一县5个以上企业，每户超过50人或30%以上）",

  measure(events, { personsAbove, shareAbove }) {
    const firms = byEmployer(events).filter(
      (firm) =>
        firm.persons > Number(personsAbove) ||
        (firm.staff !== null && 100 * firm.persons >= Number(shareAbove) * firm.staff),
    );
    const persons = firms.reduce((sum, firm) => sum + firm.persons, 0);
    return {
      candidates: [
        {
          quantities: { firms: firms.length, persons },
          facts: {
            firms: firms.length,
            persons,
            personsAbove: Number(personsAbove),
            shareAbove: Number(shareAbove),
            ...departureOfFirms(firms),
          },
          shown: lineFigure("firms", firms.length, "enterprises"),
        },
      ],
    };
  },
});
