import { bilingual } from "../../reports/language/bilingual.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { lastInstant, laterThan } from "../../warehouse/measure/nights.ts";
import { dayIn, endOfDay } from "../deployment/clock.ts";
import type { Deployment } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";
import { bellsOn } from "./bells.ts";
import type { OpenDeployment } from "./open-deployment.ts";
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

/** A missed night made up now: it judges what had arrived by its own bell, and its mails bear today's date. */
export function nightMadeUp({ settings }: Deployment, date: string, now: Date): NightRequest {
  const { zone, night } = settings;
  const bell = bellsOn(night, zone, addDays(date, 1))[0]?.toISOString() ?? endOfDay(date, zone);
  return { date, asOf: bell, now: now.toISOString(), publish: false, realClock: true, isMadeUp: true };
}

/**
 * The instant from which an act counts: now, or right after the last night where that judged a later instant (a clock that was set back, a
 * rehearsal), so that the next night knows of it.
 */
export const actClock = async ({ warehouse }: OpenDeployment, now: Date): Promise<string> =>
  laterThan(await lastInstant(warehouse), now.toISOString());
