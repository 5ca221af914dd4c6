import { addDays } from "../calendar/periods.ts";
import { firmsOf } from "../definitions/by-employer.ts";
import type { LayoffEvent } from "../definitions/define.ts";
import { legalDuties } from "../definitions/legal-duty.ts";
import type { PolicyTest } from "./test-schema.ts";

type Layoffs = PolicyTest["layoffs"];

/**
 * A layoff report of a test as rules read it: an enterprise is known by its credit code, else by its name, as in the warehouse.
 *
 * Names are compared as they are written: a test has no second spelling of one.
 */
export function layoffEvent(layoff: Layoffs[number]): LayoffEvent {
  const { employer, code, industry, group, controller, persons, staff, closure, receivedOn } = layoff;
  return {
    ...{ employer, employerKey: code ?? employer, nameKey: employer, code: code ?? null },
    ...{ industry: industry ?? null, industryKey: industry ?? null },
    ...{ groupName: group ?? null, groupKey: group ?? null, controller: controller ?? null },
    ...{ persons, staff: staff ?? null, closure, receivedOn },
  };
}

/** Days of reports that are taken together, as in the rules. */
const WINDOW = 30;

/** Whether the law asks an enterprise of an area for a report on a night: all of its reports of thirty days together, with a code and without. */
export function isReportOwed(
  layoffs: Layoffs,
  { area, employer }: Pick<Layoffs[number], "area" | "employer">,
  night: string,
): boolean {
  const after = addDays(night, -WINDOW);
  const reports = layoffs
    .filter((layoff) => layoff.area === area && layoff.receivedOn <= night && layoff.receivedOn > after)
    .map(layoffEvent);
  return [...firmsOf(reports).values()]
    .filter((firm) => firm.some((report) => report.employer === employer))
    .some((firm) => legalDuties(firm).length > 0);
}
