import { remind } from "../../reports/reminders/remind.ts";
import { isWeekend } from "../../warehouse/engine/days.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import { firstNight } from "../../warehouse/measure/nights.ts";
import { obligedPeriods, writeObligations } from "../../warehouse/register/obligations.ts";
import { isWorkingDay, knowsDay, type WorkingCalendar } from "../deployment/calendar.ts";
import { dayIn, endOfDay } from "../deployment/clock.ts";
import { obligationsUntil } from "../deployment/obligations.ts";
import { contracts } from "../intake/contracts/index.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/** Write the obligations of the next weeks (报送义务). Returns the years that the calendar lacks for their due dates. */
export async function keepDuties(
  opened: OpenDeployment,
  { date }: NightRequest,
  carried = new Carried(),
): Promise<readonly string[]> {
  const { warehouse, deployment, noticeSetting } = opened;
  const start = (await carried.reuse("first night", [], () => firstNight(warehouse))) ?? date;
  const known = await obligedPeriods(warehouse, carried);
  const officeOf = (area: string) => noticeSetting.directory.officeActingFor(area)?.id ?? area;
  const endOf = (day: string) => endOfDay(day, deployment.settings.zone);
  const owed = obligationsUntil(deployment, { date, start, known }, { officeOf, endOf });
  await writeObligations(warehouse, owed.obligations, carried);
  return owed.yearsWithoutCalendar;
}

/** Remind offices of the reports they owe; a night caught up later sends none, because its day is over. Returns the number of letters. */
export async function remindOffices(
  opened: OpenDeployment,
  request: NightRequest,
  night: number,
  carried = new Carried(),
): Promise<number> {
  const { warehouse, deployment, noticeSetting, mailDomain: domain } = opened;
  const { settings, calendar } = deployment;
  const { asOf, now } = request;
  const day = dayIn(settings.zone, new Date(now));
  if (settings.reminders === "off" || request.isMadeUp || !knowsDay(calendar, day)) return 0;
  const titles = Object.fromEntries(contracts.map(({ id, title }) => [id, title]));
  const nilReports = new Set(contracts.flatMap(({ id, nil }) => (nil === undefined ? [] : [id])));
  return remind(
    warehouse,
    {
      ...{ night, day, asOf, now, domain, titles, nilReports },
      ladder: settings.reminders,
      works: worksIn(calendar),
      directory: noticeSetting.directory,
    },
    noticeSetting.language,
    carried,
  );
}

/**
 * Whether people work on a day; beyond the years of the calendar, on every weekday (only reminder days moved past a year's end need
 * that).
 */
function worksIn(calendar: WorkingCalendar): (day: string) => boolean {
  return (day) => {
    if (knowsDay(calendar, day)) return isWorkingDay(calendar, day);
    return !isWeekend(day);
  };
}
