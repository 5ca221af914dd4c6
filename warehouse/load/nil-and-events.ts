import { asOfMacro } from "../engine/fact-tables.ts";
import type { Warehouse } from "../engine/warehouse.ts";
import type { LoadPlan } from "./plan.ts";
import { REASON_END } from "./stage-sql.ts";

/** A file in which a row says nil of a month and another row reports an event of it. */
export interface Contradiction {
  readonly submission: number;
  readonly line: number;
  readonly other: number;
}

/** A file that contradicts itself, so that it is refused as a whole. */
export class ContradictsItself extends Error {
  constructor(readonly contradiction: Contradiction) {
    super(`line ${contradiction.line} says nil, line ${contradiction.other} reports an event`);
  }
}

/** The remark that refuses such a file. */
export const contradictionRemark = ({ line, other }: Contradiction) => ({
  code: "nil-beside-events",
  details: { line, other },
});

/** SQL condition that `event` is an event of the month of `nil`, by its statement's month or its date. */
const ofMonth = (plan: LoadPlan): string =>
  `event.area = nil.area AND (event.period = nil.period${plan.dates ? ` OR last_day(event."${plan.dates.dated}") = nil.period` : ""})`;

/**
 * The files of `stage` that say nil of a month and report events of it (同一文件同月既有裁员又报零). A refused event counts too, because a month with a
 * faulty report was not without any.
 */
export async function nilsBesideEvents(warehouse: Warehouse, plan: LoadPlan): Promise<Contradiction[]> {
  if (plan.nil === null) return [];
  return warehouse.rows<Contradiction>(
    `SELECT nil.submission, min({'line': nil.line, 'other': event.line}).line AS line, min({'line': nil.line, 'other': event.line}).other AS other
     FROM stage AS nil JOIN stage AS event ON event.submission = nil.submission AND ${ofMonth(plan)}
     WHERE nil.reasons = '' AND nil."${plan.nil}" AND NOT coalesce(event."${plan.nil}", false) AND event.reasons <> 'total'
     GROUP BY nil.submission ORDER BY nil.submission`,
  );
}

/** Ask about nil reports of a month of which events are known already. */
export async function askNilsAfterEvents(
  warehouse: Warehouse,
  plan: LoadPlan,
  knownBy: string,
): Promise<void> {
  if (plan.nil === null) return;
  await warehouse.run(
    `UPDATE stage SET questions = concat_ws(chr(${REASON_END.charCodeAt(0)}), nullif(questions, ''), 'nil-after-events|${plan.nil}|' || found)
     FROM (
       SELECT nil.submission, nil.line, array_to_string(list(event.submission || '/' || event.line ORDER BY event.submission, event.line)[:5], '、') AS found
       FROM stage AS nil JOIN ${asOfMacro(plan.fact.contract)}(CAST($known_by AS TIMESTAMP)) AS event
         ON event.known_at <= nil.known_at AND ${ofMonth(plan)}
       WHERE nil.reasons = '' AND nil."${plan.nil}" GROUP BY ALL) AS known
     WHERE known.submission = stage.submission AND known.line = stage.line`,
    { known_by: knownBy },
  );
}
