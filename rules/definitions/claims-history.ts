import { type History, historyOf, historyPeriods, type LookBack } from "../calendar/history.ts";
import type { PeriodKind } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { type NotJudged, notJudged, type Parameters, type Shown } from "./define.ts";
import { pooledMonthMissing } from "./january-february.ts";
import { withoutShocks } from "./shock-years.ts";

/** Fewest years of history before the judged period. */
export const LEAST_YEARS = 2;

/** How far the rules on claims look back, by their parameters. */
export const lookBack = ({ years, springFestival }: Parameters): LookBack => ({
  years: Number(years),
  springFestival: springFestival === true,
});

/** Earlier periods that a rule on claims asks for. */
export const claimsPeriods = (period: string, kind: PeriodKind, parameters: Parameters): string[] =>
  historyPeriods(period, kind, lookBack(parameters));

/** The past of a claim count, without the periods in which an event stood, and these. */
export interface ClaimsHistory {
  readonly history: History;
  readonly count: number;
  readonly leftOut: readonly string[];
}

/** The history that a claim count is compared with, or why there is none: too few years of it, or holes in them. */
export function claimsHistory(view: SeriesView, parameters: Parameters): ClaimsHistory | NotJudged {
  const look = lookBack(parameters);
  const waits = pooledMonthMissing(view, look.springFestival);
  if (waits) return waits;
  const { history, leftOut } = withoutShocks(historyOf(view, look));
  const count = history.counts.at(-1)!;
  if (Number.isNaN(count)) return notJudged("no-report");
  if (history.years < LEAST_YEARS) return notJudged("history-under-two-years");
  return historyIsThin(history) ? notJudged("history-incomplete") : { history, count, leftOut };
}

/** Whether holes leave fewer periods than one and a half years have. */
function historyIsThin({ counts, perYear }: History): boolean {
  const known = counts.slice(0, -1).filter((count) => !Number.isNaN(count)).length;
  return known < (LEAST_YEARS - 0.5) * perYear;
}

/** The claims of the period beside what a model of the area's years leads to expect. */
export const shownClaims = (
  view: SeriesView,
  { history, count, leftOut }: ClaimsHistory,
  expected: number,
): Shown => ({
  ...{ name: "count", value: count, unit: "persons", counted: true, expected, judged: "excess" },
  base: {
    name: "model-of-years",
    years: history.years,
    ...(history.isFestivalRemoved ? { festival: true } : {}),
    ...(leftOut.length > 0 ? { leftOut } : {}),
  },
  periods: history.slots.at(-1)?.periods ?? [view.period],
  basePeriods: history.slots.slice(0, -1).flatMap((slot) => slot.periods),
});
