import cron, { type ScheduledTask } from "node-cron";
import { addDays } from "../../rules/calendar/periods.ts";
import { clockIn, dayIn } from "../deployment/clock.ts";

const MINUTE = 60_000;
const MINUTES_OF_DAY = 1440;
/** Days searched for a bell before or after an instant. */
const FURTHEST = 62;

/**
 * The instants at which a bell rings on a day of a zone, in order.
 *
 * The expression is matched against the minutes on the clock. A minute that summer time skips rings at the next minute that exists, so
 * that no day is without its bell; a minute that comes twice rings the first time.
 *
 * @param expression five fields of cron
 * @example
 * bellsOn("30 2 * * *", "Europe/Berlin", "2026-03-29") // [2026-03-29T01:00:00.000Z]: 02:30 does not exist, 03:00 does
 */
export function bellsOn(expression: string, zone: string, day: string): readonly Date[] {
  const key = `${expression}\n${zone}\n${day}`;
  const known = bells.get(key);
  if (known) return known;
  const task = taskOf(expression);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const found = new Set<number>();
  for (let minute = 0; minute < MINUTES_OF_DAY; minute++) {
    const wall = midnight + minute * MINUTE;
    if (task.match(new Date(wall))) found.add(instantOf(wall, zone));
  }
  const instants = [...found].sort((a, b) => a - b).map((instant) => new Date(instant));
  if (bells.size >= MOST_KEPT) bells.clear();
  bells.set(key, instants);
  return instants;
}

/** The last bell at or before an instant; null where none rang in the two months before it. */
export function lastBell(expression: string, zone: string, now: Date): Date | null {
  const today = dayIn(zone, now);
  for (let back = -1; back <= FURTHEST; back++) {
    const rung = bellsOn(expression, zone, addDays(today, -back)).filter((bell) => bell <= now);
    if (rung.length > 0) return rung.at(-1)!;
  }
  return null;
}

/** The next bell after an instant; null where none rings in the two months after it. */
export function nextBell(expression: string, zone: string, now: Date): Date | null {
  const today = dayIn(zone, now);
  for (let ahead = -1; ahead <= FURTHEST; ahead++) {
    const coming = bellsOn(expression, zone, addDays(today, ahead)).find((bell) => bell > now);
    if (coming) return coming;
  }
  return null;
}

/** Days kept: matching a day's minutes takes some 40 ms. */
const MOST_KEPT = 500;
const bells = new Map<string, readonly Date[]>();
const tasks = new Map<string, ScheduledTask>();

/** A task that never runs, by which minutes are matched. Clock minutes are passed as if they were UTC. */
function taskOf(expression: string): ScheduledTask {
  const task =
    tasks.get(expression) ??
    cron.createTask(expression, () => undefined, { timezone: "UTC", name: `match ${expression}` });
  tasks.set(expression, task);
  return task;
}

/** The first instant at which the clocks of a zone show a minute, or, where they skip it, the first after it. */
function instantOf(wall: number, zone: string): number {
  const shownAt = (instant: number) =>
    Date.parse(`${clockIn(zone, new Date(instant)).replace(" ", "T")}:00Z`);
  const guesses = [-1, 1].map((side) => {
    const near = wall + side * MINUTES_OF_DAY * MINUTE;
    return wall - (shownAt(near) - near);
  });
  const exact = guesses.filter((guess) => shownAt(guess) === wall);
  if (exact.length > 0) return Math.min(...exact);
  for (let instant = Math.min(...guesses); ; instant += MINUTE) if (shownAt(instant) > wall) return instant;
}
