import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import { weekdayOf } from "../../warehouse/engine/days.ts";
import { knowsDay, type WorkingCalendar, workingDayAfter } from "./calendar.ts";
import type { DutySettings } from "./settings.ts";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The day on which a report for a period is due (报送期限); by the week where the calendar does not cover it (`yearsByWeek`). */
export function dueDate(duty: DutySettings, period: string, calendar: WorkingCalendar): string {
  return "days" in duty.due
    ? addDays(period, duty.due.days)
    : workingDayAfter(calendar, period, duty.due.workingDay);
}

/** The last period of a duty that has ended by a day. */
export function lastEnded(duty: DutySettings, date: string): string {
  if (duty.period === "week") {
    return addDays(date, -((weekdayOf(date) - WEEKDAYS.indexOf(duty.weekEnds) + 7) % 7));
  }
  const end = shiftPeriod(date, "month", 0);
  const months = duty.period === "month" ? 0 : Number(end.slice(5, 7)) % (duty.period === "year" ? 12 : 3);
  const last = shiftPeriod(end, "month", -months);
  if (last <= date) return last;
  return shiftPeriod(last, duty.period, -1);
}

/** The last period whose report is due by a day, the due day included. */
export function lastDue(duty: DutySettings, date: string, calendar: WorkingCalendar): string {
  let period = lastEnded(duty, date);
  while (dueDate(duty, period, calendar) > date) period = shiftPeriod(period, duty.period, -1);
  return period;
}

/** By report kind the last period whose report is due by a day. */
export function lastDueOn(
  duties: readonly DutySettings[],
  calendar: WorkingCalendar,
): (date: string) => Readonly<Record<string, string>> {
  const known = new Map<string, Readonly<Record<string, string>>>();
  return (date) => {
    const found =
      known.get(date) ??
      Object.fromEntries(duties.map((duty) => [duty.report, lastDue(duty, date, calendar)] as const));
    known.set(date, found);
    return found;
  };
}

/** The years of the days that the calendar does not cover and on which a due date rests (按周推算); none for a date by calendar days. */
export function yearsByWeek(duty: DutySettings, period: string, calendar: WorkingCalendar): string[] {
  if ("days" in duty.due) return [];
  const due = dueDate(duty, period, calendar);
  const years = new Set<string>();
  for (let day = addDays(period, 1); day <= due; day = addDays(day, 1))
    if (!knowsDay(calendar, day)) years.add(day.slice(0, 4));
  return [...years];
}
