import { bilingual } from "../../reports/language/bilingual.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { dayIn, endOfDay } from "../deployment/clock.ts";
import type { Deployment } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";
import type { NightRequest } from "./steps.ts";

/**
 * The night by the real clock: it covers yesterday with everything known now. Where a night of a later date has run already (the clock was
 * set back, or the day was run by hand), that night is repeated with what has come since, so that no report waits for the clock.
 *
 * @param last the date of the last night
 */
export function nightByClock({ settings }: Deployment, last: string | null, now: Date): NightRequest {
  const yesterday = addDays(dayIn(settings.zone, now), -1);
  const instant = now.toISOString();
  return {
    date: last !== null && last > yesterday ? last : yesterday,
    ...{ asOf: instant, now: instant, publish: true, realClock: true },
  };
}

/**
 * A night of a given date: its clock is the end of that day, or now where the day has not ended.
 *
 * @throws UserError for a date before the last night, since nights run forward, and for one after today, unless the deployment is a
 * rehearsal: every later bell would be silent
 */
export function nightOf(
  { settings }: Deployment,
  date: string,
  last: string | null,
  now: Date,
): NightRequest {
  const { zone, rehearsal } = settings;
  const today = dayIn(zone, now);
  if (last !== null && date < last) throw new UserError(bilingual("error.night-in-the-past", { last, date }));
  if (date > today && !rehearsal)
    throw new UserError(bilingual("error.night-in-the-future", { date, today }));
  const end = endOfDay(date, zone);
  const clock = !rehearsal && end > now.toISOString() ? now.toISOString() : end;
  return { date, asOf: clock, now: clock, publish: true };
}

/**
 * The night of a bell, whenever it is run: it judges what had arrived by its bell, so that a late night finds what a punctual one would
 * have found, and its mails bear the date of their writing. Where a night of a later date has run already (the clock was set back), that
 * one is repeated.
 *
 * @param bell the bell it was due at, ISO 8601
 */
export function nightOfBell(
  date: string,
  bell: string,
  last: string | null,
  now: Date,
): Omit<NightRequest, "isMadeUp"> {
  return {
    date: last !== null && last > date ? last : date,
    ...{ asOf: bell, now: now.toISOString(), publish: false, realClock: true, isBounded: true },
  };
}
