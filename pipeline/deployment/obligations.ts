import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import { type Obligation, obligedKey } from "../../warehouse/register/obligations.ts";
import type { Area } from "./areas.ts";
import { YearWithoutCalendar } from "./calendar.ts";
import { dueDate, lastEnded } from "./duties.ts";
import type { Deployment } from "./load.ts";
import type { DutySettings } from "./settings.ts";

/** Days ahead for which obligations are written, enough for a reminder before the due date. */
const DAYS_AHEAD = 20;
/** Maximum number of past periods caught up after an interruption. */
const MOST_PERIODS = 60;

/** Obligations, and the years whose due dates are unknown because there is no calendar. */
export interface Owed {
  readonly obligations: readonly Obligation[];
  readonly yearsWithoutCalendar: readonly string[];
}

/**
 * New obligations that come due between the start of operation and `DAYS_AHEAD` days after a date: one for each area of the duty's level
 * that exists in the period.
 */
export function obligationsUntil(
  { settings, calendar, areas }: Pick<Deployment, "settings" | "calendar" | "areas">,
  {
    date,
    start,
    known,
  }: { readonly date: string; readonly start: string; readonly known: ReadonlySet<string> },
  lookups: { readonly officeOf: (area: string) => string; readonly endOf: (day: string) => string },
): Owed {
  const obligations: Obligation[] = [];
  const years = new Set<string>();
  const horizon = addDays(date, DAYS_AHEAD);
  for (const duty of settings.duties) {
    let period = lastEnded(duty, horizon);
    for (let count = 0; count < MOST_PERIODS; count++, period = shiftPeriod(period, duty.period, -1)) {
      const due = dueOrYear(duty, period, calendar);
      if ("year" in due) {
        years.add(due.year);
        continue;
      }
      if (due.day < start) break;
      if (due.day > horizon || known.has(obligedKey(duty.report, duty.period, period))) continue;
      const dueAt = lookups.endOf(due.day);
      for (const area of areas.filter((place) => place.level === duty.from && exists(place, period))) {
        const { report: contract, period: periodKind } = duty;
        obligations.push({
          ...{ contract, periodKind, period, area: area.code },
          ...{ office: lookups.officeOf(area.code), due: due.day, dueAt },
        });
      }
    }
  }
  return { obligations, yearsWithoutCalendar: [...years].sort() };
}

/** The due date, or the year that the calendar lacks for it. */
function dueOrYear(
  duty: DutySettings,
  period: string,
  calendar: Deployment["calendar"],
): { readonly day: string } | { readonly year: string } {
  try {
    return { day: dueDate(duty, period, calendar) };
  } catch (error) {
    if (error instanceof YearWithoutCalendar) return { year: error.year };
    throw error;
  }
}

const exists = ({ validFrom, validTo }: Area, period: string): boolean =>
  (validFrom ?? "0000") <= period && period <= (validTo ?? "9999");
