/** How long a period is; `rolling-30-days` ends on the night's date. A period is named by its last day. */
export type PeriodKind = "day" | "week" | "month" | "quarter" | "year" | "rolling-30-days";

const DAY = 86_400_000;
const dayNumber = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY;

/** The day of a day number counted from 1970-01-01, in integer arithmetic (Hinnant, chrono-compatible low-level date algorithms). */
function dayOf(number: number): string {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${two(year, 4)}-${two(month)}-${two(ofYear - Math.floor((153 * march + 2) / 5) + 1)}`;
}

const two = (value: number, wide = 2): string => String(value).padStart(wide, "0");

/** The day `days` after (or before, when negative). `addDays("2026-02-28", 1)` is `"2026-03-01"`. */
export const addDays = (day: string, days: number): string => dayOf(dayNumber(day) + days);

/** The period `count` periods later (earlier, when negative), as its last day: `shiftPeriod("2026-03-31", "month", -1)` is `"2026-02-28"`. */
export function shiftPeriod(period: string, kind: PeriodKind, count: number): string {
  const months = { month: 1, quarter: 3, year: 12 }[kind as "month"];
  if (months === undefined) return addDays(period, count * (kind === "week" ? 7 : 1));
  const month = 12 * Number(period.slice(0, 4)) + Number(period.slice(5, 7)) - 1 + count * months;
  return lastDay(Math.floor(month / 12), month % 12);
}

/** The last day of a month counted from 0. */
function lastDay(year: number, month: number): string {
  const leap = month === 1 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return `${two(year, 4)}-${two(month + 1)}-${leap ? 29 : DAYS[month]!}`;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The same period of an earlier year; for weeks and days, 52 whole weeks earlier, so that the weekday stays. */
export function yearsEarlier(period: string, kind: PeriodKind, years: number): string {
  if (kind === "month" || kind === "quarter" || kind === "year") {
    return shiftPeriod(period, "month", -12 * years);
  }
  return addDays(period, -364 * years);
}

/** The calendar month of a period's last day, 1 to 12. */
export const monthOf = (period: string): number => Number(period.slice(5, 7));

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
