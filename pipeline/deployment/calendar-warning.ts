import { bilingual } from "../../reports/language/bilingual.ts";
import { addDays, daysBetween, shiftPeriod } from "../../rules/calendar/periods.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { knowsDay, type WorkingCalendar } from "./calendar.ts";

/** The time that `calendar.csv` covers ends soon, or has ended. */
export interface CalendarWarning {
  readonly state: "ends-soon" | "ended";
  /** The last day that is covered. */
  readonly lastDay: string;
  /** The year that should be added. */
  readonly year: string;
  /** Days from the date to the last covered one; below zero once it has ended. */
  readonly daysLeft: number;
}

/** Days before the end of the covered time at which it is warned of. */
export const WARNED_DAYS = 31;

/**
 * Whether the calendar should be continued (日历即将用尽), as seen on a date; null while more than `WARNED_DAYS` days are covered, and for a
 * deployment whose calendar has no line at all, which works by the week on purpose.
 *
 * @example
 * calendarWarning(calendar, "2026-12-01") // { state: "ends-soon", lastDay: "2026-12-31", year: "2027", daysLeft: 30 }
 */
export function calendarWarning(calendar: WorkingCalendar, date: string): CalendarWarning | null {
  const lastDay = lastDayCovered(calendar, date);
  if (lastDay === null) return null;
  const daysLeft = daysBetween(date, lastDay);
  if (daysLeft > WARNED_DAYS) return null;
  const year = addDays(lastDay, 1).slice(0, 4);
  return { state: daysLeft < 0 ? "ended" : "ends-soon", lastDay, year, daysLeft };
}

/** Days from a date to the last one that the calendar covers, below zero once it has ended; null for a calendar without any line. */
export function calendarDaysLeft(calendar: WorkingCalendar, date: string): number | null {
  const lastDay = lastDayCovered(calendar, date);
  return lastDay === null ? null : daysBetween(date, lastDay);
}

const lastDayCovered = (calendar: WorkingCalendar, date: string): string | null =>
  knowsDay(calendar, date) ? coveredFrom(calendar, date) : coveredBefore(calendar, date);

/** A warning about the calendar in words. */
export const calendarWarningText = ({
  state,
  lastDay,
  year,
}: Pick<CalendarWarning, "state" | "lastDay" | "year">): Text =>
  bilingual(`calendar.${state}`, { lastDay, year });

/** The last day of the covered months that follow a covered day without a gap. */
function coveredFrom(calendar: WorkingCalendar, date: string): string {
  let end = shiftPeriod(date, "month", 0);
  while (knowsDay(calendar, addDays(end, 1))) end = shiftPeriod(end, "month", 1);
  return end;
}

/** The last covered day before an uncovered one; null where there is none. */
function coveredBefore({ knownTo }: WorkingCalendar, date: string): string | null {
  const ends = [...knownTo]
    .filter(([, month]) => month > 0)
    .map(([year, month]) => shiftPeriod(`${year}-${String(month).padStart(2, "0")}-01`, "month", 0))
    .filter((end) => end < date);
  return ends.sort().at(-1) ?? null;
}
