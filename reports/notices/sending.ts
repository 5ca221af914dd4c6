import { addDays } from "../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import { weekdayOf } from "../../warehouse/engine/days.ts";
import { tierOfChange } from "./route.ts";

/** When a change is told: in a notice at once, in a notice after a window in which it is kept back, or in a letter with others. */
export type Sending =
  | { readonly how: "at-once" }
  | { readonly how: "muted"; readonly due: string; readonly reason: string }
  | { readonly how: "waits"; readonly due: string };

/** Whether an area is another or lies below it. */
export type IsWithin = (area: string, around: string) => boolean;

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * When the policy has a change of a case told (告知时点). A mute keeps it until the day after its last; a change that waits is told on the next
 * day for gathered letters, the day itself included. Exercises are told at once. `isWithin` says whether an area is another or lies below it.
 */
export function sendingOf(
  event: Pick<CaseEvent, "area" | "rule" | "kind" | "tierFrom" | "tierTo" | "date" | "drill" | "reason">,
  { mutes, mail }: Pick<Policy, "mutes" | "mail">,
  isWithin: IsWithin,
): Sending {
  const { area, rule, kind, date, drill } = event;
  if (drill) return { how: "at-once" };
  const muted = mutes
    .filter(
      (mute) =>
        mute.from <= date &&
        date <= mute.until &&
        (mute.rule === undefined || mute.rule === rule) &&
        (mute.area === undefined || isWithin(area, mute.area)),
    )
    .sort((a, b) => (a.until < b.until ? 1 : -1))[0];
  if (muted) return { how: "muted", due: addDays(muted.until, 1), reason: muted.reason };
  // The office that issued it is asked something, which nobody else can answer.
  if (event.reason === "lift-proposed") return { how: "at-once" };
  const tier = tierOfChange(event);
  const waits = mail.wait.some((change) => change.change === kind && change.tiers.includes(tier));
  return waits ? { how: "waits", due: nextDay(date, mail.on) } : { how: "at-once" };
}

/** Whether a day is a weekday by its name. */
export const isWeekday = (date: string, weekday: string): boolean => WEEKDAYS[weekdayOf(date)] === weekday;

/** The first day from a date on, the date included, on which gathered letters go out. */
function nextDay(date: string, on: Policy["mail"]["on"]): string {
  if (on === "every-day") return date;
  const days = (WEEKDAYS.indexOf(on) - weekdayOf(date) + 7) % 7;
  return addDays(date, days);
}
