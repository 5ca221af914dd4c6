import { addDays } from "../../rules/calendar/periods.ts";
import { type Random, stream } from "../../rules/detectors/random.ts";
import type { WorkingCalendar } from "../deployment/calendar.ts";
import { workingDayFrom, workingDaysUntil } from "./months.ts";
import type { Report } from "./report.ts";
import type { Scenario } from "./scenario.ts";

/** How a report arrives. */
export interface Fate {
  /** Day it arrives; null when it never does. */
  readonly day: string | null;
  readonly late: boolean;
  /** Day on which the corrected file follows; null when the first file was correct. */
  readonly corrected: string | null;
  /** Day on which a correct file would follow a defective one. */
  readonly rightOn: string;
}

/** The random stream for one report's arrival. The detail by employer arrives with its table. */
const drawsOf = ({ kind, area, month }: Report, seed: number): Random =>
  stream(seed, area, kind === "insurance-employer" ? "social-insurance" : kind, month, "way-in");

/** The day a report arrives in the normal case: a working day up to the due date, more often near it. */
export function usualDay(report: Report, calendar: WorkingCalendar, seed: number): string {
  return dayOf(drawsOf(report, seed), report, calendar);
}

function dayOf(random: Random, report: Report, calendar: WorkingCalendar): string {
  const days = workingDaysUntil(calendar, report.month, report.due);
  return days[Math.floor(days.length * Math.sqrt(random.uniform()))]!;
}

/** The arrival of a report of an area that may be late or defective. */
export function fateOf(
  report: Report,
  calendar: WorkingCalendar,
  delivery: Scenario["delivery"],
  seed: number,
): Fate {
  const random = drawsOf(report, seed);
  const usual = dayOf(random, report, calendar);
  const kind = random.uniform();
  const never = kind < delivery.never;
  const late = !never && kind < delivery.never + delivery.late;
  const wrong = !never && !late && kind < delivery.never + delivery.late + delivery.corrected;
  const day = late ? addDays(report.due, random.integer(...delivery.lateDays)) : usual;
  return {
    day: never ? null : day,
    late,
    corrected: wrong
      ? workingDayFrom(calendar, addDays(day, random.integer(...delivery.correctedAfterDays)))
      : null,
    rightOn: addDays(day, random.integer(...delivery.rightAfterDays)),
  };
}

/** The working day after a layoff report's date, when the office forwards it. */
export const passedOn = (received: string, calendar: WorkingCalendar): string =>
  workingDayFrom(calendar, addDays(received, 1));
