import { type PeriodKind, shiftPeriod, yearsEarlier } from "../calendar/periods.ts";
import { defineRule, notJudged } from "./define.ts";

/**
 * The insured stock, averaged over three months, is below a year earlier.
 *
 * This finds slow losses that no single month shows. The same areas are compared in both years.
 */
export const insuredDecline = defineRule({
  kind: "series",
  id: "insured-decline",
  cause: "insured",
  title: { zh: "参保人数持续减少", en: "Insured employment declines" },
  levels: ["league", "region"],
  indicator: "insured-persons",
  nowcast: true,
  quantities: {
    fall: { zh: "三个月平均同比降幅（%）", en: "three-month average, fall on a year earlier (%)" },
  },
  parameters: {},
  limits: { fall: { most: 100 } },
  message: {
    zh: "失业保险参保人数近三个月平均{insured}人，上年同期{expected}人，下降{fall}%。",
    en: "Insured persons averaged {insured} over three months against {expected} a year earlier: a fall of {fall}%.",
  },
  advice: {
    zh: "按行业和单位查找减员来源；核对是否停保、转移或断缴；与招聘需求变化一并研判。",
    en: "Find the industries and employers behind it; separate lapsed, moved and unpaid insurance; read it with hiring demand.",
  },
  limitations: {
    zh: "参保减少可能是断缴或转移，不一定是失业；新业态就业不在其中。",
    en: "Insurance may lapse or move without a job being lost; platform work is not in it.",
  },
  basis: "参保人数三个月平均同比（试行）",

  periodsNeeded: (period, kind) => [
    ...threeUpTo(period, kind),
    ...threeUpTo(yearsEarlier(period, kind, 1), kind),
  ],
  measure(view) {
    const now = threeUpTo(view.period, view.kind);
    const matched = view.matched([...now, ...threeUpTo(yearsEarlier(view.period, view.kind, 1), view.kind)]);
    if (!matched) return notJudged("no-year-before");
    const mean = (from: number) =>
      matched.sums.slice(from, from + 3).reduce((sum, part) => sum + part.numerator, 0) / 3;
    const [insured, expected] = [mean(0), mean(3)];
    if (expected === 0) return notJudged("nothing-to-compare");
    const fall = (100 * (expected - insured)) / expected;
    return { candidates: [{ quantities: { fall }, facts: { insured, expected, fall } }] };
  },
});

const threeUpTo = (period: string, kind: PeriodKind): string[] =>
  [0, -1, -2].map((count) => shiftPeriod(period, kind, count));
