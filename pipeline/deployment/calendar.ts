import { bilingual } from "../../reports/language/bilingual.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { isDay, isWeekend } from "../../warehouse/engine/days.ts";
import type { Problem } from "./problems.ts";
import { readTable } from "./tables.ts";
import { UserError } from "./user-error.ts";

/** Working days (工作日) of the years it covers: weekends, holidays and make-up days (调休). */
export interface WorkingCalendar {
  readonly years: ReadonlySet<string>;
  readonly holidays: ReadonlySet<string>;
  readonly makeUpDays: ReadonlySet<string>;
}

/** Read `calendar.csv`: one line for each holiday and make-up working day; a year without any line is not covered. */
export function readCalendar(text: string, file: string, problems: Problem[]): WorkingCalendar {
  const holidays = new Set<string>();
  const makeUpDays = new Set<string>();
  for (const { line, cells } of readTable(text, ["date", "kind", "note"], file, problems)) {
    const date = cells.date ?? "";
    if (!isDay(date)) {
      problems.push({ file, line, message: bilingual("error.calendar-day", { date }) });
      continue;
    }
    if (holidays.has(date) || makeUpDays.has(date))
      problems.push({ file, line, message: bilingual("error.calendar-day-twice", { date }) });
    if (cells.kind === "holiday") holidays.add(date);
    else if (cells.kind === "workday") makeUpDays.add(date);
    else problems.push({ file, line, message: bilingual("error.calendar-kind", { kind: cells.kind ?? "" }) });
  }
  const years = new Set([...holidays, ...makeUpDays].map((date) => date.slice(0, 4)));
  return { years, holidays, makeUpDays };
}

/** A day was requested in a year that the calendar does not cover. */
export class YearWithoutCalendar extends UserError {
  constructor(
    readonly year: string,
    known: readonly string[],
  ) {
    super(bilingual("error.year-without-calendar", { year, known }));
  }
}

/**
 * Whether people work on a day.
 *
 * @throws YearWithoutCalendar for a year not covered, since every holiday would otherwise count as a working day
 */
export function isWorkingDay(calendar: WorkingCalendar, date: string): boolean {
  if (!calendar.years.has(date.slice(0, 4))) {
    throw new YearWithoutCalendar(date.slice(0, 4), [...calendar.years].sort());
  }
  if (calendar.makeUpDays.has(date)) return true;
  return !isWeekend(date) && !calendar.holidays.has(date);
}

/** Whether the calendar covers the year of a day. */
export const knowsDay = (calendar: WorkingCalendar, date: string): boolean =>
  calendar.years.has(date.slice(0, 4));

/** The n-th working day after a day: the 5th after `2026-04-30` is `2026-05-11`. */
export function workingDayAfter(calendar: WorkingCalendar, date: string, count: number): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left--;
  }
  return day;
}
