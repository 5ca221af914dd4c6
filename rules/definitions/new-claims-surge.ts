import { median } from "simple-statistics";
import { festivalEffect, historyPeriods } from "../calendar/history.ts";
import { monthOf, type PeriodKind, shiftPeriod, yearsEarlier } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { type Slot, slotsUpTo } from "../calendar/slots.ts";
import { sameLunarWeek } from "../calendar/spring-festival.ts";
import { defineRule, notJudged, type Parameters } from "./define.ts";

/**
 * New claims for unemployment benefit stand far above a year earlier.
 *
 * The change is taken over the same areas in every period compared. With `years` above 1 the figure must also stand above the
 * median of the same period of that many earlier years, so that one weak year before does not make a surge; the smaller of the two
 * changes counts. January and February are pooled where the policy says so: the Spring Festival moves between them. With
 * `springFestival` the weeks after it are allowed for as the region's own past shows them (from four years of history on), and
 * weeks near the festival are compared with the week at the same distance from it (农历同期).
 */
export const newClaimsSurge = defineRule({
  kind: "series",
  id: "new-claims-surge",
  cause: "claims",
  title: { zh: "失业保险金新增领取人数上升", en: "New claims far above a year earlier" },
  levels: ["banner", "league", "region"],
  indicator: "new-claims",
  nowcast: true,
  quantities: {
    change: { zh: "同比增幅（%）", en: "change on a year earlier (%)" },
    count: { zh: "本期新增领取人数（人）", en: "new claims of the period" },
  },
  parameters: { years: 1, poolJanuaryFebruary: false, springFestival: false },
  limits: { years: { least: 1, most: 30, whole: true } },
  message: {
    zh: "新增领取失业保险金{count}人，上年同期{expected}人，变动{change}%。",
    en: "{count} new claims, {expected} a year earlier: {change}%.",
  },
  advice: {
    zh: "按行业和单位拆分新增领取人员，判断来自个别企业还是普遍；与用工和裁员报告核对。",
    en: "Split the claimants by industry and employer: one firm or many? Compare with layoff reports and hiring.",
  },
  limitations: {
    zh: "领取人数受待遇政策和经办进度影响；未参保人员失业不在其中；人数少的地区波动大。",
    en: "Claims follow benefit rules and processing speed; the uninsured are not in them; small areas swing widely.",
  },
  basis: "失业保险新增领取人数；人数下限按3倍标准差可辨识的计数（试行）",

  periodsNeeded: (period, kind, parameters) => [
    ...yearsOf(period, kind, parameters).flat(),
    ...(parameters.springFestival && kind === "month" ? historyPeriods(period, kind, LOOK) : []),
  ],
  measure(view, parameters) {
    if (parameters.poolJanuaryFebruary && view.kind === "month" && monthOf(view.period) === 1) {
      return notJudged("january-waits-for-february");
    }
    const [current = [], ...before] = yearsOf(view.period, view.kind, parameters);
    const known = before.filter((year) => view.matched([...current, ...year]) !== null);
    const matched = view.matched([...current, ...known.flat()]);
    if (!matched || known.length === 0) return notJudged("no-year-before");
    const sums = [current, ...known].map((_, year) =>
      current.reduce(
        (sum, _period, index) => sum + matched.sums[year * current.length + index]!.numerator,
        0,
      ),
    );
    const [count = 0, ...past] = sums;
    const earlier = past.map((sum, year) => sum * festivalRatio(view, parameters, known[year]!));
    const expected = Math.max(earlier[0] ?? 0, median(earlier));
    // Below one expected person the change is computed from one person, so that a rise from zero is a surge.
    const change = (100 * (count - expected)) / Math.max(expected, 1);
    return { candidates: [{ quantities: { change, count }, facts: { change, count, expected } }] };
  },
});

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
