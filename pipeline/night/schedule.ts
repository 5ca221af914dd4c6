import { addDays, daysBetween } from "../../rules/calendar/periods.ts";

/** A stretch of days, both ends included. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** The nights to run now. */
export interface Due {
  /** Nights too long ago to be made up; their reports are still measured by the first night that runs. */
  readonly skipped: Stretch | null;
  /** Missed nights, oldest first: each judges what had arrived by its own bell. */
  readonly missed: readonly string[];
  /** The night that covers yesterday, or null when it has run. */
  readonly due: string | null;
}

/** Missed nights further back than this many days are not made up. */
const FURTHEST_BACK = 31;

/**
 * Which nights to run, given the last one that ended and the day of the last bell in the deployment's zone.
 *
 * @example
 * nightsDue("2026-03-06", "2026-03-10") // { skipped: null, missed: ["2026-03-07", "2026-03-08"], due: "2026-03-09" }
 */
export function nightsDue(lastNight: string | null, today: string): Due {
  const yesterday = addDays(today, -1);
  if (lastNight !== null && lastNight >= yesterday) return { skipped: null, missed: [], due: null };
  const missed: string[] = [];
  const furthest = addDays(yesterday, -FURTHEST_BACK);
  const first = lastNight === null ? yesterday : addDays(lastNight, 1);
  const isTooFar = first < furthest;
  const last = addDays(furthest, -1);
  const skipped = isTooFar ? { from: first, to: last, count: daysBetween(first, last) + 1 } : null;
  for (let day = isTooFar ? furthest : first; day < yesterday; day = addDays(day, 1)) missed.push(day);
  return { skipped, missed, due: yesterday };
}
