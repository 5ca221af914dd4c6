import { median } from "simple-statistics";
import { festivalEffect, historyPeriods } from "../calendar/history.ts";
import { monthOf, type PeriodKind, shiftPeriod, yearsEarlier } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { type Slot, slotsUpTo } from "../calendar/slots.ts";
import { sameLunarWeek } from "../calendar/spring-festival.ts";
import { adviceOn } from "./advice.ts";
import { comparableYears, leavesPlacesOut } from "./comparable-years.ts";
import { type Base, defineRule, notJudged, type Parameters, type Shown } from "./define.ts";
import { pooledMonthMissing } from "./january-february.ts";
import { lastYearIsShock, shockPeriods } from "./shock-years.ts";

/**
 * New claims for unemployment benefit stand far above a year earlier.
 *
 * The change is taken over the same areas in every period compared. With `years` above 1 the figure must also stand above the
 * median of the same period of that many earlier years, so that one weak year before does not make a surge; the smaller of the two
 * changes counts. Last year is left out, and that is said, where it had an event in it that has passed. January and February are pooled where the policy says so: the Spring Festival moves between them. With
 * `springFestival` the weeks after it are allowed for as the region's own past shows them (from four years of history on), and
 * weeks near the festival are compared with the week at the same distance from it (农历同期).
 */
export const newClaimsSurge = defineRule({
  kind: "series",
  id: "new-claims-surge",
  cause: "claims",
  title: { zh: "新增领取失业保险金人数上升", en: "New claims far above earlier years" },
  brief: { zh: "领失业金增多", en: "more new claims" },
  levels: ["banner", "league", "region"],
  indicator: "new-claims",
  nowcast: true,
  quantities: {
    change: { zh: "比往年参照值增幅（%）", en: "rise on the base of earlier years (%)" },
    count: { zh: "本期新增领取失业保险金人数（人）", en: "new claims of the period" },
  },
  parameters: { years: 1, poolJanuaryFebruary: false, springFestival: false },
  limits: { years: { least: 1, most: 30, whole: true }, count: { least: 0 } },
  facts: {
    ...{ count: "counted", lastYear: "counted", expected: "estimated", change: "change" },
    isOtherBase: "flag",
  },
  message: {
    zh: "{period}新增领取失业保险金{count}人，{base}{expected}人，{change}。",
    en: "{count} new claims in {period}, against {expected} ({base}): {change}.",
  },
  variants: [
    {
      when: ["isOtherBase"],
      message: {
        zh: "{period}新增领取失业保险金{count}人，{base}{expected}人，{change}；上年同期为{lastYear}人。",
        en: "{count} new claims in {period}, against {expected} ({base}): {change}; the same period of the year before had {lastYear}.",
      },
    },
  ],
  advice: adviceOn("unemployment", {
    zh: "按行业、单位分类分析新增领取人员，判断来自个别企业还是普遍现象；与用工和裁员报告核对。",
    en: "Split the claimants by industry and employer: one firm or many? Compare with layoff reports and hiring.",
  }),
  limitations: {
    zh: "领取人数受待遇政策和经办进度影响；未参保人员失业不在其中；人数少的地区波动大。",
    en: "Claims follow benefit rules and processing speed; the uninsured are not in them; small areas swing widely.",
  },
  basis: "新增领取失业保险金人数；人数下限按3倍标准差可辨识的计数（试行）",

  periodsNeeded: (period, kind, parameters) => [
    ...yearsOf(period, kind, parameters).flat(),
    ...(Number(parameters.years) > 2 ? shockPeriods({ kind }, yearsOf(period, kind, parameters)[0]!) : []),
    ...(parameters.springFestival && kind === "month" ? historyPeriods(period, kind, LOOK) : []),
  ],
  measure(view, parameters) {
    const waits = pooledMonthMissing(view, parameters.poolJanuaryFebruary === true);
    if (waits) return waits;
    const [current = [], ...before] = yearsOf(view.period, view.kind, parameters);
    const found = comparableYears(view, current, before);
    if ("notJudged" in found)
      return hasHalfOfLastYear(view, current, before[0]) ? notJudged("month-of-year-before-missing") : found;
    const { years, matched } = found;
    const [count = 0, ...past] = [current, ...years].map((_, at) =>
      current.reduce((sum, _period, index) => sum + matched.sums[at * current.length + index]!.numerator, 0),
    );
    const ratios = years.map((year) => festivalRatio(view, parameters, before[year - 1]!));
    const adjusted = past.map((sum, at) => sum * ratios[at]!);
    const isShock = years[0] === 1 && lastYearIsShock(view, current, adjusted);
    const first = isShock ? 1 : 0;
    const compared = years.slice(first);
    const { expected, base } = baseOf(compared, adjusted.slice(first), ratios.slice(first));
    const lastYear = years[0] === 1 ? past[0]! : null;
    const isOtherBase = lastYear !== null && lastYear !== expected;
    // Below one expected person the change is computed from one person, so that a rise from zero is a surge.
    const change = (100 * (count - expected)) / Math.max(expected, 1);
    const shown: Shown = {
      ...{ name: "count", value: count, unit: "persons", counted: true, expected, judged: "change" },
      base: {
        ...base,
        ...(leavesPlacesOut(matched) ? { samePlaces: true as const } : {}),
        ...(isShock ? { leftOut: before[0]! } : {}),
      },
      periods: current,
      basePeriods: (base.name === "last-year" ? [1] : compared).flatMap((year) => before[year - 1]!).sort(),
    };
    const facts = { change, count, expected, lastYear, isOtherBase: isOtherBase ? 1 : 0 };
    return { candidates: [{ quantities: { change, count }, facts, shown }] };
  },
});

/** The higher of last year's figure and the median of the years, both with the festival where it falls now. */
function baseOf(
  years: readonly number[],
  adjusted: readonly number[],
  ratios: readonly number[],
): { readonly expected: number; readonly base: Base } {
  const middle = median(adjusted);
  const lastYear = years[0] === 1 ? adjusted[0]! : 0;
  const isLastYear = years[0] === 1 && lastYear >= middle;
  const moved = (isLastYear ? ratios.slice(0, 1) : ratios).some((ratio) => ratio !== 1);
  return {
    expected: Math.max(lastYear, middle),
    base: {
      name: isLastYear ? "last-year" : "median-of-years",
      years: isLastYear ? 1 : years.length,
      ...(moved ? { festival: true as const } : {}),
    },
  };
}

/** Whether one of January and February of the year before is in, and the other is not. */
function hasHalfOfLastYear(
  view: SeriesView,
  current: readonly string[],
  lastYear: readonly string[] = [],
): boolean {
  const isIn = (period: string) => view.matched([current.at(-1)!, period]) !== null;
  return lastYear.some(isIn) && !lastYear.every(isIn);
}

const LOOK = { years: 1, springFestival: true };

/** How much more the weeks after the festival weigh in the judged period than in those of an earlier year. */
function festivalRatio(view: SeriesView, parameters: Parameters, then: readonly string[]): number {
  if (!parameters.springFestival || view.kind !== "month") return 1;
  const effect = festivalEffect(view);
  const slot = (period: string): Slot => slotsUpTo(period, "month", then.length > 1, 1)[0]!;
  return effect.on(slot(view.period)) / effect.on(slot(then.at(-1)!));
}

/** The period (or January and February together) and the same of the years before. */
function yearsOf(period: string, kind: PeriodKind, parameters: Parameters): string[][] {
  const { years, poolJanuaryFebruary, springFestival } = parameters;
  const pooled = poolJanuaryFebruary && kind === "month" && monthOf(period) === 2;
  const current = pooled ? [shiftPeriod(period, "month", -1), period] : [period];
  return Array.from({ length: Number(years) + 1 }, (_, year) =>
    current.map(
      (currentPeriod) =>
        (springFestival && kind === "week" && year > 0 && sameLunarWeek(currentPeriod, year)) ||
        yearsEarlier(currentPeriod, kind, year),
    ),
  );
}
