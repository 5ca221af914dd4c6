import { addDays, daysBetween, monthOf, type PeriodKind, shiftPeriod } from "./periods.ts";
import { springFestival } from "./spring-festival.ts";

/** A step of a series that is compared year by year: one period, or January and February together (1、2月合并). */
export interface Slot {
  readonly periods: readonly string[];
  readonly days: number;
  /** Place in the year: 1 for January with February, 2 for March … 11 for December; week or day as it falls. */
  readonly season: number;
}

/** Steps in a year: January and February are one where the Spring Festival moves between them. */
export function slotsPerYear(kind: PeriodKind, pooled: boolean): number {
  if (kind === "month") return pooled ? 11 : 12;
  return kind === "quarter" ? 4 : kind === "week" ? 52 : kind === "day" ? 365 : 1;
}

/** The `count` steps up to that of a period, oldest first. */
export function slotsUpTo(period: string, kind: PeriodKind, pooled: boolean, count: number): readonly Slot[] {
  const key = `${period} ${kind} ${pooled} ${count}`;
  const known = made.get(key);
  if (known) return known;
  const slots = makeSlots(period, kind, pooled, count);
  if (made.size >= MOST_KEPT) made.clear();
  made.set(key, slots);
  return slots;
}

/** Cache of steps: every area of a night looks back over the same ones. */
const made = new Map<string, readonly Slot[]>();
const MOST_KEPT = 5000;

function makeSlots(period: string, kind: PeriodKind, pooled: boolean, count: number): Slot[] {
  const slots: Slot[] = [];
  let last = period;
  while (slots.length < count) {
    const together = pooled && kind === "month" && monthOf(last) === 2;
    const periods = together ? [shiftPeriod(last, "month", -1), last] : [last];
    const before = shiftPeriod(periods[0]!, kind, -1);
    slots.push({ periods, days: daysBetween(before, last), season: seasonOf(last, kind, pooled) });
    last = before;
  }
  return slots.reverse();
}

function seasonOf(period: string, kind: PeriodKind, pooled: boolean): number {
  const month = monthOf(period);
  if (kind !== "month") return 0;
  return pooled ? Math.max(1, month - 1) : month;
}

/**
 * The share of a step's days in the four weeks after the festival week (节后四周), when returning workers look for work and register.
 * The festival week itself always lies in January and February.
 */
export function shareAfterFestival(slot: Slot): number {
  const known = shares.get(slot) ?? shareOf(slot);
  shares.set(slot, known);
  return known;
}

const shares = new WeakMap<Slot, number>();

function shareOf({ periods, days }: Slot): number {
  const last = periods.at(-1)!;
  const festival = springFestival(Number(last.slice(0, 4)));
  if (festival === null) return 0;
  const first = addDays(last, 1 - days);
  const [from, to] = [addDays(festival, 8), addDays(festival, 35)];
  const begin = Math.max(0, daysBetween(from, first));
  const end = Math.min(daysBetween(from, to), daysBetween(from, last));
  return Math.max(0, end - begin + 1) / days;
}
