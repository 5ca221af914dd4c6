import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { LayoffEvent } from "../../rules/definitions/define.ts";
import { legalDuties } from "../../rules/definitions/legal-duty.ts";
import { readEvents } from "../../rules/judge/read-facts.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { dateText, type Language, translate } from "../language/index.ts";

/** Days of an enterprise's reports that are taken together. */
const DAYS = 30;

/** A night, what it knows, and the instant up to which the night before knew: reports that became known later are new. */
export interface SinceNight {
  readonly date: string;
  readonly asOf: string;
  readonly since: string;
}

/**
 * The enterprises that must report a layoff by law, by area, as far as a report of theirs is new and no change of a case names them
 * (劳动合同法第四十一条). The law knows no floor: a firm of eight that cuts one owes a report and makes no warning.
 */
export async function legalFacts(
  warehouse: Warehouse,
  events: readonly CaseEvent[],
  { date, asOf, since }: SinceNight,
): Promise<Map<string, LayoffEvent[]>> {
  const facts = new Map<string, LayoffEvent[]>();
  const areas = new Map<string, Awaited<ReturnType<typeof readEvents>>>();
  for (const event of await readEvents(warehouse, date, DAYS, { asOf }))
    if (event.receivedOn <= date) areas.set(event.area, [...(areas.get(event.area) ?? []), event]);
  for (const [area, reports] of areas) {
    const isNew = (firm: LayoffEvent) =>
      reports.some(
        ({ employerKey, code, newsAt }) =>
          (employerKey === firm.employerKey || code === firm.employerKey) && newsAt > Date.parse(since),
      );
    const named = (firm: LayoffEvent) =>
      events.some((event) => event.area === area && event.facts.values.employer === firm.employer);
    const owed = legalDuties(reports).filter((firm) => isNew(firm) && !named(firm));
    if (owed.length > 0) facts.set(area, owed);
  }
  return facts;
}

/** One enterprise that must report, as a line of its office's list. */
export const legalLine = (
  { employer, persons, staff, receivedOn }: LayoffEvent,
  language: Language,
): string =>
  translate(language, staff === null ? "notice.law-line" : "notice.law-line-of-staff", {
    ...{ employer, persons, staff: staff ?? 0, date: dateText(receivedOn, language) },
    share: staff ? ((100 * persons) / staff).toFixed(1) : "",
  });
