import { monthOf, shiftPeriod } from "../../rules/calendar/periods.ts";

/** Fixed noise of about one part in fifteen, the same in every run. */
const WOBBLE = [0.03, -0.05, 0.01, 0.06, -0.02, -0.06, 0.04, 0, 0.05, -0.03, -0.01, 0.02, -0.04];

/**
 * Figures of the `count` months before a month (`2026-05`), by month; `level` gives the usual figure by calendar month and position
 * in the history. Months in `without` are missing.
 */
export function past(
  month: string,
  count: number,
  level: (month: number, at: number) => number,
  without: readonly string[] = [],
): Record<string, number> {
  const figures: Record<string, number> = {};
  for (let back = count; back >= 1; back--) {
    const period = shiftPeriod(`${month}-01`, "month", -back);
    const yearMonth = period.slice(0, 7);
    if (without.includes(yearMonth)) continue;
    const at = count - back;
    figures[yearMonth] = Math.round(level(monthOf(period), at) * (1 + WOBBLE[at % WOBBLE.length]!));
  }
  return figures;
}
