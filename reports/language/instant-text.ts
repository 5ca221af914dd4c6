import { dateText, type Language, translate } from "./index.ts";

/** Formats by zone: creating a format takes fifty times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant on the clocks of a zone, its day as `YYYY-MM-DD` and its time as `HH:MM`.
 *
 * @param zone IANA name of a time zone
 */
export function clockOf(instant: string, zone: string): { readonly date: string; readonly time: string } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-CA", {
      ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit" },
    });
  formats.set(zone, format);
  const part = Object.fromEntries(
    format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/**
 * An instant as the deployment's people read a clock: `2026年3月11日02:30`, `2026-03-11 02:30`.
 *
 * @param zone IANA name of the deployment's time zone
 */
export function instantText(instant: string, zone: string, language: Language): string {
  const { date, time } = clockOf(instant, zone);
  return translate(language, "instant", { date: dateText(date, language), time });
}
