import type { LayoffEvent } from "../definitions/define.ts";
import type { PolicyTest } from "./test-schema.ts";

/**
 * A layoff report of a test as rules read it: an enterprise is known by its credit code, else by its name, as in the warehouse.
 *
 * Names are compared as they are written: a test has no second spelling of one.
 */
export function layoffEvent(layoff: PolicyTest["layoffs"][number]): LayoffEvent {
  const { employer, code, industry, group, controller, persons, staff, closure, receivedOn } = layoff;
  return {
    ...{ employer, employerKey: code ?? employer, nameKey: employer, code: code ?? null },
    ...{ industry: industry ?? null, industryKey: industry ?? null },
    ...{ groupName: group ?? null, groupKey: group ?? null, controller: controller ?? null },
    ...{ persons, staff: staff ?? null, closure, receivedOn },
  };
}
