/** How long a period is; `rolling-30-days` ends on the night's date. A period is named by its last day. */
export type PeriodKind = "day" | "week" | "month" | "quarter" | "year" | "rolling-30-days";

const DAY = 86_400_000;
const utc = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** The day `days` after (or before, when negative). `addDays("2026-02-28", 1)` is `"2026-03-01"`. */
export const addDays = (day: string, days: number): string => iso(new Date(utc(day).getTime() + days * DAY));

/** The period `count` periods later (earlier, when negative), as its last day: `shiftPeriod("2026-03-31", "month", -1)` is `"2026-02-28"`. */
export function shiftPeriod(period: string, kind: PeriodKind, count: number): string {
  const months = { month: 1, quarter: 3, year: 12 }[kind as "month"];
  if (months === undefined) return addDays(period, count * (kind === "week" ? 7 : 1));
  const date = utc(period);
  return iso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1 + count * months, 0)));
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
