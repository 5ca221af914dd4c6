import { addDays, daysBetween } from "./periods.ts";

/** First day of the first lunar month (春节, 农历正月初一) by year from 1995, as month and day. */
const FIRST_DAYS = (
  "01-31 02-19 02-07 01-28 02-16 02-05 01-24 02-12 02-01 01-22 02-09 01-29 02-18 02-07 01-26 02-14 02-03 01-23 02-10 01-31 " +
  "02-19 02-08 01-28 02-16 02-05 01-25 02-12 02-01 01-22 02-10 01-29 02-17 02-06 01-26 02-13 02-03 01-23 02-11 01-31 02-19 " +
  "02-08 01-28 02-15 02-04 01-24 02-12 02-01 01-22 02-10 01-30 02-17 02-06 01-26 02-14 02-02 01-23"
).split(" ");
const FIRST_YEAR = 1995;

/** The day of the Spring Festival (春节) in a year from 1995 to 2050, null outside; checked against the Chinese calendar. */
export function springFestival(year: number): string | null {
  const day = FIRST_DAYS[year - FIRST_YEAR];
  return day === undefined ? null : `${year}-${day}`;
}

/**
 * The week of an earlier year at the same distance from the Spring Festival (农历同期), by its last day.
 *
 * Only for weeks that end up to 21 days before the festival or up to 56 days after; null elsewhere, where the calendar
 * counts.
 */
export function sameLunarWeek(week: string, years: number): string | null {
  const year = Number(week.slice(0, 4));
  const [now, then] = [springFestival(year), springFestival(year - years)];
  if (now === null || then === null) return null;
  const distance = daysBetween(now, week);
  if (distance < -21 || distance > 56) return null;
  return addDays(week, 7 * Math.round(daysBetween(now, then) / 7));
}
