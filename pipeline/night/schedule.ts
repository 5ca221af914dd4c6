import { addDays } from "../../rules/calendar/periods.ts";

/** The nights to run now. */
export interface Due {
  /** Missed nights, oldest first: judged from what is known, without taking in files. */
  readonly missed: readonly string[];
  /** The night that covers yesterday, or null when it has run. */
  readonly due: string | null;
}

/** Missed nights further back than this many days are not caught up; their reports are still measured. */
const FURTHEST_BACK = 31;

/**
 * Which nights to run, given the last one that ended and today's date in the deployment's zone.
 *
 * @example
 * nightsDue("2026-03-06", "2026-03-10") // { missed: ["2026-03-07", "2026-03-08"], due: "2026-03-09" }
 */
export function nightsDue(lastNight: string | null, today: string): Due {
  const yesterday = addDays(today, -1);
  if (lastNight !== null && lastNight >= yesterday) return { missed: [], due: null };
  const missed: string[] = [];
  const furthest = addDays(yesterday, -FURTHEST_BACK);
  let day = lastNight === null ? yesterday : addDays(lastNight, 1);
  if (day < furthest) day = furthest;
  for (; day < yesterday; day = addDays(day, 1)) missed.push(day);
  return { missed, due: yesterday };
}
