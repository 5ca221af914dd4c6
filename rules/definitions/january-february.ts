import { monthOf, shiftPeriod } from "../calendar/periods.ts";
import type { SeriesView } from "../calendar/series-view.ts";
import { type NotJudged, notJudged } from "./define.ts";

/**
 * Why January and February cannot be judged together (1—2月合并), or null: January waits for February, and a February without its
 * January is not two months. A report of February may hold both months' figures: from the figure alone that cannot be told, so the
 * missing January is named and a person sees which report to ask for.
 */
export function pooledMonthMissing(view: SeriesView, pooled: boolean): NotJudged | null {
  if (!pooled || view.kind !== "month") return null;
  if (monthOf(view.period) === 1) return notJudged("january-waits-for-february");
  if (monthOf(view.period) !== 2) return null;
  const january = shiftPeriod(view.period, "month", -1);
  const february = view.matched([view.period])?.coverage ?? 0;
  const both = view.matched([view.period, january])?.coverage ?? 0;
  return february >= view.enough && both < view.enough ? notJudged("january-missing") : null;
}
