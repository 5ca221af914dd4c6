import { DAY } from "../../warehouse/engine/days.ts";

/**
 * The instant at which a day ends in a zone, as the last millisecond of it, in ISO 8601. Found by bisection, so that a day whose midnight
 * the clocks skip ends where the next one begins.
 */
export function endOfDay(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + DAY;
  let [last, first] = [midnight - DAY, midnight + DAY];
  while (first - last > 1) {
    const middle = Math.floor((first + last) / 2);
    if (dayIn(zone, new Date(middle)) > day) first = middle;
    else last = middle;
  }
  return new Date(last).toISOString();
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, instant: Date): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(zone, format);
  return format.format(instant);
}

/**
 * The instant at which the clocks of a zone show a time, in ISO 8601; null where the text is no time. A text that names its zone itself keeps it.
 * Where clocks are set back and a time comes twice, either.
 *
 * @example
 * instantOfClock("Asia/Shanghai", "2026-03-11T09:30"); // "2026-03-11T01:30:00.000Z"
 */
export function instantOfClock(zone: string, text: string): string | null {
  const written = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  const [, day = "", time = "", seconds = "", offset] = written ?? [];
  const shown = Date.parse(`${day}T${time}${seconds || ":00"}${offset ?? "Z"}`);
  if (Number.isNaN(shown) || (offset === undefined && new Date(shown).toISOString().slice(0, 10) !== day))
    return null;
  if (offset !== undefined) return new Date(shown).toISOString();
  const minute = shown - (shown % 60_000);
  let instant = minute;
  for (let round = 0; round < 2; round++)
    instant += minute - Date.parse(`${clockIn(zone, new Date(instant)).replace(" ", "T")}:00Z`);
  return new Date(instant + (shown % 60_000)).toISOString();
}

/** An instant on the clocks of a zone, `2026-03-11 02:30`. */
export const clockIn = (zone: string, instant: Date): string =>
  `${dayIn(zone, instant)} ${timeIn(zone, instant)}`;

/** The time of day of an instant on the clocks of a zone, `02:30`. */
export function timeIn(zone: string, instant: Date): string {
  const format =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  clocks.set(zone, format);
  return format.format(instant);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Formats by zone: creating a format takes fifty times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();
