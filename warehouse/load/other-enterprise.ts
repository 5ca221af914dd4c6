import { asOfMacro } from "../engine/fact-tables.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { AskedRow } from "./nil-and-events.ts";
import type { LoadPlan } from "./plan.ts";

/** Beginning of the key of an event that has a number. */
const NUMBERED = "'0:'";

const isNamed = (plan: LoadPlan): boolean =>
  plan.fact.grain === "event" &&
  plan.cells.some(({ column, from }) => column === "employer" && from !== null);

/** The count of accepted events with a number, as a column of a query over `stage`. */
export const numberedCount = (plan: LoadPlan): string =>
  isNamed(plan)
    ? `, count(*) FILTER (reasons = '' AND starts_with(event_key, ${NUMBERED})) AS numbered`
    : ", 0 AS numbered";

/**
 * Events of `stage` whose number stands for a known event of another enterprise, with another date or size: numbers that are given anew each
 * month, or typed wrongly, would replace a layoff that did happen. A name that alone was corrected is none of these.
 */
export function numbersOfOthers(warehouse: Warehouse, plan: LoadPlan, knownBy: string): Promise<AskedRow[]> {
  return warehouse.rows<AskedRow>(
    `SELECT stage.submission, stage.line, 'number-of-another|report_no|' || min(known.submission || '/' || known.line) AS question
     FROM stage JOIN ${asOfMacro(plan.fact.contract)}(CAST($known_by AS TIMESTAMP)) AS known
       ON known.area = stage.area AND known.event_key = stage.event_key AND known.known_at <= stage.known_at
     WHERE stage.reasons = '' AND starts_with(stage.event_key, ${NUMBERED})
       AND identity_text(known.employer) <> identity_text(stage.employer) AND NOT coalesce(known.credit_code = stage.credit_code, false)
       AND (known.received_on, known.workers_affected) <> (stage.received_on, stage.workers_affected)
     GROUP BY ALL ORDER BY 1, 2`,
    { known_by: knownBy },
  );
}
