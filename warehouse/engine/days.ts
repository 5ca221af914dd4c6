/** Milliseconds of a day in UTC. */
export const DAY = 86_400_000;
/**
 * Days from 1970-01-01 to a day, in integer arithmetic (Hinnant, `days_from_civil`), also for years before 100, which `Date.UTC` takes
 * for years of the twentieth century. `dayNumber("1970-01-02")` is 1, `dayNumber("0001-01-01")` is -719162.
 */
export function dayNumber(day: string): number {
  const [calendarYear, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8, 10)].map(Number) as [
    number,
    number,
    number,
  ];
  // The year begins in March, so that the leap day is its last.
  const year = month <= 2 ? calendarYear - 1 : calendarYear;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day of a day number counted from 1970-01-01, in integer arithmetic (Hinnant, chrono-compatible low-level date algorithms). */
export function dayOf(number: number): string {
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

/** The last day of a month, whose number is counted from 0. `lastDay(2024, 1)` is `"2024-02-29"`. */
export function lastDay(year: number, month: number): string {
  const leap = month === 1 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return `${two(year, 4)}-${two(month + 1)}-${leap ? 29 : DAYS[month]!}`;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whole days from one day to another; negative when the other is earlier. `daysBetween("2026-02-28", "2026-03-01")` is 1. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The last day of the month so many months after that of a day. `monthEndAfter("2026-01-15", 1)` is `"2026-02-28"`. */
export function monthEndAfter(day: string, months: number): string {
  const month = 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1 + months;
  return lastDay(Math.floor(month / 12), month % 12);
}

/** The weekday of a day: 0 for Sunday to 6 for Saturday. `weekdayOf("1970-01-01")` is 4, a Thursday. */
export const weekdayOf = (day: string): number => (((dayNumber(day) + 4) % 7) + 7) % 7;

/** Whether a day is a Saturday or a Sunday. */
export const isWeekend = (day: string): boolean => [0, 6].includes(weekdayOf(day));

/** Whether a text is a day of the calendar written `YYYY-MM-DD`. `isDay("2026-02-30")` is false. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(dayNumber(text)) === text;
