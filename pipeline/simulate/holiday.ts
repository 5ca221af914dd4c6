import { addDays } from "../../rules/calendar/periods.ts";
import { daysOf } from "./months.ts";
import type { Scenario } from "./scenario.ts";

/**
 * Effect of a moving holiday (春节) on a month's claims: fewer are handled during it, more in the weeks after.
 *
 * The factor is the mean over the days of the month, so it depends on the date of the holiday.
 */
export function reboundFactor(month: string, { dates, dip, rebound }: Scenario["holiday"]): number {
  const days = daysOf(month);
  const spans = dates.flatMap((date) =>
    [dip, rebound].map(({ days: [from, to], change }) => ({
      from: addDays(date, from),
      to: addDays(date, to),
      change,
    })),
  );
  const sum = days.reduce((total, day) => {
    const changes = spans.filter((span) => span.from <= day && day <= span.to);
    return total + changes.reduce((factor, span) => factor + span.change, 1);
  }, 0);
  return sum / days.length;
}
