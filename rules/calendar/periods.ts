import { addDays, monthEndAfter } from "../../warehouse/engine/days.ts";

export { addDays, dayNumber, daysBetween, isWeekend } from "../../warehouse/engine/days.ts";

/** How long a period is; `rolling-30-days` ends on the night's date. A period is named by its last day. */
export type PeriodKind = "day" | "week" | "month" | "quarter" | "year" | "rolling-30-days";

/** The period `count` periods later (earlier, when negative), as its last day: `shiftPeriod("2026-03-31", "month", -1)` is `"2026-02-28"`. */
export function shiftPeriod(period: string, kind: PeriodKind, count: number): string {
  const months = { month: 1, quarter: 3, year: 12 }[kind as "month"];
  if (months === undefined) return addDays(period, count * (kind === "week" ? 7 : 1));
  return monthEndAfter(period, count * months);
}

/** The same period of an earlier year; for weeks and days, 52 whole weeks earlier, so that the weekday stays. */
export function yearsEarlier(period: string, kind: PeriodKind, years: number): string {
  if (kind === "month" || kind === "quarter" || kind === "year") {
    return shiftPeriod(period, "month", -12 * years);
  }
  return addDays(period, -364 * years);
}

/** The calendar month of a period's last day, 1 to 12. */
export const monthOf = (period: string): number => Number(period.slice(5, 7));
