import type { OnBrokenText } from "../../reports/delivery/compose-or-plain.ts";
import { type Reminders, remind } from "../../reports/reminders/remind.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import { firstNight, type NightCounts } from "../../warehouse/measure/nights.ts";
import {
  moveDueDates,
  type Obligation,
  obligedPeriods,
  writeObligations,
} from "../../warehouse/register/obligations.ts";
import { isWorkingDay, type WorkingCalendar } from "../deployment/calendar.ts";
import { calendarWarning } from "../deployment/calendar-warning.ts";
import { dayIn, endOfDay } from "../deployment/clock.ts";
import { yearsByWeek } from "../deployment/duties.ts";
import type { Deployment } from "../deployment/load.ts";
import { obligationsUntil } from "../deployment/obligations.ts";
import { contracts } from "../intake/contracts/index.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/**
 * Write the obligations of the next weeks (报送义务). Returns the years of which the calendar
 * lacks days, so that due dates were counted by the week.
 */
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
  await moveDueDates(warehouse, owed.moved, carried);
  return owed.yearsWithoutCalendar;
}

/** The reminders of reports that offices owe; a night caught up later has none, because its day is over. */
export async function remindersOf(
  opened: OpenDeployment,
  request: NightRequest,
  night: number,
  carried = new Carried(),
  onBroken: OnBrokenText = () => undefined,
): Promise<Reminders> {
  const { warehouse, deployment, noticeSetting, mailDomain: domain } = opened;
  const { settings, calendar } = deployment;
  const { asOf, now } = request;
  const day = dayIn(settings.zone, new Date(now));
  if (settings.reminders === "off" || request.isMadeUp) return { parts: [], steps: [] };
  const titles = Object.fromEntries(contracts.map(({ id, title }) => [id, title]));
  const nilReports = new Set(contracts.flatMap(({ id, nil }) => (nil === undefined ? [] : [id])));
  return remind(
    warehouse,
    {
      ...{ night, day, asOf, now, domain, titles, nilReports },
      ladder: settings.reminders,
      works: (at: string) => isWorkingDay(calendar, at),
      isByWeek: byWeekIn(deployment),
      onBroken,
      directory: noticeSetting.directory,
    },
    noticeSetting.language,
    carried,
  );
}

/** Whether the due date of an obligation rests on days that the calendar does not cover. */
function byWeekIn({ settings, calendar }: Deployment): (owed: Obligation) => boolean {
  return ({ contract, periodKind, period }) =>
    settings.duties.some(
      (duty) =>
        duty.report === contract &&
        duty.period === periodKind &&
        yearsByWeek(duty, period, calendar).length > 0,
    );
}

/** For the counts of a night: the end of the calendar, in the last month before it; afterwards the years that it lacks are named. */
export function calendarEnd(calendar: WorkingCalendar, date: string): Pick<NightCounts, "calendarEnds"> {
  const warning = calendarWarning(calendar, date);
  if (warning?.state !== "ends-soon") return {};
  return { calendarEnds: { lastDay: warning.lastDay, year: warning.year } };
}
