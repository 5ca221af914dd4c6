import { type History, historyOf, historyPeriods, type LookBack } from "../calendar/history.ts";
import { monthOf, type PeriodKind } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { type NotJudged, notJudged, type Parameters } from "./define.ts";

/** How far the rules on claims look back, by their parameters. */
export const lookBack = ({ years, springFestival }: Parameters): LookBack => ({
  years: Number(years),
  springFestival: springFestival === true,
});

/** Earlier periods that a rule on claims asks for. */
export const claimsPeriods = (period: string, kind: PeriodKind, parameters: Parameters): string[] =>
  historyPeriods(period, kind, lookBack(parameters));

/** The history that a claim count is compared with, or why there is none: it needs two years, and January waits for February. */
export function claimsHistory(
  view: SeriesView,
  parameters: Parameters,
): { readonly history: History; readonly count: number } | NotJudged {
  const look = lookBack(parameters);
  if (look.springFestival && view.kind === "month" && monthOf(view.period) === 1) {
    return notJudged("january-waits-for-february");
  }
  const history = historyOf(view, look);
  const count = history.counts.at(-1)!;
  if (Number.isNaN(count)) return notJudged("no-report");
  return history.years < 2 ? notJudged("history-under-two-years") : { history, count };
}
