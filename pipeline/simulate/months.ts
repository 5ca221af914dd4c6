import { addDays, monthOf, shiftPeriod } from "../../rules/calendar/periods.ts";
import { isWorkingDay, type WorkingCalendar } from "../deployment/calendar.ts";

/** The last day of a month written `2026-03`. */
export const monthEnd = (month: string): string => shiftPeriod(`${month}-01`, "month", 0);

/** Last days of the months from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = shiftPeriod(month, "month", 1)) months.push(month);
  return months;
}

/** Index of a month's season factor, January = 0. */
export const seasonIndex = (month: string): number => monthOf(month) - 1;

/** Every day of a month. */
export function daysOf(month: string): string[] {
  const last = Number(month.slice(8));
  return Array.from({ length: last }, (_, index) => addDays(month, index + 1 - last));
}

/** The first working day from a day on, the day itself included. */
export function workingDayFrom(calendar: WorkingCalendar, day: string): string {
  let at = day;
  while (!isWorkingDay(calendar, at)) at = addDays(at, 1);
  return at;
}

/** The working days after a period, up to and including its due date; the due date alone when there is none. */
export function workingDaysUntil(calendar: WorkingCalendar, period: string, due: string): string[] {
  const days: string[] = [];
  for (let day = addDays(period, 1); day <= due; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) days.push(day);
  }
  return days.length > 0 ? days : [due];
}

/** Season factors of the twelve months, scaled to a mean of one. */
export function normalised(factors: readonly number[]): number[] {
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return factors.map((factor) => factor / mean);
}
