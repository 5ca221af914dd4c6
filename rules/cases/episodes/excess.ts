import { daysBetween } from "../../calendar/periods.ts";
import { ruleById } from "../../definitions/index.ts";
import { WINDOW_DAYS } from "../../judge/reach-back.ts";
import { type OpenCase, standsAt } from "../case-state.ts";

/** The day from which the workers of a case leave; the day it opened where no report says. */
export const startOf = ({ ground, opened }: OpenCase): string =>
  typeof ground.values.startsOn === "string" ? ground.values.startsOn : opened;

/** Persons by which a case exceeds what was to be expected; null where it does not count persons. */
export function excessOf({ ground: { values, shown } }: OpenCase): number | null {
  if (shown?.unit === "persons") return shown.value - (shown.expected ?? 0);
  return typeof values.persons === "number" ? values.persons : null;
}

/**
 * The share of the excess of an area above that an area below brings (所占份额), from 0 to 1; of a case that rests on the cases below it, one
 * among them.
 */
export function excessShare(
  below: OpenCase,
  above: OpenCase,
  {
    open,
    isBelow,
  }: {
    readonly open: ReadonlyMap<string, OpenCase>;
    readonly isBelow: (area: string, above: string) => boolean;
  },
): number {
  if (ruleById(above.ground.rule)?.kind === "combined") {
    const standing = [...open.values()].filter(
      (other) => other.cause === above.cause && isBelow(other.area, above.area) && standsAt(other) !== null,
    );
    return standing.length > 0 ? 1 / standing.length : 0;
  }
  const [part, whole] = [excessOf(below), excessOf(above)];
  // What is counted otherwise cannot be compared: the cases are linked, not joined.
  if (part === null || whole === null || whole <= 0) return 0;
  if (isOfOtherReports(below, above, part > whole)) return 0;
  return Math.max(0, Math.min(1, part / whole));
}

/**
 * Whether a window of reports above has counted other reports than those that a case below rests on: these had left it, or there are more of them
 * than it counts.
 */
function isOfOtherReports({ ground: part }: OpenCase, { ground: whole }: OpenCase, isMore: boolean): boolean {
  if (part.kind !== "rolling-30-days" || whole.kind !== "rolling-30-days") return false;
  return isMore || Math.abs(daysBetween(part.period, whole.period)) >= WINDOW_DAYS;
}
