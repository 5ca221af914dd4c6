import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import { weekdayOf } from "../../warehouse/engine/days.ts";
import { type WorkingCalendar, workingDayAfter, YearWithoutCalendar } from "./calendar.ts";
import type { DutySettings } from "./settings.ts";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The day on which a report for a period is due (报送期限). */
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

/** The last period whose report is due by a day, the due day included; a period whose due date the calendar cannot give is not due. */
export function lastDue(duty: DutySettings, date: string, calendar: WorkingCalendar): string {
  let period = lastEnded(duty, date);
  while (!isDue(duty, period, date, calendar)) period = shiftPeriod(period, duty.period, -1);
  return period;
}

/** A calendar in which every weekday of the years it lacks is a working day. */
export const weekdaysWhereUnknown = (calendar: WorkingCalendar): WorkingCalendar =>
  ({ ...calendar, knownTo: { get: () => 12 } }) as unknown as WorkingCalendar;

/**
 * By report kind the last period whose report is due by a day, for days of a past that the calendar may not cover: in the years it lacks every
 * weekday counts as a working day.
 */
export function lastDueOn(
  duties: readonly DutySettings[],
  calendar: WorkingCalendar,
): (date: string) => Readonly<Record<string, string>> {
  const weekdays = weekdaysWhereUnknown(calendar);
  const known = new Map<string, Readonly<Record<string, string>>>();
  return (date) => {
    const found =
      known.get(date) ??
      Object.fromEntries(duties.map((duty) => [duty.report, lastDue(duty, date, weekdays)] as const));
    known.set(date, found);
    return found;
  };
}

function isDue(duty: DutySettings, period: string, date: string, calendar: WorkingCalendar): boolean {
  try {
    return dueDate(duty, period, calendar) <= date;
  } catch (error) {
    // A missing calendar of a later year cannot make the report due; one of an earlier year is for the user to add.
    if (error instanceof YearWithoutCalendar && error.year >= date.slice(0, 4) && calendar.years.size > 0)
      return false;
    throw error;
  }
}
