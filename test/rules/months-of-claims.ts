import { shiftPeriod } from "../../rules/calendar/periods.ts";

/** A figure of so many months up to May 2026, by the months before the last. */
export const monthsBack = (count: number, figure: (back: number) => number): Record<string, number> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const back = count - 1 - at;
      return [shiftPeriod("2026-05-31", "month", -back).slice(0, 7), figure(back)];
    }),
  );
