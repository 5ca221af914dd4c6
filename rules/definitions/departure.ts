import { addDays } from "../calendar/periods.ts";
import type { LayoffEvent } from "./define.ts";

/** Days after its report on which a layoff begins where the report does not say: so long before it the law asks for the report (劳动合同法第四十一条). */
const NOTICE_DAYS = 30;

/** When workers leave: the first day and the last one, null where no report says. */
export interface Departure {
  readonly startsOn: string | null;
  readonly lastStart: string | null;
}

/** The day from which the workers of a report leave. */
export const leavingOn = ({ startsOn, receivedOn }: Pick<LayoffEvent, "startsOn" | "receivedOn">): string =>
  startsOn ?? addDays(receivedOn, NOTICE_DAYS);

/**
 * When the workers of several reports leave: the first day that a report gives, null where none does, and the last one, given or reckoned
 * (离岗时间).
 *
 * @example
 * departureOf([{ startsOn: "2026-04-09", receivedOn: "2026-03-10" }]) // { startsOn: "2026-04-09", lastStart: "2026-04-09" }
 */
export function departureOf(reports: readonly Pick<LayoffEvent, "startsOn" | "receivedOn">[]): Departure {
  const given = reports.flatMap(({ startsOn }) => startsOn ?? []).sort();
  return { startsOn: given[0] ?? null, lastStart: reports.map(leavingOn).sort().at(-1) ?? null };
}

/** When the workers of several enterprises leave. */
export const departureOfFirms = (firms: readonly Departure[]): Departure => ({
  startsOn: firms.flatMap(({ startsOn }) => startsOn ?? []).sort()[0] ?? null,
  lastStart:
    firms
      .flatMap(({ lastStart }) => lastStart ?? [])
      .sort()
      .at(-1) ?? null,
});
