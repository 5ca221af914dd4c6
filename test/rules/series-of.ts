import { shiftPeriod } from "../../rules/calendar/periods.ts";
import type { PartObservation } from "../../rules/judge/parts.ts";

/** A count; a numerator over a denominator; or what is reported so far while the due statement is missing. */
export type Figure = number | readonly [number, number] | { readonly soFar: readonly [number, number] };
/** What areas reported: by code, then by month (`2026-03`) or last day (`2026-03-21`). */
export type Reported = Readonly<Record<string, Readonly<Record<string, Figure>>>>;

/** `2026-03` as the month's last day; a full day stays. */
export const lastDay = (period: string): string =>
  period.length === 7 ? shiftPeriod(`${period}-01`, "month", 0) : period;

/** Figures written by hand, as the rules read them. */
export function seriesOf(reported: Reported): Map<string, Map<string, PartObservation>> {
  return new Map(
    Object.entries(reported).map(([area, periods]) => [
      area,
      new Map(Object.entries(periods).map(([period, figure]) => [lastDay(period), observation(figure)])),
    ]),
  );
}

function observation(figure: Figure): PartObservation {
  if (typeof figure === "number") return { numerator: figure, denominator: null, complete: true };
  const [numerator, denominator] = "soFar" in figure ? figure.soFar : figure;
  return { numerator, denominator, complete: !("soFar" in figure) };
}

/** The same figure for each of these months. */
export const each = (months: readonly string[], figure: Figure): Record<string, Figure> =>
  Object.fromEntries(months.map((month) => [month, figure]));
