import { bilingual } from "../../reports/language/bilingual.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { isDay, isWeekend } from "../../warehouse/engine/days.ts";
import type { Problem } from "./problems.ts";
import { readTable } from "./tables.ts";

/** Working days (工作日) of the months it covers: weekends, holidays and make-up days (调休). */
export interface WorkingCalendar {
  /** Years with a line. */
  readonly years: ReadonlySet<string>;
  /** By year, the last month whose working days are known: a year that was written down in part is known in part. */
  readonly knownTo: ReadonlyMap<string, number>;
  readonly holidays: ReadonlySet<string>;
  readonly makeUpDays: ReadonlySet<string>;
}

/** Read `calendar.csv`: one line for each holiday and make-up working day; months after a year's lines break off are not covered. */
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
  const days = [...holidays, ...makeUpDays];
  const years = new Set(days.map((date) => date.slice(0, 4)));
  const knownTo = new Map(
    [...years].map((year) => [year, lastKnownMonth(days.filter((date) => date.startsWith(year)))] as const),
  );
  return { years, knownTo, holidays, makeUpDays };
}

/** The longest stretch without a holiday or make-up day in a whole year of the calendars known to us, in months. */
const LONGEST_GAP = 4;

/** The last month that a year's lines reach: December, unless more months pass without a line than any year of holidays has. */
function lastKnownMonth(days: readonly string[]): number {
  let reached = 0;
  for (const day of [...days].sort()) {
    const month = Number(day.slice(5, 7));
    if (month - reached > LONGEST_GAP) return reached;
    reached = month;
  }
  return reached + LONGEST_GAP > 12 ? 12 : reached;
}

/**
 * Whether people work on a day (工作日). A month that the calendar does not cover is judged by the week, Monday to Friday, and by what lines
 * it has: a year that nobody has written down yet stops no night. `knowsDay` says which days those are.
 */
export function isWorkingDay({ makeUpDays, holidays }: WorkingCalendar, date: string): boolean {
  if (makeUpDays.has(date)) return true;
  return !isWeekend(date) && !holidays.has(date);
}

/** Whether the calendar covers the month of a day. */
export const knowsDay = ({ knownTo }: WorkingCalendar, date: string): boolean =>
  Number(date.slice(5, 7)) <= (knownTo.get(date.slice(0, 4)) ?? 0);

/** The n-th working day after a day: the 5th after `2026-04-30` is `2026-05-11`. */
export function workingDayAfter(calendar: WorkingCalendar, date: string, count: number): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left--;
  }
  return day;
}
