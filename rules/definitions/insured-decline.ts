import { type PeriodKind, shiftPeriod, yearsEarlier } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { adviceOn } from "./advice.ts";
import { comparableYears, leavesPlacesOut } from "./comparable-years.ts";
import { defineRule, notJudged, type Shown } from "./define.ts";

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
  brief: { zh: "参保人数减少", en: "fewer insured" },
  levels: ["league", "region"],
  indicator: "insured-persons",
  nowcast: true,
  quantities: {
    fall: { zh: "三个月平均同比降幅（%）", en: "three-month average, fall on a year earlier (%)" },
  },
  parameters: {},
  limits: { fall: { most: 100 } },
  facts: { insured: "estimated", expected: "estimated", fall: "fall" },
  message: {
    zh: "{period}失业保险参保人数平均{insured}人，{base}平均{expected}人，{fall}。",
    en: "Insured persons averaged {insured} over {period}, against {expected} ({base}): {fall}.",
  },
  advice: adviceOn("unemployment", {
    zh: "按行业、单位分析参保人数减少的来源；核对是否停保、转移或断缴；与招聘需求变化一并研判。",
    en: "Find the industries and employers behind it; separate lapsed, moved and unpaid insurance; read it with hiring demand.",
  }),
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
    const before = threeUpTo(yearsEarlier(view.period, view.kind, 1), view.kind);
    const found = comparableYears(view, now, [before]);
    if ("notJudged" in found) return notJudged(reasonOf(view, now, found.notJudged));
    const { matched } = found;
    const mean = (from: number) =>
      matched.sums.slice(from, from + 3).reduce((sum, part) => sum + part.numerator, 0) / 3;
    const [insured, expected] = [mean(0), mean(3)];
    if (expected === 0) return notJudged("nothing-to-compare");
    const fall = (100 * (expected - insured)) / expected;
    const shown: Shown = {
      ...{ name: "insured", value: insured, unit: "persons", counted: false, expected, judged: "fall" },
      base: { name: "last-year", years: 1, ...(leavesPlacesOut(matched) ? { samePlaces: true } : {}) },
      ...{ periods: [...now].sort(), basePeriods: [...before].sort() },
    };
    return { candidates: [{ quantities: { fall }, facts: { insured, expected, fall }, shown }] };
  },
});

/** A month missing among the last three is a hole in history while this month's reports are in. */
function reasonOf(view: SeriesView, now: readonly string[], reason: string): string {
  const [thisMonth, threeMonths] = [[view.period], now].map(
    (periods) => view.matched(periods)?.coverage ?? 0,
  );
  return thisMonth! >= view.enough && threeMonths! < view.enough ? "history-incomplete" : reason;
}

const threeUpTo = (period: string, kind: PeriodKind): string[] =>
  [0, -1, -2].map((count) => shiftPeriod(period, kind, count));
