import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import { type MovedDue, type Obligation, obligedKey } from "../../warehouse/register/obligations.ts";
import type { Area } from "./areas.ts";
import { knowsDay, type WorkingCalendar } from "./calendar.ts";
import { dueDate, lastEnded, yearsByWeek } from "./duties.ts";
import type { Deployment } from "./load.ts";
import type { DutySettings } from "./settings.ts";

/** Days ahead for which obligations are written, enough for a reminder before the due date. */
const DAYS_AHEAD = 20;
/** Maximum number of past periods caught up after an interruption. */
const MOST_PERIODS = 60;

/** Obligations, those whose due date has moved, and the years of which the calendar lacks days that were counted by the week. */
export interface Owed {
  readonly obligations: readonly Obligation[];
  readonly moved: readonly MovedDue[];
  readonly yearsWithoutCalendar: readonly string[];
}

/** A date, the first night, and the due date of each period for which obligations are written. */
interface OwedOn {
  readonly date: string;
  readonly start: string;
  readonly known: ReadonlyMap<string, string>;
}

/**
 * New obligations that come due between the start of operation and `DAYS_AHEAD` days after a date: one for each area of the duty's level
 * that exists in the period. A due date that was counted by the week moves once the calendar covers it, until it has passed.
 */
export function obligationsUntil(
  { settings, calendar, areas }: Pick<Deployment, "settings" | "calendar" | "areas">,
  { date, start, known }: OwedOn,
  lookups: { readonly officeOf: (area: string) => string; readonly endOf: (day: string) => string },
): Owed {
  const obligations: Obligation[] = [];
  const moved: MovedDue[] = [];
  const years = new Set<string>();
  const horizon = addDays(date, DAYS_AHEAD);
  for (const duty of settings.duties) {
    let period = lastEnded(duty, horizon);
    for (let count = 0; count < MOST_PERIODS; count++, period = shiftPeriod(period, duty.period, -1)) {
      const due = dueDate(duty, period, calendar);
      if (due < start) break;
      if (due >= date) for (const year of yearsByWeek(duty, period, calendar)) years.add(year);
      const { report: contract, period: periodKind } = duty;
      const written = known.get(obligedKey(contract, periodKind, period));
      if (written !== undefined) {
        const isMoved = written > date && written !== due && written === dueByWeek(duty, period, calendar);
        if (isMoved) moved.push({ contract, periodKind, period, due, dueAt: lookups.endOf(due) });
        continue;
      }
      if (due > horizon) continue;
      const dueAt = lookups.endOf(due);
      for (const area of areas.filter((place) => place.level === duty.from && exists(place, period)))
        obligations.push({
          ...{ contract, periodKind, period, area: area.code },
          ...{ office: lookups.officeOf(area.code), due, dueAt },
        });
    }
  }
  if (calendar.years.size > 0 && !knowsDay(calendar, date)) years.add(date.slice(0, 4));
  return { obligations, moved, yearsWithoutCalendar: [...years].sort() };
}

/** The due date as it was counted before the calendar had a line of the years after the period's. */
function dueByWeek(duty: DutySettings, period: string, calendar: WorkingCalendar): string {
  const until = (days: ReadonlySet<string>) => new Set([...days].filter((day) => day <= period));
  const { holidays, makeUpDays } = calendar;
  return dueDate(duty, period, { ...calendar, holidays: until(holidays), makeUpDays: until(makeUpDays) });
}

const exists = ({ validFrom, validTo }: Area, period: string): boolean =>
  (validFrom ?? "0000") <= period && period <= (validTo ?? "9999");
