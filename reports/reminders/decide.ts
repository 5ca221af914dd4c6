import { addDays } from "../../rules/calendar/periods.ts";

/** Steps about a report that is not in: reminder, overdue, urging (催办), escalation to league and region (通报). */
export const STEPS = ["before-due", "overdue", "urged", "escalated"] as const;
export type Step = (typeof STEPS)[number];

/** Days before the due date for the first step, and after it for the others. */
export interface Ladder {
  readonly beforeDue: number;
  readonly overdue: number;
  readonly urged: number;
  readonly escalated: number;
}

/** Whether a day is a working day. */
export type Works = (day: string) => boolean;

/** What to do about one open duty: the step to take now, and the steps skipped for a later one, which are never taken. */
export interface Decision {
  readonly take: Step | null;
  readonly overtaken: readonly Step[];
}

/**
 * Which step is due on a day for a report that is not in, given its due date and the steps already taken or overtaken.
 *
 * A day off moves the reminder before the due date to the last working day before it, and the later steps to the next working day;
 * no two steps fall on one day. No step is taken on a day off. After an interruption only the last step reached is taken: a
 * reminder before the due date is not sent once the report is overdue.
 *
 * @example
 * decide("2025-10-05", [], "2025-09-30", { beforeDue: 2, overdue: 1, urged: 3, escalated: 10 }, works).take // "before-due"
 */
export function decide(
  due: string,
  done: readonly Step[],
  day: string,
  ladder: Ladder,
  works: Works,
): Decision {
  if (!works(day)) return { take: null, overtaken: [] };
  const reached = stepsReached(due, day, ladder, works).filter((step) => !done.includes(step));
  const current = reached.at(-1);
  if (current === undefined) return { take: null, overtaken: [] };
  const stale = current === "before-due" && day > due;
  return { take: stale ? null : current, overtaken: stale ? reached : reached.slice(0, -1) };
}

/** The steps whose day has come. */
function stepsReached(due: string, day: string, ladder: Ladder, works: Works): Step[] {
  const reached: Step[] = [];
  let before = addDays(due, -ladder.beforeDue);
  while (!works(before)) before = addDays(before, -1);
  if (before <= day) reached.push("before-due");
  let earliest = due;
  for (const step of ["overdue", "urged", "escalated"] as const) {
    const raw = addDays(due, ladder[step]);
    const on = firstWorkingDay(raw > earliest ? raw : addDays(earliest, 1), day, works);
    if (on === null) break;
    reached.push(step);
    earliest = on;
  }
  return reached;
}

/** The first working day from `from` to `last`, or null; years after `last` need no calendar. */
function firstWorkingDay(from: string, last: string, works: Works): string | null {
  for (let day = from; day <= last; day = addDays(day, 1)) if (works(day)) return day;
  return null;
}
